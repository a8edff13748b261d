"""Follow-ups, filled in from what was talked about: "any risks?", "same for the neck?", "is it common?"."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from bot.answer import wording
from bot.answer.question.asked import Asked, plain_name, regions_of
from bot.answer.question.find import is_plain
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Topical
from bot.knowledge.entries import Topic
from bot.model.finding import REGIONS
from bot.model.reading import Query

POINTING = frozenset(["it", "that", "this", "they", "them", "these", "those", "one", "there", "its", "their"])
"""Words that mean what was talked about."""
SHORT = 5
"""A question of so few words that names nothing goes on from the last one."""


def resolve(query: Query, before: Asked, knowledge: Knowledge) -> Asked:
    """The question made whole.

    What was talked about before gives its facts a lead; where it names nothing beyond a topic or a region,
    the rest is as before.
    """
    regions = tuple(one for one in query.subjects if one in REGIONS)
    subjects = tuple(one for one in query.subjects if one in knowledge.subjects)
    topic = query.topic if query.topic in get_args(Topic) else None  # another version knew other topics
    asked = Asked(
        topic, subjects, regions, query.terms, before.present, query.form, query.unsaid, text=query.text
    )
    if not before.about:
        return asked
    asked = replace(
        asked,
        context=before.subjects,
        around=regions_of(before, knowledge),
        points_back=_points_back(asked),
        last_topic=before.topic,
        told=before.told,
    )
    exact = any(not isinstance(knowledge.subjects[one], Topical) for one in subjects)
    return asked if exact or not is_plain(asked, knowledge) else _fill_in(asked, before, knowledge)


def _fill_in(asked: Asked, before: Asked, knowledge: Knowledge) -> Asked:
    """A question that names nothing beyond a topic or a region: the rest is as before."""
    if asked.regions and not asked.subjects and asked.topic is None:
        kept = tuple(one for one in before.subjects if not isinstance(knowledge.subjects[one], Topical))
        text = _phrase(asked, before.topic, kept, knowledge)
        return replace(asked, topic=before.topic, subjects=kept, text=text)
    if not (asked.subjects or asked.regions):
        return replace(asked, subjects=before.subjects, regions=before.regions)
    return asked


def _phrase(asked: Asked, topic: str | None, subjects: tuple[str, ...], knowledge: Knowledge) -> str:
    """ "Same for the neck?" in full, out of the topic, the subject and the regions; else as it was typed."""
    words = wording.load()
    name, subject = words.topics.get(topic or ""), next(iter(subjects), None)
    if name is None or subject is None:
        return asked.text
    ask = name.ask_of_treatment if subject in knowledge.treatments else name.ask
    pains = (words.phrases.pain_in.format(region=words.phrases.regions[one]) for one in asked.regions)
    called = plain_name(knowledge.subjects[subject])
    said = ask.format(subject=called) if ask else f"{called}: {asked.text}"
    return f"{said} ({', '.join(pains)})"


def _points_back(asked: Asked) -> bool:
    """Whether a question means what was before ("does it hurt?"), or is too short to mean anything else."""
    named = bool(asked.subjects or asked.regions)
    return not POINTING.isdisjoint(asked.terms) or (not named and len(asked.terms) <= SHORT)
