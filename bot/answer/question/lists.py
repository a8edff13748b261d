"""Treatments or causes of a region, in full and not only the first hit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answer import wording
from bot.answer.question.asked import LISTED, Asked, Place, places
from bot.answer.question.speak import Hit, build, once
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Condition, Fact, Therapy, Topical
from bot.model.answer import Answer
from bot.model.assessment import Option

MAX_SENTENCES = 6
"""With more facts than this the text names what the facts are about; the sentences are a question away."""
COMMONEST = ("typical", "possible", "rare")
NEXT = {"treatment": ("causes", "when_to_seek_care"), "causes": ("symptoms", "treatment")}


def answer(asked: Asked, knowledge: Knowledge) -> Answer | None:
    """List what the documents name for the places; None where no place or another topic is asked."""
    names = wording.load().phrases.regions
    if asked.topic not in LISTED or any(_specific(one, knowledge) for one in asked.subjects):
        return None
    found = tuple(hit for place in places(asked, knowledge, names) for hit in listed(asked, place, knowledge))
    if not found:
        return None
    listed_all = once(found)
    by_name = len(listed_all) > MAX_SENTENCES
    told, rest = _part(listed_all) if by_name else (listed_all, ())
    built = build(asked, told, knowledge, labelled=True, whole=by_name, rest=rest)
    place = places(asked, knowledge, names)[0]
    more = built.suggestions[:1] if built.rest else ()
    return replace(built, suggestions=(*more, *_next(asked.topic, place)), by_name=by_name)


def _part(hits: tuple[Hit, ...]) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """What can be told by name, with the first of the other facts; the others wait."""
    named = tuple(hit for hit in hits if not isinstance(hit.subject, Topical))
    others = tuple(hit for hit in hits if isinstance(hit.subject, Topical))
    return (*named, *others[:1]), others[1:]


def listed(asked: Asked, place: Place, knowledge: Knowledge) -> tuple[Hit, ...]:
    """One fact for each treatment or condition named for this place, then what else is said of causes."""
    if asked.topic == "treatment":
        return tuple(_treatments(asked.present, place, knowledge))
    return (*_conditions(place, knowledge), *_other_causes(place, knowledge))


def _treatments(present: tuple[str, ...], place: Place, knowledge: Knowledge) -> Iterator[Hit]:
    """What most documents name comes first."""
    named = []
    for therapy in knowledge.treatments.values():
        cites: set[str] = {c for row in therapy.for_regions if row.region in place.regions for c in row.cites}
        unsafe = any(row.finding in present for row in therapy.unsafe_with)
        if cites and not unsafe:
            named.append((-_documents(cites), Hit(therapy, _best(therapy, cites, "treatment"))))
    return (hit for _, hit in sorted(named, key=lambda row: row[0]))


def _conditions(place: Place, knowledge: Knowledge) -> Iterator[Hit]:
    """The commonest come first, then what most documents name."""
    named = []
    for condition in knowledge.conditions.values():
        rows = [row for row in condition.prior if row.region in place.regions]
        if rows:
            cites: set[str] = {c for row in rows for c in row.cites}
            rank = (min(COMMONEST.index(row.strength) for row in rows), -_documents(cites))
            named.append((rank, Hit(condition, _best(condition, cites, "causes"))))
    return (hit for _, hit in sorted(named, key=lambda row: row[0]))


def _other_causes(place: Place, knowledge: Knowledge) -> Iterator[Hit]:
    for topic in knowledge.topics.values():
        if set(topic.regions).intersection(place.regions):
            yield from (Hit(topic, fact) for fact in topic.facts if fact.topic == "causes")


def _best(subject: Condition | Therapy, cites: set[str], topic: str) -> Fact:
    """The fact that says what the citations say, of the topic asked where there is one."""
    return max(subject.facts, key=lambda fact: (len(cites.intersection(fact.cites)), fact.topic == topic))


def _documents(cites: set[str]) -> int:
    """How many documents stand behind these citations."""
    return len({cite.split("-")[0] for cite in cites})


def _specific(subject: str, knowledge: Knowledge) -> bool:
    """Whether it is a condition, a treatment or a topic of no one place: then it is told of, not listed."""
    entry = knowledge.subjects[subject]
    return not isinstance(entry, Topical) or not entry.regions


def _next(topic: str | None, place: Place) -> tuple[Option, ...]:
    words = wording.load()
    subject = words.phrases.pain_in.format(region=place.label)
    names = [words.topics[one] for one in NEXT[topic or "causes"]]
    return tuple(Option(name.title, name.ask.format(subject=subject)) for name in names)
