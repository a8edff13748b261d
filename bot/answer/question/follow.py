"""Follow-ups, filled in from what was talked about: "any risks?", "same for the neck?", "is it common?"."""

from __future__ import annotations

from dataclasses import replace

from bot.answer.question.asked import Asked
from bot.answer.question.find import is_plain
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Topical
from bot.model.finding import REGIONS
from bot.model.reading import Query


def resolve(query: Query, before: Asked, knowledge: Knowledge) -> Asked:
    """The question made whole.

    Where it names nothing beyond a topic or a region, the rest is as before; where it has words of its own,
    what was talked about before only gives its facts a lead.
    """
    regions = tuple(one for one in query.subjects if one in REGIONS)
    subjects = tuple(one for one in query.subjects if one in knowledge.subjects)
    asked = Asked(query.topic, subjects, regions, query.terms, before.present, query.form, query.unsaid)
    if not before.about or any(not isinstance(knowledge.subjects[one], Topical) for one in subjects):
        return asked
    if not is_plain(asked, knowledge):
        kept_regions = regions or (() if subjects else before.regions)
        return replace(asked, context=before.subjects, regions=kept_regions)
    if regions and not subjects and query.topic is None:
        kept = tuple(one for one in before.subjects if not isinstance(knowledge.subjects[one], Topical))
        return replace(asked, topic=before.topic, subjects=kept)
    if not (subjects or regions):
        return replace(asked, subjects=before.subjects, regions=before.regions)
    return asked
