"""The facts that answer a question well enough, found by its words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import wording
from bot.answer.question.asked import Asked, names_of
from bot.answer.question.rank import content, index_of, rank, word_set
from bot.answer.question.speak import Hit, build
from bot.knowledge.base import Knowledge
from bot.knowledge.words import topic_phrases
from bot.model.answer import Answer

ENOUGH = 0.4
"""Share of the question that the best fact must cover; below, the documents do not say."""
UNSAID = 0.85
"""The same where the question holds something that no document speaks of."""
CLOSE = 0.75
"""Facts whose score is at least this share of the best one's are told with it."""
MAX_FACTS = 6
MAX_LOOKED_AT = 12


def answer(asked: Asked, knowledge: Knowledge, least: float = ENOUGH) -> Answer | None:
    """Answer by the facts that fit best; None where none fits well enough."""
    least = max(least, UNSAID) if asked.unsaid else least
    ranked = rank(asked, knowledge)[:MAX_LOOKED_AT]
    if not ranked or max(one.covered for one in ranked[:3]) < least:
        return None
    close = [one.hit for one in ranked if one.score >= CLOSE * ranked[0].score]
    return build(asked, without_twins(close)[:MAX_FACTS], knowledge, labelled=True)


def without_twins(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The facts without those that only say again, of another subject, what the same statements support."""
    said: set[str] = set()
    kept = []
    for hit in hits:
        if not said.issuperset(hit.fact.cites):
            kept.append(hit)
        said.update(hit.fact.cites)
    return tuple(kept)


def is_plain(asked: Asked, knowledge: Knowledge) -> bool:
    """Whether every word of the question names its subject, region or topic: nothing else is looked for."""
    if asked.unsaid:
        return False
    names = [name for one in asked.subjects for name in names_of(knowledge.subjects[one])]
    regions = wording.load().phrases.regions
    names += [regions[one] for one in asked.regions]
    names += topic_phrases()[asked.topic] if asked.topic else ()
    known = word_set(" ; ".join(names))
    return all(known.intersection(means) for means in content(asked, index_of(knowledge)))
