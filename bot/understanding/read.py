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
from bot.understanding.places import pair_amounts, pair_sides
from bot.understanding.queries import asked_in_general, find_query, names_subject, only_asks
from bot.understanding.replies import find_choices, find_detail, find_number, find_option, find_reply
from bot.understanding.scope import Scope
from bot.understanding.turns import contradicts, corrects, taken_back, turns_to

FEVER_CELSIUS = 38.0
NOT_NOW = HISTORY | {"spinal_procedure", "blood_thinners", "taking_anti_inflammatories"}
SIDES = ("left", "right")
SHORT = 5
"""Words of a message that may be nothing but a side: "it's the left one"."""
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
    withdrawn = taken_back(message, findings)
    told = {finding.id for finding in findings}
    findings += tuple(Finding(one, Status.ABSENT, None, text.strip()) for one in withdrawn if one not in told)
    spans, numbers = _spans(text, mentions, today or date.today(), years), amounts.severities(text)
    named = _named(message)
    durations, sides = pair_amounts(message, spans, named), pair_sides(message, named)
    return Reading(
        findings=findings,
        regions=_regions(mentions, named, {region for region, _ in (*durations, *sides)}),
        side=_side(message, alone=reply is None and not findings),
        duration_days=round(spans[0].value) if spans else None,
        severity=round(numbers[-1].value) if numbers else None,
        durations=durations,
        severities=pair_amounts(message, numbers, named),
        sides=sides,
        subject=subject,
        turns_to=turns_to(message, findings, subject),
        age_years=years,
        pregnant=_pregnant(message, scope),
        elsewhere=_elsewhere(message),
        reply=reply,
        number=find_number(message),
        choices=find_choices(message),
        detail=find_detail(message) if not (findings or reply) else None,
        corrects=corrects(text),
        contradicts=contradicts(text),
        taken_back=withdrawn,
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


def _named(message: Message) -> tuple[str, ...]:
    """Every region that is named, in the order said; a back that is said more exactly is not ``back`` too."""
    named = tuple(dict.fromkeys(hit.concept.name for hit in message.hits if hit.concept.name in REGIONS))
    exact = {"upper_back", "lower_back"}.intersection(named)
    return tuple(name for name in named if not exact or name != "back")


def _regions(mentions: Sequence[Mention], named: tuple[str, ...], told: set[str]) -> tuple[str, ...]:
    """Regions that are complained of, or told a time or side of beside one that is; without a complaint, all
    that are named."""
    bound = dict.fromkeys(m.region for m in mentions if m.region and m.status is Status.PRESENT)
    if not bound:
        return named
    exact = tuple(name for name in named if name.endswith("_back"))
    if "back" in bound and "back" not in named:
        del bound["back"]
        bound |= dict.fromkeys(exact[:1])
    return tuple(dict.fromkeys((*bound, *(one for one in named if one in told and one != "back"))))


def _side(message: Message, alone: bool) -> str | None:
    """Left or right, where it stands beside a body part or (``alone``) the message says nothing else."""
    keys, bodies = (
        message.keys,
        {at for hit in message.hits if hit.concept.kind == "body" for at in message.own((hit,))},
    )
    said = {
        side
        for side in SIDES
        for at, key in enumerate(keys)
        if key == side and (bodies & set(range(at - 3, at + 4)) or (alone and len(keys) <= SHORT))
    }
    return "both" if len(said) == 2 else next(iter(said), None)


def _spans(text: str, mentions: Sequence[Mention], today: date, years: int | None) -> list[amounts.Amount]:
    """How long, the pain's own time first where it can be told apart; the time of an operation is not it."""
    spans = amounts.durations(text, today, years)
    pains = [m for m in mentions if m.finding in {"pain", "stiffness"} and m.status is Status.PRESENT]
    others = [m for m in mentions if m.finding in NOT_NOW]
    if others:
        spans = [span for span in spans if _gap(span, pains) <= _gap(span, others)]
    return sorted(spans, key=lambda span: _gap(span, pains)) if pains else spans


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
