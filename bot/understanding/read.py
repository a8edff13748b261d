"""From text to a Reading: the one place that knows the order of the steps.

Idea: composition instead of phrase lists. What is wrong × where × how it changed makes a finding
(``patterns``); scope decides whether it is had, denied or only mentioned (``scope``, ``persons``);
numbers are read apart (``amounts``).

>>> from bot.understanding.read import read
>>> reading = read("no tingling, but my lower back hurts for 3 weeks")
>>> [(f.id, f.status.value) for f in reading.findings], reading.regions, reading.duration_days
([('numbness_limb', 'absent'), ('pain', 'present')], ('lower_back',), 21)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.knowledge.loader import load
from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from bot.understanding import amounts
from bot.understanding.asides import find_aside
from bot.understanding.complaints import find_bare
from bot.understanding.mentions import HISTORY, Mention, find_mentions
from bot.understanding.message import Message, take_apart
from bot.understanding.persons import settle
from bot.understanding.places import complained_of, name_regions, pair_amounts, pair_sides, read_side
from bot.understanding.queries import asked_in_general, find_query, names_subject, only_asks
from bot.understanding.replies import find_choices, find_detail, find_number, find_option, find_reply, told_in
from bot.understanding.scope import Scope
from bot.understanding.turns import all_right, contradicts, corrects, speaks_of_own, taken_back, turns_to

FEVER_CELSIUS = 38.0
NOT_NOW = HISTORY | {"spinal_procedure", "blood_thinners", "taking_anti_inflammatories"}
PASSING = re.compile(r"today|tonight|yesterday|last night|this (?:morning|afternoon|evening)", re.IGNORECASE)
"""Beside another time these say when something else was: "worse today, I've had it for two years"."""
DENIED = re.compile(r"\bnot (?:for |since |about )*$", re.IGNORECASE)  # "not 2 weeks, 2 days"
GESTATION = re.compile(r"\bpregnant[ ,(]*(?:for |at |about )?$", re.IGNORECASE)
CHANGES = ("improving", "worsening")
WARNS = ("warning", "emergency_sign")
ORDER = (Status.PRESENT, Status.ABSENT, Status.MENTIONED)


def read(text: str, today: date | None = None) -> Reading:
    """Read one message.

    Args:
        text: as typed.
        today: what "since Monday" counts from; the real day by default.
    """
    return read_message(take_apart(text), today)


def read_message(message: Message, today: date | None = None) -> Reading:
    """Read one message that is taken apart already; see ``read``."""
    text, scope = message.text, Scope(message)
    found = find_mentions(message, scope)
    bare = [] if only_asks(message) else find_bare(message, found, scope)
    subject, mentions = settle(message, [*found, *bare], scope)
    years = amounts.age(text)
    said = _settled([*_from_numbers(text, mentions), *_findings(text, mentions)])
    reply = find_reply(message)
    findings = () if reply else find_option(message) or _as_asked(message, said)
    if well := () if reply else all_right(message, findings):
        findings = (*(f for f in findings if f.id not in CHANGES), *well)
    choices, withdrawn = find_choices(message), taken_back(message, findings)
    told = {finding.id for finding in findings}
    findings += tuple(Finding(one, Status.ABSENT, None, text.strip()) for one in withdrawn if one not in told)
    spans, numbers = _spans(text, mentions, today or date.today(), years), amounts.severities(text)
    named = name_regions(message)
    durations, sides = pair_amounts(message, spans, named), pair_sides(message, named)
    detail = find_detail(message) if not (findings or reply) else None
    findings += told_in(detail)
    return Reading(
        findings=findings,
        regions=complained_of(mentions, named, {region for region, _ in (*durations, *sides)}),
        side=read_side(message, sides, alone=reply is None and not findings),
        duration_days=round(spans[0].value) if spans else None,
        severity=round(numbers[-1].value) if numbers else None,
        durations=durations,
        severities=pair_amounts(message, numbers, named),
        sides=sides,
        subject=subject,
        turns_to=turns_to(message),
        own=not choices and speaks_of_own(message, findings, subject),
        age_years=years,
        pregnant=_pregnant(message, scope),
        elsewhere=_elsewhere(message),
        reply=reply,
        number=find_number(message),
        choices=choices,
        detail=detail,
        corrects=corrects(text),
        contradicts=contradicts(text),
        taken_back=withdrawn,
        aside=find_aside(text),
        query=find_query(message, any(f.status is Status.PRESENT for f in findings)),
        words=(text.strip(),) if findings else (),
    )


def _as_asked(message: Message, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What is only asked about in general is a mere mention."""
    general = {warning: asked_in_general(message, warning) for warning in (True, False)}
    roles = load().findings
    return tuple(
        replace(f, status=Status.MENTIONED)
        if general[warns := roles[f.id].role in WARNS] or names_subject(message, f, warns)
        else f
        for f in findings
    )


def _findings(text: str, mentions: Sequence[Mention]) -> list[Finding]:
    """Each finding once; present beats absent beats mentioned."""
    best: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: ORDER.index(m.status)):
        best.setdefault(mention.finding, mention)
    ordered = sorted(best.values(), key=lambda m: m.start)
    return [Finding(m.finding, m.status, m.region, text[m.start : m.end]) for m in ordered]


def _from_numbers(text: str, mentions: Sequence[Mention]) -> list[Finding]:
    """Fever from a temperature, an overdose from a number of tablets, unless words have settled it."""
    found = []
    degrees = amounts.temperature(text)
    said = [m for m in mentions if m.finding == "fever"]
    if degrees is not None and all(m.status is not Status.MENTIONED for m in said):
        found.append(
            Finding(
                "fever",
                Status.PRESENT if degrees >= FEVER_CELSIUS else Status.ABSENT,
                None,
                f"{degrees:.1f} °C",
            )
        )
    tablets = amounts.too_many_tablets(text)
    if tablets:
        found.append(Finding("overdose", Status.PRESENT, None, tablets))
    return found


def _settled(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """One finding an id: a measured temperature counts more than the words."""
    return tuple({finding.id: finding for finding in reversed(findings)}.values())[::-1]


def _spans(text: str, mentions: Sequence[Mention], today: date, years: int | None) -> list[amounts.Amount]:
    """How long, the pain's own time first where it can be told apart; the time of an operation is not it."""
    spans = amounts.durations(text, today, years)
    pains = [m for m in mentions if m.finding in {"pain", "stiffness"} and m.status is Status.PRESENT]
    others = [m for m in mentions if m.finding in NOT_NOW]
    if others:
        spans = [span for span in spans if _gap(span, pains) <= _gap(span, others)]
    changes = [m for m in mentions if m.finding in CHANGES]
    spans = [span for span in spans if not _of_change(span, text, pains, changes)]
    spans = [span for span in spans if not DENIED.search(text[: span.start])] or spans
    spans = [span for span in spans if not GESTATION.search(text[: span.start])]
    if any(span.value for span in spans):
        spans = [span for span in spans if span.value or not PASSING.fullmatch(text[span.start : span.end])]
    return sorted(spans, key=lambda span: _gap(span, pains)) if pains else spans


def _of_change(span: amounts.Amount, text: str, pains: Sequence[Mention], changes: Sequence[Mention]) -> bool:
    """Whether a day only says when it changed: "it is better today"."""
    passing = PASSING.fullmatch(text[span.start : span.end])
    return bool(passing) and bool(changes) and _gap(span, changes) <= _gap(span, pains)


def _gap(span: amounts.Amount, mentions: Sequence[Mention]) -> int:
    """Characters between a time that was said and the nearest of some mentions."""
    return min((max(span.start - m.end, m.start - span.end, 0) for m in mentions), default=10_000)


def _pregnant(message: Message, scope: Scope) -> bool | None:
    hits = message.tagged("pregnant")
    if not hits:
        return None
    places = [message.own((hit,)) for hit in hits]
    return not any(scope.negated(min(own), max(own), own) for own in places)


def _elsewhere(message: Message) -> tuple[str, ...]:
    """Body parts outside the spine, where something hurts."""
    if not message.tagged("hurt", "numb", "swollen"):
        return ()
    names = (
        hit.concept.name
        for hit in message.hits
        if hit.concept.kind == "body" and "spine" not in hit.concept.tags
    )
    return tuple(dict.fromkeys(names))
