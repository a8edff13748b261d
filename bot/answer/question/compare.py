"""Two regions or two subjects side by side, as a table on data; the facts behind it carry the sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from bot.answer import wording
from bot.answer.question.asked import LISTED, Asked, Place, places
from bot.answer.question.lists import listed
from bot.answer.question.speak import Hit, build, once, say, tabled
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Subject
from bot.model.answer import Answer, Table


def answer(asked: Asked, knowledge: Knowledge) -> Answer | None:
    """Compare what is asked; None where there is nothing to put side by side."""
    compares = asked.topic == "comparison"
    sides = _sides(asked, knowledge)
    if len(sides) == 2 and (compares or asked.topic in LISTED):
        return _regions(asked, sides, knowledge)
    named = [knowledge.subjects[one] for one in asked.subjects]
    return _subjects(asked, named[:2], knowledge) if compares and len(named) >= 2 else None


def _sides(asked: Asked, knowledge: Knowledge) -> tuple[Place, ...]:
    """The two places; a comparison that names none means neck and back, as the documents do."""
    names = wording.load().phrases.regions
    found = places(asked, knowledge, names)
    compared = any(
        fact.topic == "comparison" for one in asked.subjects for fact in knowledge.subjects[one].facts
    )
    if asked.topic == "comparison" and not found and (compared or not asked.subjects):
        return places(Asked(regions=("neck", "back")), knowledge, names)
    return found


def _regions(asked: Asked, sides: tuple[Place, ...], knowledge: Knowledge) -> Answer:
    listing = asked if asked.topic in LISTED else replace(asked, topic="treatment")
    columns = [listed(listing, side, knowledge) for side in sides]
    if listing.topic == "causes":
        columns = [
            tuple(hit for hit in column if hit.subject.id in knowledge.conditions) for column in columns
        ]
    said = _said_of_both(knowledge) if listing.topic == "treatment" else []
    hits = once((*said, *columns[0], *columns[1]))
    built = build(replace(asked, subjects=()), hits, knowledge, labelled=True, whole=True)
    titles = tuple(side.label[0].upper() + side.label[1:] for side in sides)
    return tabled(built, Table(titles, _rows(*[[hit.subject.label for hit in column] for column in columns])))


def _said_of_both(knowledge: Knowledge) -> list[Hit]:
    """What the documents say of the comparison itself: the topics that hold nothing else."""
    topics = [
        topic for topic in knowledge.topics.values() if {fact.topic for fact in topic.facts} == {"comparison"}
    ]
    return [Hit(topic, fact) for topic in topics for fact in topic.facts]


def _rows(left: Sequence[str], right: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """What both have comes first, side by side."""
    shared = [one for one in left if one in right]
    rest = zip_longest(
        [one for one in left if one not in shared], [one for one in right if one not in shared], fillvalue=""
    )
    return (*((one, one) for one in shared), *rest)


def _subjects(asked: Asked, pair: Sequence[Subject], knowledge: Knowledge) -> Answer | None:
    one, other = ({fact.topic: Hit(subject, fact) for fact in reversed(subject.facts)} for subject in pair)
    shared = [topic for topic in wording.load().topics if topic in one and topic in other]
    hits = tuple(hit for topic in shared for hit in (one[topic], other[topic]))
    if not hits:
        return None
    built = build(asked, hits, knowledge, labelled=True)
    told = [topic for topic in shared if other[topic].ref in built.told] or shared[:1]
    rows = tuple((say(one[t].fact, knowledge).text, say(other[t].fact, knowledge).text) for t in told)
    return tabled(built, Table(tuple(s.label for s in pair), rows))
