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
from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from bot.understanding import amounts
from bot.understanding.asides import find_aside
from bot.understanding.asking import asked_in_general, only_asks
from bot.understanding.complaints import find_bare
from bot.understanding.mentions import Mention, find_mentions
from bot.understanding.message import Message, take_apart
from bot.understanding.persons import settle
from bot.understanding.places import complained_of, name_regions, pair_amounts, pair_sides, read_side
from bot.understanding.queries import find_query, names_subject
from bot.understanding.replies import find_choices, find_detail, find_number, find_option, find_reply, told_in
from bot.understanding.scope import Scope
from bot.understanding.spans import find_spans
from bot.understanding.turns import all_right, contradicts, corrects, speaks_of_own, taken_back, turns_to

FEVER_CELSIUS = 38.0
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
    scope, reply = Scope(message), find_reply(message)
    subject, mentions, apart = _whose(message, scope)
    findings = () if reply else _find_all(message, mentions)
    withdrawn = taken_back(message, findings)
    findings += _withdraw(message, findings, withdrawn)
    detail = find_detail(message) if not (findings or reply) else None
    findings += told_in(detail)
    reading = Reading(
        findings=findings,
        subject=subject,
        pregnant=_pregnant(message, scope),
        reply=reply,
        detail=detail,
        of_others=() if only_asks(message) else apart,
        taken_back=withdrawn,
        words=(message.text.strip(),) if findings else (),
    )
    return _add_turn(_add_amounts(reading, message, mentions, today or date.today()), message)


def _whose(message: Message, scope: Scope) -> tuple[str | None, list[Mention], tuple[str, ...]]:
    """Who the message is about, what is mentioned of that person, and ids of what others have."""
    found = find_mentions(message, scope)
    bare = [] if only_asks(message) else find_bare(message, found, scope)
    return settle(message, [*found, *bare], scope)


def _find_all(message: Message, mentions: Sequence[Mention]) -> tuple[Finding, ...]:
    """The findings of a message that is no bare reply."""
    said = _settled([*_from_numbers(message.text, mentions), *_findings(message.text, mentions)])
    findings = find_option(message) or _as_asked(message, said)
    if well := all_right(message, findings):
        return (*(f for f in findings if f.id not in CHANGES), *well)
    return findings


def _withdraw(
    message: Message, findings: tuple[Finding, ...], withdrawn: tuple[str, ...]
) -> tuple[Finding, ...]:
    """What is taken back and not spoken of otherwise is denied."""
    told = {finding.id for finding in findings}
    words = message.text.strip()
    return tuple(Finding(one, Status.ABSENT, None, words) for one in withdrawn if one not in told)


def _add_amounts(reading: Reading, message: Message, mentions: Sequence[Mention], today: date) -> Reading:
    """Where, on which side, since when, how bad and how old."""
    years, named = amounts.age(message.text), name_regions(message)
    spans, numbers = find_spans(message, mentions, today, years), amounts.severities(message.text)
    durations, sides = pair_amounts(message, spans, named), pair_sides(message, named)
    return replace(
        reading,
        regions=complained_of(mentions, named, {region for region, _ in (*durations, *sides)}),
        side=read_side(message, alone=reading.reply is None and not reading.findings),
        duration_days=round(spans[0].value) if spans else None,
        severity=round(numbers[-1].value) if numbers else None,
        durations=durations,
        severities=pair_amounts(message, numbers, named),
        sides=sides,
        age_years=years,
    )


def _add_turn(reading: Reading, message: Message) -> Reading:
    """What the message is in a conversation: a choice, a correction, a question, a turn to someone else."""
    choices = find_choices(message)
    return replace(
        reading,
        turns_to=turns_to(message),
        own=not choices and speaks_of_own(message, reading.findings, reading.subject),
        elsewhere=_elsewhere(message),
        number=find_number(message),
        choices=choices,
        corrects=corrects(message.text),
        contradicts=contradicts(message.text),
        aside=find_aside(message.text),
        query=find_query(message, bool(reading.ids(Status.PRESENT))),
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
