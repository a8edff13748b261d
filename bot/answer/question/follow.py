"""Follow-ups, filled in from what was talked about: "any risks?", "same for the neck?", "is it common?"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import get_args

from bot.answer.question.asked import Asked
from bot.answer.question.find import is_plain
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Topic, Topical
from bot.model.finding import REGIONS
from bot.model.reading import Query

POINTING = frozenset(["it", "that", "this", "they", "them", "these", "those", "one", "there", "its", "their"])
"""Words that mean what was talked about."""
SHORT = 5
"""A question of so few words that names nothing goes on from the last one."""
MOST = 2
"""Of more subjects, as after an assessment, none is what a question with words of its own means."""


def resolve(query: Query, before: Asked, knowledge: Knowledge) -> Asked:
    """The question made whole.

    Where it names nothing beyond a topic or a region, the rest is as before; where it has words of its own,
    what was talked about before only gives its facts a lead.
    """
    regions = tuple(one for one in query.subjects if one in REGIONS)
    subjects = tuple(one for one in query.subjects if one in knowledge.subjects)
    topic = query.topic if query.topic in get_args(Topic) else None  # another version knew other topics
    asked = Asked(topic, subjects, regions, query.terms, before.present, query.form, query.unsaid)
    if not before.about or any(not isinstance(knowledge.subjects[one], Topical) for one in subjects):
        return asked
    if not is_plain(asked, knowledge):
        return _leaning(asked, before, knowledge)
    if regions and not subjects and query.topic is None:
        kept = tuple(one for one in before.subjects if not isinstance(knowledge.subjects[one], Topical))
        return replace(asked, topic=before.topic, subjects=kept, context=kept)
    if not (subjects or regions):
        return replace(asked, subjects=before.subjects, regions=before.regions, context=before.subjects)
    return asked


def _leaning(asked: Asked, before: Asked, knowledge: Knowledge) -> Asked:
    """A question with words of its own; where it points back ("does it hurt?") it asks of what was before."""
    named = bool(asked.subjects or asked.regions)
    points_back = not POINTING.isdisjoint(asked.terms) or (not named and len(asked.terms) <= SHORT)
    if len(before.subjects) > MOST:
        return asked
    if not points_back:
        return replace(asked, context=before.subjects)
    labels = " ".join(knowledge.subjects[one].label for one in before.subjects)
    terms = (*asked.terms, *(word.lower() for word in re.findall(r"\w+", labels)))
    regions = asked.regions or (() if asked.subjects else before.regions)
    return replace(asked, context=before.subjects, regions=regions, terms=terms)
