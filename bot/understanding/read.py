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

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.knowledge.loader import load
from bot.model.finding import REGIONS, Finding, Status
from bot.model.reading import Reading
from bot.understanding import amounts
from bot.understanding.complaints import find_bare
from bot.understanding.mentions import HISTORY, Mention, find_mentions
from bot.understanding.message import Message, take_apart
from bot.understanding.persons import settle
from bot.understanding.queries import asked_in_general, find_query
from bot.understanding.replies import find_choices, find_number, find_option, find_reply, taken_back
from bot.understanding.scope import Scope

FEVER_CELSIUS = 38.0
NOT_NOW = HISTORY | {"spinal_procedure", "blood_thinners", "taking_anti_inflammatories"}
SIDES = ("left", "right")
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
    subject, mentions = settle(message, [*found, *find_bare(message, found, scope)], scope)
    years = amounts.age(text)
    said = _settled([*_from_numbers(text, mentions), *_findings(text, mentions)])
    reply = find_reply(message)
    findings = () if reply else find_option(message) or _as_asked(message, said)
    return Reading(
        findings=findings,
        regions=_regions(message, mentions),
        side=_side(message),
        duration_days=_duration(text, mentions, today or date.today(), years),
        severity=amounts.severity(text),
        subject=subject,
        age_years=years,
        pregnant=_pregnant(message, scope),
        elsewhere=_elsewhere(message),
        reply=reply,
        number=find_number(message),
        choices=find_choices(message),
        taken_back=taken_back(message, findings),
        query=find_query(message, any(f.status is Status.PRESENT for f in findings)),
        words=(text.strip(),) if findings else (),
    )


def _as_asked(message: Message, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What is only asked about in general is a mere mention."""
    general = {warning: asked_in_general(message, warning) for warning in (True, False)}
    roles = load().findings
    return tuple(
        replace(f, status=Status.MENTIONED)
        if general[roles[f.id].role in {"warning", "emergency_sign"}]
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


def _regions(message: Message, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Regions that are complained of; where no finding binds one, those that are named at all."""
    bound = [m.region for m in mentions if m.region and m.status is Status.PRESENT]
    named = bound or [hit.concept.name for hit in message.hits if hit.concept.name in REGIONS]
    regions = list(dict.fromkeys(name for name in named if name))
    if "back" in regions and {"upper_back", "lower_back"} & set(regions):
        regions.remove("back")
    return tuple(regions)


def _side(message: Message) -> str | None:
    """Left or right, where it stands beside a body part."""
    keys, bodies = (
        message.keys,
        {at for hit in message.hits if hit.concept.kind == "body" for at in message.own((hit,))},
    )
    said = {
        side
        for side in SIDES
        for at, key in enumerate(keys)
        if key == side and bodies & set(range(at - 3, at + 4))
    }
    return "both" if len(said) == 2 else next(iter(said), None)


def _duration(text: str, mentions: Sequence[Mention], today: date, years: int | None) -> int | None:
    """The duration of the pain where it can be told apart, else the first one said."""
    spans = amounts.durations(text, today, years)
    if not spans:
        return None
    pains = [m for m in mentions if m.finding in {"pain", "stiffness"} and m.status is Status.PRESENT]
    others = [m for m in mentions if m.finding in NOT_NOW]
    if others:
        spans = [span for span in spans if _gap(span, pains) <= _gap(span, others)]
    if pains and len(spans) > 1:
        spans = sorted(spans, key=lambda span: _gap(span, pains))
    if not spans:
        return None
    return int(spans[0].value)


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
