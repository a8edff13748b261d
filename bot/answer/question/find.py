"""The facts that answer a question well enough, out of all facts ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.answer import wording
from bot.answer.question.asked import Asked, fits, names_of, plain_name, regions_of
from bot.answer.question.measure import facts_of
from bot.answer.question.rank import rank
from bot.answer.question.speak import Hit, build
from bot.answer.question.words import content, word_set
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Subject, Therapy, Topical
from bot.knowledge.words import stems, topic_phrases
from bot.model.answer import Answer

ENOUGH = 0.65
"""How sure it must be that a fact answers; below, the documents do not say."""
CLOSELY = 0.99
"""The same where the question holds something that no document speaks of, or where no close fact is said
of just the subject, place and topic that were understood."""
CLOSE = 0.02
"""Facts whose chance is at least this share of the best one's are told with it."""
FEW = 4
"""A name that so many facts of a subject say, or fewer, asks for these facts ("what is the atlas?")."""
MAX_FACTS = 6
MAX_LOOKED_AT = 12
MAX_RELATED = 3


def answer(asked: Asked, knowledge: Knowledge, least: float = ENOUGH) -> Answer | None:
    """Answer by the facts that fit best; None where none fits well enough."""
    strict = asked.unsaid not in (None, "dose")
    ranking = rank(asked, knowledge)
    if ranking.certainty < (max(least, CLOSELY) if strict else least):
        return None
    likely = zip(ranking.hits[:MAX_LOOKED_AT], ranking.chances, strict=False)
    close = [hit for hit, chance in likely if chance >= CLOSE * ranking.chances[0]]
    if strict or is_plain(asked, knowledge):
        fitting = [hit for hit in close if _fits(hit, asked, knowledge)]
        close = fitting if fitting or strict or ranking.certainty < CLOSELY else close
    return build(asked, without_twins(close)[:MAX_FACTS], knowledge, labelled=True) if close else None


def related(text: str, told: Sequence[str], knowledge: Knowledge) -> tuple[Hit, ...]:
    """The facts nearest to a sentence of our own, without those that were told."""
    ranked = rank(Asked(terms=tuple(stems(text)), text=text), knowledge).hits[:MAX_LOOKED_AT]
    return without_twins([hit for hit in ranked if hit.ref not in told])[:MAX_RELATED]


def _fits(hit: Hit, asked: Asked, knowledge: Knowledge) -> bool:
    """Whether a fact is said of the subjects and regions that are asked about."""
    named = [knowledge.subjects[one] for one in asked.subjects]
    exact = [one for one in named if not isinstance(one, Topical)]
    said = word_set(hit.fact.say)
    of_these = hit.subject in exact or any(_says(said, plain_name(one), knowledge) for one in exact)
    places = regions_of(asked, knowledge)
    here = fits(hit.fact.regions or hit.subject.regions, places) and fits(_named_for(hit.subject), places)
    return here and (not exact or (of_these and _of_topic(hit, asked)))


def _says(said: frozenset[str], name: str, knowledge: Knowledge) -> bool:
    """Whether each telling word of a name is among these, or another for it ("cold" for ice)."""
    return all(not said.isdisjoint(means) for means in content(name.split(), facts_of(knowledge).index))


def _named_for(subject: Subject) -> tuple[str, ...]:
    """The regions for which the documents name a treatment."""
    return tuple(row.region for row in subject.for_regions) if isinstance(subject, Therapy) else ()


def _of_topic(hit: Hit, asked: Asked) -> bool:
    """Whether a fact tells what is asked of its subject, or nearly that."""
    names = wording.load().topics
    wanted = asked.topic if asked.topic != "definition" else None
    if wanted is None or wanted not in names:
        return True
    return hit.fact.topic == wanted or hit.fact.topic in names[wanted].near


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
    return all(known.intersection(means) for means in content(asked.terms, facts_of(knowledge).index))


def _naming(subject: Subject) -> frozenset[str]:
    """Words that name a subject; not those that only few of its facts say, which ask for just these."""
    said = Counter(word for fact in subject.facts for word in word_set(fact.say))
    label, names = word_set(subject.label), word_set(" ; ".join(names_of(subject)))
    return label | {word for word in names if not 0 < said[word] <= FEW}
