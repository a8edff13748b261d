"""What a reading adds to what is known.

Have, have not and not asked stay three states. What is present brings along what it implies. The newest
statement wins, with one exception: a warning sign that was reported stays until it is taken back, or until
the one question that asks for it alone is denied. Nobody talks an emergency away in passing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from bot.consultation.limbs import place, place_known
from bot.knowledge.base import Knowledge
from bot.model.assessment import URGENCIES
from bot.model.episode import Episode
from bot.model.finding import REGIONS, Status
from bot.model.reading import Reading

STAYING = ("warning", "emergency_sign")
"""Roles of findings that a passing denial does not remove."""
COMPLAINT = ("pain", "stiffness", "muscle_spasm")
"""Findings whose time is the time of the complaint."""
MOST_WORDS = 30
"""Own words kept for the summary; the newest are kept."""

_BACK = {"upper_back", "lower_back"}
V = TypeVar("V")


def ended(episode: Episode, now: datetime, idle_hours: float) -> bool:
    """Whether so much time has passed that what is known may no longer hold."""
    return episode.updated is not None and now.timestamp() - episode.updated > idle_hours * 3600


def adopt(episode: Episode, knowledge: Knowledge) -> Episode:
    """A stored episode as today's knowledge has it; ids that only another version knew are left out."""
    present = _closed(episode.present, knowledge)
    return replace(
        episode,
        present=present,
        absent=tuple(one for one in episode.absent if one in knowledge.findings and one not in present),
        regions=tuple(one for one in episode.regions if one in REGIONS),
        durations=tuple(pair for pair in episode.durations if pair[0] in REGIONS),
        severities=tuple(pair for pair in episode.severities if pair[0] in REGIONS),
        urgency=episode.urgency if episode.urgency in URGENCIES else None,
        pending=episode.pending if episode.pending in knowledge.questions else None,
        subjects=tuple(one for one in episode.subjects if one in {*knowledge.subjects, *REGIONS}),
    )


def follow(episode: Episode, reading: Reading, knowledge: Knowledge) -> Episode:
    """The episode after this message; a level that rested on something taken back starts afresh."""
    reading = place(reading, _join(episode.regions, reading.regions))
    kept = _take_back(episode, reading, knowledge)
    regions = _join(kept.regions, reading.regions)
    kept = replace(kept, present=place_known(kept.present, regions))
    known = _add_person(_add_findings(kept, reading, knowledge), reading)
    return replace(
        known,
        regions=regions,
        region_of=_pairs(kept.region_of, _region_pairs(reading, known)),
        side=reading.side or kept.side,
        duration_days=_since(reading, kept),
        severity=_newest(reading.severity, kept.severity),
        durations=_pairs(kept.durations, reading.durations),
        severities=_pairs(kept.severities, reading.severities),
        guessed=_guessed(kept, reading, known),
        suspects=tuple(dict.fromkeys((*kept.suspects, *reading.suspects))),
        own_words=tuple(dict.fromkeys((*kept.own_words, *reading.words)))[-MOST_WORDS:],
    )


def follow_person(episode: Episode, reading: Reading) -> Episode:
    """Keep who is spoken of, also where nothing is said of symptoms ("hello, I am asking for my mother")."""
    return _add_person(episode, reading)


def _add_person(episode: Episode, reading: Reading) -> Episode:
    return replace(
        episode,
        subject=reading.subject or episode.subject,
        age_years=_newest(reading.age_years, episode.age_years),
        pregnant=_newest(reading.pregnant, episode.pregnant),
    )


def _take_back(episode: Episode, reading: Reading, knowledge: Knowledge) -> Episode:
    """Without what is withdrawn, and without what only came along with it."""
    gone = [one for one in reading.taken_back if one in episode.present]
    present = [one for one in episode.present if one not in gone]
    for one in gone:
        if one in knowledge.findings:
            present = [p for p in present if not _came_with(p, one, episode.present, present, knowledge)]
    return replace(
        episode,
        present=_closed(present, knowledge),
        absent=tuple(one for one in episode.absent if one not in reading.taken_back),
        regions=tuple(region for region in episode.regions if region not in reading.taken_back),
        urgency=None if gone else episode.urgency,
    )


def _came_with(one: str, gone: str, order: tuple[str, ...], left: list[str], knowledge: Knowledge) -> bool:
    """Whether only ``gone`` made ``one`` known: it came later, and nothing else implies it."""
    implied = one in knowledge.implied(gone)[1:] and order.index(one) > order.index(gone)
    return implied and not any(
        one in knowledge.implied(other)[1:] for other in left if other in knowledge.findings
    )


def _add_findings(episode: Episode, reading: Reading, knowledge: Knowledge) -> Episode:
    said = _closed([one for one in reading.ids(Status.PRESENT) if one in knowledge.findings], knowledge)
    denied = tuple(one for one in reading.ids(Status.ABSENT) if one in knowledge.findings and one not in said)
    alone = _asked_alone(episode, knowledge)
    removed = {
        narrower
        for one in denied
        for narrower in _narrower_present(one, episode.present, knowledge)
        if narrower in episode.guessed or _removable(one, alone, episode.present, knowledge)
    }
    present = _closed([*(one for one in episode.present if one not in removed), *said], knowledge)
    absent = tuple(dict.fromkeys((*episode.absent, *denied)))
    return replace(
        episode,
        present=present,
        absent=tuple(one for one in absent if one not in present),
        # What the level may have rested on is gone: it is judged anew.
        urgency=None if removed.difference(present) else episode.urgency,
    )


def _removable(denied: str, alone: str | None, present: tuple[str, ...], knowledge: Knowledge) -> bool:
    """Whether a denial may remove it: neither it nor a narrower sign that implies it is one that stays."""
    narrower = _narrower_present(denied, present, knowledge)
    return denied == alone or not any(knowledge.findings[one].role in STAYING for one in (denied, *narrower))


def _narrower_present(finding: str, present: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """The finding and every present one that implies it."""
    return tuple(one for one in present if one in knowledge.findings and finding in knowledge.implied(one))


def _asked_alone(episode: Episode, knowledge: Knowledge) -> str | None:
    """The finding that the pending question asks for, where it asks for one only."""
    ask = knowledge.questions.get(episode.pending or "")
    return ask.asks[0] if ask and len(ask.asks) == 1 else None


def _closed(findings: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The findings and all that they imply, each once; ids of an older version are dropped."""
    known = [one for one in findings if one in knowledge.findings]
    return tuple(dict.fromkeys(wider for one in known for wider in knowledge.implied(one)))


def _join(known: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """Regions in the order said; a back that is said more exactly replaces ``back``."""
    joined = tuple(dict.fromkeys((*known, *said)))
    return tuple(one for one in joined if one != "back") if _BACK.intersection(joined) else joined


def _region_pairs(reading: Reading, known: Episode) -> tuple[tuple[str, str], ...]:
    return tuple((f.id, f.region) for f in reading.findings if f.region and f.id in known.present)


def _pairs(known: tuple[tuple[str, V], ...], said: tuple[tuple[str, V], ...]) -> tuple[tuple[str, V], ...]:
    """Pairs by their first part; the newest value stays."""
    return tuple({**dict(known), **dict(said)}.items())


def _guessed(before: Episode, reading: Reading, after: Episode) -> tuple[str, ...]:
    """What is still only guessed: said literally, or gone, it is no guess any more."""
    said = set(reading.ids(Status.PRESENT)) - set(reading.guessed)
    guesses = dict.fromkeys((*before.guessed, *(one for one in reading.guessed if one not in before.present)))
    return tuple(one for one in guesses if one in after.present and one not in said)


def _since(reading: Reading, episode: Episode) -> int | None:
    """How long the complaint has lasted; a time said of a new sign alone is not its time."""
    told = set(reading.ids(Status.PRESENT))
    of_a_sign = bool(told) and told.isdisjoint(COMPLAINT) and not reading.regions
    if of_a_sign and episode.duration_days is not None:
        return episode.duration_days
    return _newest(reading.duration_days, episode.duration_days)


def _newest(said: V | None, known: V | None) -> V | None:
    """What was said now, else what was known."""
    return known if said is None else said
