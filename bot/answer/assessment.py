"""An assessment as the contract's data and as blocks.

The data always describe the whole episode. The text says first what to do now, and only so much that it is
read: the first causes, the gentlest treatments. Later turns of the same level say only what is new.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.answer import wording
from bot.answer.answers import answer_blocks, describe_answer
from bot.answer.question.asked import fits
from bot.answer.references import with_sources
from bot.answer.understood import news, understood, weighed
from bot.knowledge.base import Knowledge
from bot.model.answer import Answer
from bot.model.assessment import Assessment, Cause, Question, Treatment
from bot.model.blocks import Block, Blocks, Choices, Heading, List, Paragraph, Warning
from bot.model.citation import Statement
from bot.model.contacts import Contacts
from bot.model.episode import Episode

MOST_REASONS, MOST_CAUSES, MOST_TREATMENTS = 3, 3, 4
"""Said in the text; the data hold all."""


def describe(
    assessment: Assessment,
    episode: Episode,
    knowledge: Knowledge,
    *,
    answer: Answer | None = None,
    note: tuple[Block, ...] = (),
) -> dict[str, Any]:
    """The contract's ``assessment``; ``note`` as in ``compose``."""
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
            for one, cautions in _with_cautions(assessment, episode, knowledge)
        ],
        "watch_for": _said(assessment.watch_for),
        # An emergency asks nothing but whether it is one, and that in the text alone.
        "next_question": _question(assessment.next_question if assessment.urgency != "emergency" else None),
        "answer": None if answer is None else describe_answer(answer),
    }


def describe_reasons(assessment: Assessment) -> list[dict[str, Any]]:
    """``[{"id", "text", "sources"}, ...]``."""
    return [{"id": reason.id, **reason.statement.as_dict()} for reason in assessment.reasons]


@dataclass(frozen=True)
class Told:
    """What was said before: the episode then, and its assessment."""

    episode: Episode
    assessment: Assessment


def compose(
    assessment: Assessment,
    episode: Episode,
    knowledge: Knowledge,
    contacts: Contacts,
    *,
    answer: Answer | None = None,
    note: tuple[Block, ...] = (),
    told: Told | None = None,
) -> Blocks:
    """An assessment as blocks; ``note`` stands after what to do and what was understood.

    ``told``: what need not be said again, None where all is said.
    """
    words = wording.load().phrases
    if told is None:
        blocks = [_lead(assessment, contacts), recall(episode, knowledge), *note]
    else:
        blocks = [_noted(told, assessment, episode, knowledge, contacts), *note]
    blocks += _headed(words.why, _reasons(assessment, told))
    if answer is not None:
        blocks += [Heading(words.your_question), *answer_blocks(answer, knowledge)]
    blocks += _headed(words.causes, _causes(assessment, episode, knowledge, told))
    if told is None:
        blocks += _treatments(assessment, episode, knowledge)
        blocks += _headed(words.watch_for, assessment.watch_for)
    if assessment.next_question is not None:
        blocks.append(Choices(assessment.next_question.text, assessment.next_question.options))
    if told is None:
        blocks.append(_plain(words.disclaimer))
    return with_sources(blocks, knowledge)


def recall(episode: Episode, knowledge: Knowledge, *, last_time: bool = False) -> Paragraph:
    """What was understood, in one line."""
    said = understood(episode, knowledge)
    return _plain(wording.load().phrases.last_time.format(understood=said) if last_time else said)


def still_emergency(assessment: Assessment) -> Warning:
    """Keeps an emergency in view while something else is talked about."""
    said = wording.load().phrases.still_emergency
    return Warning((*assessment.action[:1], Statement(said, ()), *assessment.action[1:]))


def _lead(assessment: Assessment, contacts: Contacts) -> Warning | Paragraph:
    """What to do now, first of all."""
    fallback = (Statement(contacts.fill(wording.load().phrases.levels[assessment.urgency]), ()),)
    action = assessment.action or fallback
    return Warning(action) if assessment.urgency == "emergency" else Paragraph(action)


def _noted(
    told: Told, assessment: Assessment, episode: Episode, knowledge: Knowledge, contacts: Contacts
) -> Paragraph:
    """What is new, and that the advice stays."""
    said = news(told.episode, episode, knowledge) or understood(episode, knowledge)
    (first, *_) = _lead(assessment, contacts).statements
    stays = wording.load().phrases.advice_stays.format(advice=first.text)
    asked = knowledge.advice["not_yet_said"]
    waits = (one for one in assessment.action if one.text in (asked.say, asked.say_other))
    return Paragraph((Statement(said, ()), Statement(stays, first.sources), *waits))


def _reasons(assessment: Assessment, told: Told | None) -> tuple[Statement, ...]:
    known = {reason.id for reason in told.assessment.reasons} if told else set()
    new = (reason.statement for reason in assessment.reasons if reason.id not in known)
    return tuple(new)[:MOST_REASONS]


def _causes(
    assessment: Assessment, episode: Episode, knowledge: Knowledge, told: Told | None
) -> tuple[Statement, ...]:
    """The first causes; of those told before only what reads differently now."""
    said = set(_causes(told.assessment, told.episode, knowledge, None)) if told else set()
    lines = [_cause(cause, episode, knowledge) for cause in assessment.causes[:MOST_CAUSES]]
    return tuple(line for line in lines if line not in said)


def _cause(cause: Cause, episode: Episode, knowledge: Knowledge) -> Statement:
    words = wording.load().phrases
    why, against = (", ".join(weighed(side, episode, knowledge)) for side in (cause.why, cause.against))
    template = {
        (True, True): words.cause_both,
        (True, False): words.cause_for,
        (False, True): words.cause_against,
        (False, False): words.cause_bare,
    }[bool(why), bool(against)]
    return Statement(template.format(name=cause.name, why=why, against=against), cause.sources)


def _treatments(assessment: Assessment, episode: Episode, knowledge: Knowledge) -> Iterator[Block]:
    """The first treatments by name in one line, and what public guidance says beyond the documents."""
    first = tuple(_with_cautions(assessment, episode, knowledge))[:MOST_TREATMENTS]
    if first:
        names = ", ".join(_lower(treatment.name) for treatment, _ in first)
        sources = tuple(dict.fromkeys(source for treatment, _ in first for source in treatment.sources))
        said = Statement(wording.load().phrases.treated_with.format(items=names), sources)
        heard = [set(action.sources) for action in assessment.action]
        cautions = (caution for _, cautions in first for caution in cautions)
        # What the advice has just said, on the same grounds, is not said twice.
        fresh = (one for one in cautions if not any(set(one.sources) <= known for known in heard))
        yield Paragraph((said, *fresh))


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _with_cautions(
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


def _headed(title: str, items: tuple[Statement, ...]) -> Iterator[Block]:
    if items:
        yield Heading(title)
        yield List(items)


def _plain(text: str) -> Paragraph:
    return Paragraph((Statement(text, ()),))


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
