"""An assessment as the contract's data. The data always describe the whole episode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.answer.answers import describe_answer
from bot.answer.question.asked import fits
from bot.answer.understood import understood, weighed
from bot.knowledge.base import Knowledge
from bot.model.answer import Answer
from bot.model.assessment import Assessment, Cause, Question, Treatment
from bot.model.blocks import Block, Paragraph
from bot.model.citation import Statement
from bot.model.episode import Episode


def describe(
    assessment: Assessment,
    episode: Episode,
    knowledge: Knowledge,
    *,
    answer: Answer | None = None,
    note: tuple[Block, ...] = (),
) -> dict[str, Any]:
    """The contract's ``assessment``; ``note`` as in ``telling.compose``."""
    return {
        "kind": "assessment",
        "urgency": assessment.urgency,
        "understood": understood(episode, knowledge),
        "notes": [said.text for block in note if isinstance(block, Paragraph) for said in block.statements],
        "action": _said(assessment.action),
        "reasons": describe_reasons(assessment),
        "findings": _findings(episode),
        "causes": [_cause_data(cause, episode, knowledge) for cause in assessment.causes],
        "treatments": [
            {"id": one.id, "name": one.name, "cautions": _said(cautions), "sources": _sources(one)}
            for one, cautions in with_cautions(assessment, episode, knowledge)
        ],
        "watch_for": _said(assessment.watch_for),
        # An emergency asks nothing but whether it is one, and that in the text alone.
        "next_question": _question(assessment.next_question if assessment.urgency != "emergency" else None),
        "answer": None if answer is None else describe_answer(answer),
    }


def describe_reasons(assessment: Assessment) -> list[dict[str, Any]]:
    """``[{"id", "text", "sources"}, ...]``."""
    return [{"id": reason.id, **reason.statement.as_dict()} for reason in assessment.reasons]


def with_cautions(
    assessment: Assessment, episode: Episode, knowledge: Knowledge
) -> Iterator[tuple[Treatment, tuple[Statement, ...]]]:
    """What public guidance says beyond the documents, beside the treatment that it is about, once."""
    told: set[str] = set()
    for treatment in assessment.treatments:
        therapy = knowledge.treatments[treatment.id]
        cited = {c for row in therapy.for_regions if fits((row.region,), episode.regions) for c in row.cites}
        fitting = [fact for fact in therapy.facts if cited.intersection(fact.cites)]
        ids = [one for one in dict.fromkeys(c for fact in fitting for c in fact.cautions) if one not in told]
        told.update(ids)
        yield treatment, tuple(knowledge.statement(knowledge.cautions[one]) for one in ids)


def _cause_data(cause: Cause, episode: Episode, knowledge: Knowledge) -> dict[str, Any]:
    sides = {"why": cause.why, "against": cause.against}
    words = {f"{side}_text": list(weighed(ids, episode, knowledge)) for side, ids in sides.items()}
    ids = {side: list(ids) for side, ids in sides.items()}
    return {"id": cause.id, "name": cause.name, **ids, **words, "sources": _sources(cause)}


def _findings(episode: Episode) -> dict[str, Any]:
    return {
        "regions": list(episode.regions),
        "side": episode.side,
        "present": list(episode.present),
        "absent": list(episode.absent),
        "duration_days": episode.duration_days,
        "severity": episode.severity,
        "subject": episode.subject,
        "age_years": episode.age_years,
        "pregnant": episode.pregnant,
        "by_region": _by_region(episode),
    }


def _by_region(episode: Episode) -> dict[str, dict[str, int | str]]:
    """What was said of each region, only where regions differ."""
    found: dict[str, dict[str, int | str]] = {}
    said: tuple[tuple[str, tuple[tuple[str, int | str], ...], int | str | None], ...] = (
        ("side", episode.sides, None),
        ("duration_days", episode.durations, episode.duration_days),
        ("severity", episode.severities, episode.severity),
    )
    for key, pairs, overall in said:
        values = {value for _, value in pairs} | ({overall} if overall is not None else set())
        if len(values) > 1:
            for region, value in pairs:
                found.setdefault(region, {})[key] = value
    return found


def _question(question: Question | None) -> dict[str, Any] | None:
    if question is None:
        return None
    options = [{"title": option.title, "payload": option.payload} for option in question.options]
    return {"id": question.id, "text": question.text, "options": options}


def _said(statements: tuple[Statement, ...]) -> list[dict[str, Any]]:
    return [said.as_dict() for said in statements]


def _sources(entry: Any) -> list[dict[str, str]]:
    return [source.as_dict() for source in entry.sources]
