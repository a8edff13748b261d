"""Each golden question, put to the code that answers people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answer.plain import render
from bot.components.intents import settle_intent
from bot.consult import Context, Turn, consult
from bot.knowledge.base import Knowledge
from bot.knowledge.loader import load
from bot.model.contacts import Contacts
from bot.model.episode import Episode
from evaluation.predict import NOW, Reader
from evaluation.questions.rows import Question, facts_of

ADMITS = ("not_in_documents", "declined")
"""Notices that say that the documents do not answer, or that nobody but a clinician may."""

Guesser = Callable[[str], str]


@dataclass(frozen=True)
class Answered:
    """What came of one question.

    Attributes:
        question: the row.
        kind: the kind of reply, a notice by its id.
        told: the facts that the data tell, ``first`` those that the text tells before "more".
        sourced: whether every right fact that is told names all its sources.
    """

    question: Question
    kind: str
    told: frozenset[str]
    first: frozenset[str]
    sourced: bool
    words: int

    @property
    def right(self) -> bool:
        """A right fact with its sources; where the documents do not say, that this is said."""
        if not self.question.facts:
            return self.kind in ADMITS
        return self.sourced and bool(self.question.facts & self.told)

    @property
    def right_at_once(self) -> bool:
        """The same, before "more" is asked for."""
        return self.right and (not self.question.facts or bool(self.question.facts & self.first))


def answer_all(questions: Sequence[Question], guess: Guesser, reader: Reader) -> list[Answered]:
    """Every question with what came of it."""
    return [_judge(one, put(one.text, one.after, guess, reader), load()) for one in questions]


def put(text: str, after: Iterable[str], guess: Guesser, reader: Reader) -> Turn:
    """The reply to a message, after others in the same conversation."""
    episode, turn = Episode(), None
    for said in (*after, text):
        reading = reader(said)
        turn = consult(settle_intent(guess(said), reading, said), reading, episode, _context())
        episode = turn.episode
    assert turn is not None
    return turn


def _judge(question: Question, turn: Turn, knowledge: Knowledge) -> Answered:
    said = _statements(turn)
    text = render(turn.blocks)
    facts = facts_of(knowledge)
    told = {one: fact for one, fact in facts.items() if any(fact.say in each["text"] for each in said)}
    sourced = all(
        any(
            fact.say in each["text"]
            and {source.document for source in knowledge.sources(fact.cites)}
            <= {source["document"] for source in each["sources"]}
            for each in said
        )
        for one, fact in told.items()
        if one in question.facts
    )
    kind = turn.custom["id"] if turn.custom["kind"] == "notice" else turn.custom["kind"]
    first = frozenset(one for one, fact in told.items() if fact.say in text)
    return Answered(question, kind, frozenset(told), first, sourced, _words(text))


def _words(text: str) -> int:
    """Words of a reply before its sources."""
    return len(text.partition("\n\nSources:")[0].split())


def _statements(turn: Turn) -> list[dict]:  # type: ignore[type-arg]
    answer = turn.custom.get("answer") if turn.custom["kind"] == "assessment" else turn.custom
    return list((answer or {}).get("facts", ()))


@lru_cache(maxsize=1)
def _context() -> Context:
    return Context(load(), Contacts(), NOW)
