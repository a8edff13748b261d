"""The summary that a person may show to a clinician, and the export of what is stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.answer import wording
from bot.answer.assessment import describe_reasons
from bot.answer.explanation import cited
from bot.answer.references import spell_date, with_sources
from bot.answer.understood import circumstances, labels
from bot.knowledge.base import Knowledge
from bot.model.assessment import Assessment
from bot.model.blocks import Block, Blocks, Heading, List, Paragraph
from bot.model.citation import Statement
from bot.model.episode import Episode


def describe(assessment: Assessment, episode: Episode, knowledge: Knowledge, today: date) -> dict[str, Any]:
    """The contract's ``summary``."""
    return {
        "kind": "summary",
        "date": today.isoformat(),
        "subject": episode.subject,
        "regions": list(episode.regions),
        "have": list(labels(episode.present, knowledge)),
        "have_not": list(labels(episode.absent, knowledge)),
        "not_asked": list(labels(_unknown(episode, knowledge), knowledge)),
        "not_answered": list(labels(_unanswered(episode, knowledge), knowledge)),
        "duration_days": episode.duration_days,
        "severity": episode.severity,
        "own_words": list(episode.own_words),
        "urgency": assessment.urgency,
        "reasons": describe_reasons(assessment),
        "sources": [source.as_dict() for source in dict.fromkeys(cited(assessment))],
    }


def _unknown(episode: Episode, knowledge: Knowledge) -> tuple[str, ...]:
    """Warning signs of which nothing is known."""
    known = {*episode.present, *episode.absent}
    warning = (one.id for one in knowledge.findings.values() if one.role == "warning")
    return tuple(one for one in warning if one not in known)


def _unanswered(episode: Episode, knowledge: Knowledge) -> tuple[str, ...]:
    """Those of them that were asked about and got no answer."""
    put = [ask for one in episode.asked if (ask := knowledge.questions.get(one))]
    asked = {one for ask in put for one in ask.asks}
    return tuple(one for one in _unknown(episode, knowledge) if one in asked)


def compose(assessment: Assessment, episode: Episode, knowledge: Knowledge, today: date) -> Blocks:
    """The summary as blocks."""
    words = wording.load().phrases
    own = words.summary
    about = _text(own.about_other if episode.subject == "other" else own.about_self)
    level = _text(own.level.format(level=own.levels[assessment.urgency]))
    blocks: list[Block] = [
        Heading(own.title.format(date=spell_date(today))),
        Paragraph((about, *_where(episode), level)),
    ]
    silent = _unanswered(episode, knowledge)
    never = tuple(one for one in _unknown(episode, knowledge) if one not in silent)
    sections: tuple[tuple[str, tuple[str, ...]], ...] = (
        (own.have, labels(episode.present, knowledge)),
        (own.have_not, labels(episode.absent, knowledge)),
        (own.not_answered, labels(silent, knowledge)),
        (own.not_asked, tuple(filter(None, ("; ".join(labels(never, knowledge)),)))),
        (own.own_words, episode.own_words),
    )
    for title, items in sections:
        blocks += [Heading(title), List(tuple(_text(item) for item in items))] if items else []
    if assessment.reasons:
        blocks += [Heading(words.why), List(tuple(reason.statement for reason in assessment.reasons))]
    return with_sources((*blocks, Paragraph((_text(own.made_by),))), knowledge)


def describe_export(conversation: Mapping[str, Any]) -> dict[str, Any]:
    """The contract's ``export``."""
    return {"kind": "export", "conversation": dict(conversation)}


def compose_export(conversation: Mapping[str, Any]) -> Blocks:
    """What is stored, as indented JSON below one sentence."""
    stored = json.dumps(conversation, indent=2, ensure_ascii=False)
    return (Paragraph((_text(wording.load().phrases.export),)), Paragraph((_text(stored),)))


def _where(episode: Episode) -> tuple[Statement, ...]:
    items = "; ".join(circumstances(episode))
    return (_text(wording.load().phrases.summary.where.format(items=items)),) if items else ()


def _text(text: str) -> Statement:
    return Statement(text, ())
