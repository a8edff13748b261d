"""What a reading adds to what is known.

Have, have not and not asked stay three states. What is present brings along what it implies. What is
taken back and what only got better: ``withdrawing``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import TypeVar, get_args

from bot.consultation.limbs import place, place_known
from bot.consultation.people import turn_to
from bot.consultation.withdrawing import add_findings, close, take_back
from bot.knowledge.base import Knowledge
from bot.knowledge.entries import Topic
from bot.model.assessment import URGENCIES
from bot.model.episode import Episode
from bot.model.finding import REGIONS, Status
from bot.model.reading import Reading

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
    present = close(episode.present, knowledge)
    return replace(
        episode,
        present=present,
        absent=tuple(one for one in episode.absent if one in knowledge.findings and one not in present),
        regions=tuple(one for one in episode.regions if one in REGIONS),
        durations=tuple(pair for pair in episode.durations if pair[0] in REGIONS),
        severities=tuple(pair for pair in episode.severities if pair[0] in REGIONS),
        urgency=episode.urgency if episode.urgency in URGENCIES else None,
        pending=episode.pending if episode.pending in knowledge.questions else None,
        unanswered=tuple(one for one in episode.unanswered if one in knowledge.questions),
        passed=tuple(one for one in episode.passed if one in knowledge.questions),
        subjects=tuple(one for one in episode.subjects if one in {*knowledge.subjects, *REGIONS}),
        leanings=tuple(pair for pair in episode.leanings if pair[0] in knowledge.conditions),
        topic=episode.topic if episode.topic in get_args(Topic) else None,
        eased=tuple(one for one in episode.eased if one in knowledge.findings),
        withdrawn=tuple(one for one in episode.withdrawn if one in knowledge.findings),
        sides=tuple(pair for pair in episode.sides if pair[0] in REGIONS),
        parked=adopt(episode.parked, knowledge) if episode.parked else None,
    )


def follow(episode: Episode, reading: Reading, knowledge: Knowledge) -> Episode:
    """The episode after this message; a level that rested on something taken back starts afresh."""
    episode = _replace_region(turn_to(episode, reading), reading)
    reading = place(reading, _join(episode.regions, reading.regions))
    kept = take_back(episode, reading, knowledge)
    regions = _join(kept.regions, reading.regions)
    kept = replace(kept, present=place_known(kept.present, regions))
    known = _add_person(add_findings(kept, reading, knowledge), reading)
    said = (*reading.words, *((reading.detail,) if reading.detail else ()))
    return replace(
        known,
        regions=regions,
        region_of=_pairs(kept.region_of, _region_pairs(reading, known)),
        side=_overall(reading.side, kept.side, reading.sides, kept),
        duration_days=_since(reading, kept),
        severity=_overall(reading.severity, kept.severity, reading.severities, kept),
        durations=_settled(kept.durations, reading.durations, reading.duration_days, regions),
        severities=_settled(kept.severities, reading.severities, reading.severity, regions),
        sides=_settled(kept.sides, reading.sides, reading.side, regions),
        guessed=_guessed(kept, reading, known),
        suspects=tuple(dict.fromkeys((*kept.suspects, *reading.suspects))),
        leanings=_add_up(kept.leanings, reading.leanings),
        own_words=tuple(dict.fromkeys((*kept.own_words, *said)))[-MOST_WORDS:],
    )


def _replace_region(episode: Episode, reading: Reading) -> Episode:
    """ "Wrong word, the middle of my back": the region that was said is not meant."""
    said, known = set(reading.regions), set(episode.regions)
    if not (reading.corrects and said and (len(known) == 1 or said < known)):
        return episode
    gone, new = known - said, reading.regions[0]

    def moved(pairs: tuple[tuple[str, V], ...]) -> tuple[tuple[str, V], ...]:
        return tuple((new if region in gone else region, value) for region, value in pairs)

    return replace(
        episode,
        regions=reading.regions,
        region_of=tuple(
            (finding, new if region in gone else region) for finding, region in episode.region_of
        ),
        durations=moved(episode.durations),
        severities=moved(episode.severities),
        sides=moved(episode.sides),
        urgency=None,
    )


def follow_person(episode: Episode, reading: Reading) -> Episode:
    """Keep who is spoken of, also where nothing is said of symptoms ("hello, I am asking for my mother")."""
    return _add_person(turn_to(episode, reading), reading)


def _add_person(episode: Episode, reading: Reading) -> Episode:
    if reading.age_years is None and reading.pregnant is None:
        return episode
    return replace(
        episode,
        age_years=_newest(reading.age_years, episode.age_years),
        pregnant=_newest(reading.pregnant, episode.pregnant),
    )


def _join(known: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """Regions in the order said; a back that is said more exactly replaces ``back``."""
    joined = tuple(dict.fromkeys((*known, *said)))
    return tuple(one for one in joined if one != "back") if _BACK.intersection(joined) else joined


def _region_pairs(reading: Reading, known: Episode) -> tuple[tuple[str, str], ...]:
    return tuple((f.id, f.region) for f in reading.findings if f.region and f.id in known.present)


def _pairs(known: tuple[tuple[str, V], ...], said: tuple[tuple[str, V], ...]) -> tuple[tuple[str, V], ...]:
    """Pairs by their first part; the newest value stays."""
    return tuple({**dict(known), **dict(said)}.items())


def _add_up(
    known: tuple[tuple[str, float], ...], said: tuple[tuple[str, float], ...]
) -> tuple[tuple[str, float], ...]:
    """What messages lean towards adds up, as if they had been written in one."""
    return tuple(dict(Counter(dict(known)) + Counter(dict(said))).items())


def _settled(
    known: tuple[tuple[str, V], ...],
    said: tuple[tuple[str, V], ...],
    value: V | None,
    regions: tuple[str, ...],
) -> tuple[tuple[str, V], ...]:
    """Values by region; what is said of the only region without naming it replaces what was said of it."""
    replaced = value is not None and not said and len(regions) == 1
    return () if replaced else _pairs(known, said)


def _guessed(before: Episode, reading: Reading, after: Episode) -> tuple[str, ...]:
    """What is still only guessed: said literally, or gone, it is no guess any more."""
    said = set(reading.ids(Status.PRESENT)) - set(reading.guessed)
    guesses = dict.fromkeys((*before.guessed, *(one for one in reading.guessed if one not in before.present)))
    return tuple(one for one in guesses if one in after.present and one not in said)


def _since(reading: Reading, episode: Episode) -> int | None:
    """How long the complaint has lasted; a time said of a new sign alone is not its time."""
    told = set(reading.ids(Status.PRESENT)) - set(reading.guessed)
    of_a_sign = bool(told) and told.isdisjoint(COMPLAINT) and not reading.regions
    if of_a_sign and episode.duration_days is not None:
        return episode.duration_days
    return _overall(reading.duration_days, episode.duration_days, reading.durations, episode)


def _overall(
    said: V | None, known: V | None, of_regions: tuple[tuple[str, V], ...], episode: Episode
) -> V | None:
    """What was said now, else what was known; what is said of another region than before stays with it."""
    new = {region for region, _ in of_regions}
    if known is not None and new and episode.regions and new.isdisjoint(episode.regions):
        return known
    return _newest(said, known)


def _newest(said: V | None, known: V | None) -> V | None:
    """What was said now, else what was known."""
    return known if said is None else said
