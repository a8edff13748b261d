"""What is known of subjects that are asked for without words, or of many at once, as after an assessment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.answer import wording
from bot.answer.question.asked import Asked, fits, names_of, places, regions_of
from bot.answer.question.measure import doubtful
from bot.answer.question.speak import Hit, build, once, say
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Subject, Topical
from bot.model.answer import Answer
from bot.model.citation import Statement

SEEKING_CARE = "when_to_seek_care"
MAX_SUBJECTS = 3
"""Of more subjects than this only the names are told."""
MAX_OVERVIEW = 5
MAX_NEARBY = 3
EXPLAINING = ("definition", "how_it_works")
"""Topics of the facts that say what something is."""


def answer(asked: Asked, knowledge: Knowledge) -> Answer | None:
    """Tell of many subjects by name, or of what is asked without words; None where words say it."""
    many = len(asked.subjects) > MAX_SUBJECTS
    if asked.terms and not many:
        return None
    if asked.subjects:
        hits = _of_subjects(asked, knowledge)
    elif asked.regions and asked.topic:
        hits = _of_regions(asked, asked.topic, knowledge)
    else:
        hits = _in_general(asked.topic, knowledge) if asked.topic else ()
    if many:
        return _by_name(asked, hits, knowledge)
    hits = tuple(sorted(once(hits), key=doubtful))
    return build(asked, hits, knowledge, labelled=_several(hits)) if hits else None


def warn(asked: Asked, knowledge: Knowledge) -> Answer | None:
    """What is known of a treatment that something present makes unsafe, with the caution that says why."""
    named = (knowledge.treatments[one] for one in asked.subjects if one in knowledge.treatments)
    unsafe = [one for one in named if any(row.finding in asked.present for row in one.unsafe_with)]
    hits = tuple(hit for therapy in unsafe for hit in overview(therapy, ()))
    return build(asked, hits[:1], knowledge, labelled=True) if hits else None


def _in_general(topic: str, knowledge: Knowledge) -> tuple[Hit, ...]:
    """What is said on a topic of no one place: when to see a doctor, what to do oneself."""
    subjects = (
        one
        for one in knowledge.subjects.values()
        if topic == SEEKING_CARE or (isinstance(one, Topical) and not one.regions)
    )
    return tuple(Hit(one, fact) for one in subjects for fact in one.facts if fact.topic == topic)


def _by_name(asked: Asked, hits: tuple[Hit, ...], knowledge: Knowledge) -> Answer | None:
    """Many subjects, as after an assessment: one fact of each, told by name."""
    first = tuple({hit.subject.id: hit for hit in reversed(hits)}.values())[::-1]
    return replace(build(asked, first, knowledge, labelled=True, whole=True), by_name=True) if first else None


def _of_subjects(asked: Asked, knowledge: Knowledge) -> tuple[Hit, ...]:
    hits: list[Hit] = []
    regions = regions_of(asked, knowledge)
    for subject in _most_exact(asked, knowledge):
        fitting = [fact for fact in subject.facts if fits(fact.regions, regions)]
        if asked.topic == SEEKING_CARE and not any(fact.topic == SEEKING_CARE for fact in fitting):
            hits += _in_general(SEEKING_CARE, knowledge)
            continue
        near = _near(asked.topic, {fact.topic for fact in fitting})
        told = [Hit(subject, fact) for fact in fitting if fact.topic == near]
        undefined = asked.topic == "definition" and near != "definition"
        hits += overview(subject, regions) if undefined or not asked.topic else told
    return tuple(hits)


def _most_exact(asked: Asked, knowledge: Knowledge) -> list[Subject]:
    """The subjects that are named; a general one such as "statistics" only where no other one answers."""
    named = [knowledge.subjects[one] for one in asked.subjects]
    exact = [subject for subject in named if subject.regions or not isinstance(subject, Topical)]
    answering = [s for s in exact if asked.topic and _near(asked.topic, {fact.topic for fact in s.facts})]
    return exact if answering else named


def _of_regions(asked: Asked, topic: str, knowledge: Knowledge) -> tuple[Hit, ...]:
    """Facts of topics that belong to the region by name; what is said of all regions comes along."""
    names = wording.load().phrases.regions
    wanted = tuple(region for place in places(asked, knowledge, names) for region in place.regions)
    own = [subject for subject in knowledge.topics.values() if set(subject.regions).intersection(wanted)]
    near = _near(topic, {fact.topic for subject in own for fact in subject.facts})
    facts = [Hit(subject, fact) for subject in own for fact in subject.facts if fact.topic == near]
    general = [subject for subject in knowledge.topics.values() if not subject.regions]
    facts += [Hit(s, f) for s in general for f in s.facts if f.topic == topic and fits(f.regions, wanted)]
    return tuple(facts)


def nearby(asked: Asked, knowledge: Knowledge) -> tuple[Statement, ...]:
    """A few facts on what is named in a question that no fact answers."""
    hits = [hit for one in asked.subjects for hit in overview(knowledge.subjects[one], asked.regions)]
    return tuple(say(hit.fact, knowledge) for hit in hits[:MAX_NEARBY])


def explain_words(hit: Hit, knowledge: Knowledge) -> tuple[Hit, ...]:
    """What the conditions and treatments are that a fact names beside its own subject."""
    said = f" {hit.fact.say.lower()} "
    named = (
        subject
        for subject in (*knowledge.conditions.values(), *knowledge.treatments.values())
        if subject.id != hit.subject.id and any(f" {name.lower()}" in said for name in names_of(subject))
    )
    defined = (Hit(one, fact) for one in named for fact in one.facts if fact.topic in EXPLAINING)
    first = {hit.subject.id: hit for hit in reversed(tuple(defined))}
    return tuple(first.values())[:MAX_NEARBY]


def overview(subject: Subject, regions: tuple[str, ...]) -> tuple[Hit, ...]:
    """One fact of each topic, the most asked topics first."""
    fitting = [fact for fact in subject.facts if fits(fact.regions, regions)]
    order = list(wording.load().topics)
    first = {fact.topic: fact for fact in reversed(fitting)}
    facts = [first[topic] for topic in sorted(first, key=order.index)]
    return tuple(Hit(subject, fact) for fact in facts[:MAX_OVERVIEW])


def _near(topic: str | None, known: Iterable[str]) -> str | None:
    """The topic itself where something is known of it, else the first that answers nearly the same."""
    if topic is None or topic in known:
        return topic
    name = wording.load().topics.get(topic)
    return next((near for near in name.near if near in known), None) if name else None


def _several(hits: Iterable[Hit]) -> bool:
    return len({hit.subject.id for hit in hits}) > 1
