"""Each golden question, put to the code that answers people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.answer import wording
from bot.answer.plain import render
from bot.components.intents import settle_intent
from bot.consult import Context, Turn, consult
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Fact
from bot.knowledge.loader import load
from bot.model.contacts import Contacts
from bot.model.episode import Episode
from evaluation.predict import NOW, Reader
from evaluation.questions.rows import Question, facts_of

ADMITS = ("not_in_documents", "declined")
"""Notices that say that the documents do not answer, or that nobody but a clinician may."""

MARKS = re.compile(r"\[[\d, ]+\]")
"""The numbers of sources, which are no words."""
ABOUT = "about_the_documents"
"""The subject whose facts say what each document is."""
NOTICES = {"not_in_documents": "not_in_documents", "declined": "declined_dose"}
"""The wording by which an assessment says the same."""
Guesser = Callable[[str], str]


@dataclass(frozen=True)
class Answered:
    """What came of one question.

    Attributes:
        question: the row.
        kind: the kind of reply, a notice by its id.
        told: the facts that are told before "more".
        sourced: whether every right fact that is told names all its sources.
        words: of the text before its list of sources.
    """

    question: Question
    kind: str
    told: frozenset[str]
    sourced: bool
    words: int

    @property
    def right(self) -> bool:
        """A right fact with its sources; where the documents do not say, that this is said."""
        if not self.question.facts:
            return self.kind in ADMITS
        return self.sourced and bool(self.question.facts & self.told)


def answer_all(questions: Sequence[Question], guess: Guesser, reader: Reader) -> list[Answered]:
    """Every question with what came of it."""
    return [_judge(one, put(one.text, one.after, guess, reader), load()) for one in questions]


def put(text: str, after: Iterable[str], guess: Guesser, reader: Reader) -> Turn:
    """The reply to a message, after others in the same conversation."""
    episode, turn = Episode(), None
    for said in (*after, text):
        reading = reader(said)
        turn = consult(settle_intent(guess(said), reading, said), reading, episode, context())
        episode = turn.episode
    assert turn is not None
    return turn


def _judge(question: Question, turn: Turn, knowledge: Knowledge) -> Answered:
    said = _statements(turn)
    told = {one: fact for one, fact in facts_of(knowledge).items() if _saying(fact, said)}
    if turn.custom.get("topic") == "sources":  # who says so: title, date and who gains, in other words
        named = frozenset(f"{ABOUT}/{one}" for one in turn.custom["subjects"])
        return Answered(question, _kind(turn), frozenset(told) | named, True, _words(render(turn.blocks)))
    sourced = all(_sourced(told[one], said, knowledge) for one in question.facts & told.keys())
    return Answered(question, _kind(turn), frozenset(told), sourced, _words(render(turn.blocks)))


def _kind(turn: Turn) -> str:
    """The kind of reply: a notice by its id, an assessment that admits like the notice that says so."""
    notes = turn.custom.get("notes", ())
    admitted = (one for one in ADMITS if set(wording.load().notices[NOTICES[one]].say[:1]).issubset(notes))
    return str(turn.custom.get("id") or next(admitted, turn.custom["kind"]))


def _saying(fact: Fact, said: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in said if fact.say in each["text"]]


def _sourced(fact: Fact, said: Sequence[dict[str, Any]], knowledge: Knowledge) -> bool:
    owed = {source.document for source in knowledge.sources(fact.cites)}
    return any(owed <= {source["document"] for source in each["sources"]} for each in _saying(fact, said))


def _words(text: str) -> int:
    said = MARKS.sub("", text.partition("\n\nSources:")[0])
    return sum(any(letter.isalnum() for letter in word) for word in said.split())


def _statements(turn: Turn) -> list[dict[str, Any]]:
    answer = turn.custom.get("answer") if turn.custom["kind"] == "assessment" else turn.custom
    return list((answer or {}).get("facts", ()))


@lru_cache(maxsize=1)
def context() -> Context:
    """The knowledge base on the day on which the questions were written."""
    return Context(load(), Contacts(), NOW)
