"""What tells whether the documents answer a question at all, out of how its facts are ranked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bot.answer import wording
from bot.answer.question.asked import Asked
from bot.answer.question.measure import MEASURES, Facts
from bot.answer.question.words import Scores
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Subject, Topical

FIRST = 3
"""So many facts, the best, say whether there is an answer."""
TENTH = 9
MOST_OF = ("covers", "asked", "asked_best", "labelled_in_context", "asked_best_in_context")
SIGNS = (
    "lead", "chance", *MOST_OF, "unanswered", "less_than_unanswered", "unknown", "uncovered", "length",
    "words", "unsaid", "dose", "lacks_topic", "yes_no",
)  # fmt: skip
"""By how much the best score leads the tenth best, the chance of the first facts together, and the most of
some of their measures. How near the question is to one that no document answers, and by how much nearer than
to one that is answered. What its unknown words weigh, and the weightiest word that the first facts leave out;
how many words it has, and how many that say something. 0 or 1: it holds what no document speaks of; it asks
how much to take; nothing is known on its topic of its subjects; it wants a yes or a no."""


def read_signs(facts: Facts, asked: Asked, measured: Scores, scores: Scores, unanswered: float) -> Scores:
    """The SIGNS of whether the documents answer.

    Args:
        facts: all facts.
        asked: the question.
        measured: facts x MEASURES.
        scores: of each fact.
        unanswered: how near it is to a question that no document answers, -1 to 1.
    """
    order = np.argsort(-scores)
    first, chances = order[:FIRST], np.exp(scores - scores.max())
    most = dict(zip(MEASURES, measured[first].max(axis=0), strict=True))
    signs = (
        scores[order[0]] - scores[order[TENTH]],
        chances[first].sum() / chances.sum(),
        *(most[one] for one in MOST_OF),
        unanswered,
        unanswered - measured[:, MEASURES.index("asked_best")].max(),
        *facts.measure_gaps(asked, first.tolist()),
        *_asked_for(asked, facts.knowledge),
    )
    return np.array(signs, dtype=np.float64)


def _asked_for(asked: Asked, knowledge: Knowledge) -> Iterator[bool]:
    yield asked.unsaid not in (None, "dose")
    yield asked.unsaid == "dose"
    yield _lacks_topic(asked, knowledge)
    yield asked.form == "yes_no"


def _lacks_topic(asked: Asked, knowledge: Knowledge) -> bool:
    """Whether nothing is known on the topic of what is named, or else of what was talked about."""
    named = [knowledge.subjects[one] for one in asked.subjects]
    exact: list[Subject] = [one for one in named if not isinstance(one, Topical)]
    subjects = exact or [knowledge.subjects[one] for one in asked.context[:2]]
    if asked.topic in (None, "definition") or not subjects:
        return False
    name = wording.load().topics.get(asked.topic or "")
    wanted = {asked.topic, *(name.near if name else ())}
    return not any(fact.topic in wanted for one in subjects for fact in one.facts)
