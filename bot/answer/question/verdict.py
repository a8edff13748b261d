"""A yes or a no before a fact, where the documents carry one and the question wants one."""

from __future__ import annotations

from bot.answer import wording
from bot.answer.question.asked import Asked
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Fact
from bot.knowledge.words import meanings, stems

NEGATIONS = frozenset(["not", "never", "no", "nt", "without"])
"""With one of these in the question a yes or a no could be taken either way."""


def judge(asked: Asked, fact: Fact, knowledge: Knowledge) -> str | None:
    """``Yes.``, ``No.``, or whose yes or no it is where the fact is a claim; None where it has neither.

    A fact that stands under several subjects carries the verdicts of them all.
    """
    if asked.form != "yes_no" or NEGATIONS.intersection(asked.terms):
        return None
    if not _of_topic(asked.topic, fact.topic):
        return None
    words, said = wording.load().phrases, _meant(" ".join(asked.terms))
    alike = knowledge.facts_saying[fact.say]
    if any(_holds(said, key) for one in alike for key in one.no_to):
        return words.claimed_no if fact.claim else words.no
    if any(_holds(said, key) for one in alike for key in one.yes_to):
        return words.claimed_yes if fact.claim else words.yes
    return None


def _of_topic(asked: str | None, told: str) -> bool:
    """Whether it is asked what the fact tells: that smoking plays a part is no yes to "does it help?"."""
    name = wording.load().topics.get(asked or "")
    return name is None or told == asked or told in name.near


def _holds(said: frozenset[str], words: str) -> bool:
    """Whether a question says all of these words, or others for them."""
    return all(not said.isdisjoint((*phrase, *groups)) for phrase, groups in meanings(stems(words)))


def _meant(text: str) -> frozenset[str]:
    return frozenset(one for phrase, groups in meanings(stems(text)) for one in (*phrase, *groups))
