"""The facts that answer a question well enough, found by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.answer import wording
from bot.answer.question.asked import Asked, fits, names_of, plain_name, regions_of
from bot.answer.question.rank import content, index_of, rank, word_set
from bot.answer.question.speak import Hit, build
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Subject, Topical
from bot.knowledge.words import topic_phrases
from bot.model.answer import Answer

ENOUGH = 0.4
"""Share of the question that the best fact must cover; below, the documents do not say."""
CLOSELY = 0.8
"""The same where the question holds something that no document speaks of, or names nothing but a subject and
topic of which nothing was to be told."""
CLOSE = 0.75
"""Facts whose score is at least this share of the best one's are told with it."""
FEW = 4
"""A name that so many facts of a subject say, or fewer, asks for these facts ("what is the atlas?")."""
MAX_FACTS = 6
MAX_LOOKED_AT = 12


def answer(asked: Asked, knowledge: Knowledge, least: float = ENOUGH) -> Answer | None:
    """Answer by the facts that fit best; None where none fits well enough."""
    strict = asked.unsaid not in (None, "dose") or is_plain(asked, knowledge)
    least = max(least, CLOSELY) if strict else least
    ranked = rank(asked, knowledge)[:MAX_LOOKED_AT]
    if strict:
        ranked = [one for one in ranked if _fits(one.hit, asked, knowledge)]
    if not ranked or max(one.covered for one in ranked[:3]) < least:
        return None
    close = [one.hit for one in ranked if one.score >= CLOSE * ranked[0].score]
    return build(asked, without_twins(close)[:MAX_FACTS], knowledge, labelled=True)


def _fits(hit: Hit, asked: Asked, knowledge: Knowledge) -> bool:
    """Whether a fact is said of the subjects and regions that are asked about."""
    named = [knowledge.subjects[one] for one in asked.subjects]
    exact = [one for one in named if not isinstance(one, Topical)]
    said = word_set(hit.fact.say)
    of_these = hit.subject in exact or any(said.issuperset(word_set(plain_name(one))) for one in exact)
    here = fits(hit.fact.regions or hit.subject.regions, regions_of(asked, knowledge))
    return here and (of_these or not exact)


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
    if asked.unsaid not in (None, "dose"):
        return False
    regions = (wording.load().phrases.regions[one] for one in asked.regions)
    names = (*regions, *topic_phrases().get(asked.topic or "", ()))
    known = word_set(" ; ".join(names)).union(*(_naming(knowledge.subjects[one]) for one in asked.subjects))
    return all(known.intersection(means) for means in content(asked, index_of(knowledge)))


def _naming(subject: Subject) -> frozenset[str]:
    """Words that name a subject; not those that only few of its facts say, which ask for just these."""
    said = Counter(word for fact in subject.facts for word in word_set(fact.say))
    label, names = word_set(subject.label), word_set(" ; ".join(names_of(subject)))
    return label | {word for word in names if not 0 < said[word] <= FEW}
