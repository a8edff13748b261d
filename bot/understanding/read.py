"""From text to a Reading: the one place that knows the order of the steps.

Idea: composition instead of phrase lists. What is wrong × where × how it changed makes a finding (``patterns``); scope decides
whether it is had, denied or only mentioned (``scope``, ``persons``); numbers are read apart (``amounts``).

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
from bot.understanding.mentions import Mention, find_mentions
from bot.understanding.message import Message, take_apart
from bot.understanding.persons import settle
from bot.understanding.queries import asked_in_general, find_query
from bot.understanding.replies import find_reply, taken_back
from bot.understanding.scope import Scope

FEVER_CELSIUS = 38.0
SIDES = ("left", "right")
ORDER = (Status.PRESENT, Status.ABSENT, Status.MENTIONED)


def read(text: str, today: date | None = None) -> Reading:
    """Read one message.

    Args:
        text: as typed.
        today: what "since Monday" counts from; the real day by default.
    """
    message = take_apart(text)
    subject, mentions = settle(message, find_mentions(message))
    years = amounts.age(text)
    findings = _as_asked(message, (*_findings(text, mentions), *_from_temperature(text)))
    return Reading(
        findings=findings,
        regions=_regions(message, mentions),
        side=_side(message),
        duration_days=_duration(text, mentions, today or date.today(), years),
        severity=amounts.severity(text),
        subject=subject,
        age_years=years,
        pregnant=_pregnant(message),
        elsewhere=_elsewhere(message),
        reply=find_reply(message),
        taken_back=taken_back(message, findings),
        query=find_query(message),
        words=(text.strip(),) if findings else (),
    )


def _as_asked(message: Message, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What is only asked about in general is a mere mention."""
    general = {warning: asked_in_general(message, warning) for warning in (True, False)}
    roles = load().findings
    return tuple(
        replace(f, status=Status.MENTIONED) if general[roles[f.id].role in {"warning", "emergency_sign"}] else f for f in findings
    )


def _findings(text: str, mentions: Sequence[Mention]) -> list[Finding]:
    """Each finding once; present beats absent beats mentioned."""
    best: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: ORDER.index(m.status)):
        best.setdefault(mention.finding, mention)
    ordered = sorted(best.values(), key=lambda m: m.start)
    return [Finding(m.finding, m.status, m.region, text[m.start : m.end]) for m in ordered]


def _from_temperature(text: str) -> list[Finding]:
    degrees = amounts.temperature(text)
    if degrees is None:
        return []
    return [Finding("fever", Status.PRESENT if degrees >= FEVER_CELSIUS else Status.ABSENT, None, f"{degrees:.1f} °C")]


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
    keys, bodies = message.keys, {at for hit in message.hits if hit.concept.kind == "body" for at in message.own((hit,))}
    said = {side for side in SIDES for at, key in enumerate(keys) if key == side and bodies & set(range(at - 3, at + 4))}
    return "both" if len(said) == 2 else next(iter(said), None)


def _duration(text: str, mentions: Sequence[Mention], today: date, years: int | None) -> int | None:
    """The duration of the pain where it can be told apart, else the first one said."""
    spans = amounts.durations(text, today, years)
    if not spans:
        return None
    pains = [m for m in mentions if m.finding in {"pain", "stiffness"} and m.status is Status.PRESENT]
    if pains and len(spans) > 1:
        spans = sorted(spans, key=lambda span: min(abs(span.start - pain.end) for pain in pains))
    return int(spans[0].value)


def _pregnant(message: Message) -> bool | None:
    hits = message.tagged("pregnant")
    if not hits:
        return None
    scope = Scope(message.layout)
    places = [message.own((hit,)) for hit in hits]
    return not any(scope.negated(min(own), max(own), own) for own in places)


def _elsewhere(message: Message) -> tuple[str, ...]:
    """Body parts outside the spine, where something hurts."""
    if not message.tagged("hurt", "numb", "swollen"):
        return ()
    names = (hit.concept.name for hit in message.hits if hit.concept.kind == "body" and "spine" not in hit.concept.tags)
    return tuple(dict.fromkeys(names))
