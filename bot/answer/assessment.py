"""An assessment as the contract's data and as blocks.

The data always describe the whole episode. The text says first what to do now; later turns of the same level
leave out what was said before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.answer import wording
from bot.answer.answers import answer_blocks, describe_answer
from bot.answer.question.asked import fits
from bot.answer.references import with_sources
from bot.answer.understood import understood, weighed
from bot.knowledge.base import Knowledge
from bot.model.answer import Answer
from bot.model.assessment import Assessment, Cause, Question, Treatment
from bot.model.blocks import Block, Blocks, Choices, Heading, List, Paragraph, Warning
from bot.model.citation import Statement
from bot.model.contacts import Contacts
from bot.model.episode import Episode


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
        "next_question": _question(assessment.next_question),
        "answer": None if answer is None else describe_answer(answer),
    }


def describe_reasons(assessment: Assessment) -> list[dict[str, Any]]:
    """``[{"id", "text", "sources"}, ...]``."""
    return [{"id": reason.id, **reason.statement.as_dict()} for reason in assessment.reasons]


def compose(
    assessment: Assessment,
    episode: Episode,
    knowledge: Knowledge,
    contacts: Contacts,
    *,
    answer: Answer | None = None,
    note: tuple[Block, ...] = (),
    short: bool = False,
) -> Blocks:
    """An assessment as blocks; ``note`` stands after what to do and what was understood."""
    words = wording.load().phrases
    blocks: list[Block] = [_lead(assessment, contacts), _plain(understood(episode, knowledge)), *note]
    blocks += _headed(words.why, tuple(reason.statement for reason in assessment.reasons))
    if answer is not None:
        blocks += [Heading(words.your_question), *answer_blocks(answer, knowledge)]
    blocks += _headed(words.causes, tuple(_cause(cause, episode, knowledge) for cause in assessment.causes))
    if not short:
        blocks += _headed(words.treatments, tuple(_treatments(assessment, episode, knowledge)))
        blocks += _headed(words.watch_for, assessment.watch_for)
    if assessment.next_question is not None:
        blocks.append(Choices(assessment.next_question.text, assessment.next_question.options))
    if not short:
        blocks.append(_plain(words.disclaimer))
    return with_sources(blocks, knowledge)


def still_emergency(assessment: Assessment) -> Warning:
    """Keeps an emergency in view while something else is talked about."""
    said = wording.load().phrases.still_emergency
    return Warning((*assessment.action[:1], Statement(said, ()), *assessment.action[1:]))


def _lead(assessment: Assessment, contacts: Contacts) -> Block:
    """What to do now, first of all."""
    fallback = (Statement(contacts.fill(wording.load().phrases.levels[assessment.urgency]), ()),)
    action = assessment.action or fallback
    return Warning(action) if assessment.urgency == "emergency" else Paragraph(action)


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


def _treatments(assessment: Assessment, episode: Episode, knowledge: Knowledge) -> Iterator[Statement]:
    """Treatments by name, each with its cautions beside it."""
    for treatment, cautions in _with_cautions(assessment, episode, knowledge):
        text = " ".join(
            (f"{treatment.name}." if cautions else treatment.name, *(said.text for said in cautions))
        )
        sources = (*treatment.sources, *(source for said in cautions for source in said.sources))
        yield Statement(text, tuple(dict.fromkeys(sources)))


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


def _by_region(episode: Episode) -> dict[str, dict[str, int]]:
    """What was said of each region, only where regions differ."""
    found: dict[str, dict[str, int]] = {}
    said = (
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
