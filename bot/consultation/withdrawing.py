"""What is taken back, and what has only got better.

Nobody talks an emergency away in passing: a warning sign that was reported stays until it is taken back, or
until the one question that asks for it alone is denied. What got better leaves the findings, but the level
that it gave stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.knowledge.base import Knowledge
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Reading

STAYING = ("warning", "emergency_sign")
"""Roles of findings that a passing denial does not remove."""


def close(findings: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The findings and all that they imply, each once; ids of an older version are dropped."""
    known = [one for one in findings if one in knowledge.findings]
    return tuple(dict.fromkeys(wider for one in known for wider in knowledge.implied(one)))


def take_back(episode: Episode, reading: Reading, knowledge: Knowledge) -> Episode:
    """Without what is withdrawn, and without what only came along with it."""
    named = _withdrawn(reading, knowledge)
    meant = {n for one in named for n in narrower(one, episode.present, knowledge)}
    gone = [one for one in episode.present if one in meant]
    present = [one for one in episode.present if one not in gone]
    for one in gone:
        present = [p for p in present if not _came_with(p, one, episode.present, present, knowledge)]
    eased = tuple(one for one in episode.eased if one not in named)
    known = [one for one in gone if one in knowledge.findings]
    # What lowers an emergency is checked, whatever it is.
    alarmed = episode.urgency == "emergency"
    signs = [one for one in known if alarmed or knowledge.findings[one].role in STAYING]
    return replace(
        episode,
        present=close(present, knowledge),
        absent=tuple(one for one in episode.absent if one not in named),
        eased=eased,
        withdrawn=tuple(dict.fromkeys((*episode.withdrawn, *signs))),
        regions=tuple(region for region in episode.regions if region not in named),
        urgency=None if gone or eased != episode.eased else episode.urgency,
    )


def _withdrawn(reading: Reading, knowledge: Knowledge) -> tuple[str, ...]:
    """What a correction denies. A plain "no, …" puts a reading right too, but withdraws no warning sign."""
    denied = [one for one in reading.ids(Status.ABSENT) if one in knowledge.findings]
    if not reading.corrects:
        soft = [one for one in denied if knowledge.findings[one].role not in STAYING]
        denied = soft if reading.contradicts else []
    return tuple(dict.fromkeys((*reading.taken_back, *denied)))


def _came_with(one: str, gone: str, order: tuple[str, ...], left: list[str], knowledge: Knowledge) -> bool:
    """Whether only ``gone`` made ``one`` known: it came later, and nothing else implies it."""
    if gone not in knowledge.findings:
        return False
    implied = one in knowledge.implied(gone)[1:] and order.index(one) > order.index(gone)
    return implied and not any(
        one in knowledge.implied(other)[1:] for other in left if other in knowledge.findings
    )


def add_findings(episode: Episode, reading: Reading, knowledge: Knowledge) -> Episode:
    """With what is said to be there or not; the newest statement wins where it may."""
    said = close(reading.ids(Status.PRESENT), knowledge)
    denied = tuple(one for one in reading.ids(Status.ABSENT) if one in knowledge.findings and one not in said)
    alone = _asked_alone(episode, knowledge)
    removed = {
        one
        for denial in denied
        for one in narrower(denial, episode.present, knowledge)
        if one in episode.guessed or _removable(denial, alone, episode.present, knowledge)
    }
    present = close([*(one for one in episode.present if one not in removed), *said], knowledge)
    absent = tuple(dict.fromkeys((*episode.absent, *denied)))
    # A guess or a sign asked for alone was never there; the rest was, and has only got better.
    unfounded = {one for one in removed if one in episode.guessed or alone in knowledge.implied(one)}
    better = dict.fromkeys((*episode.eased, *(one for one in episode.present if one in removed - unfounded)))
    return replace(
        episode,
        present=present,
        absent=tuple(one for one in absent if one not in present),
        eased=tuple(one for one in better if one not in present),
        withdrawn=tuple(one for one in episode.withdrawn if one not in present),
        urgency=None if unfounded.difference(present) else episode.urgency,
    )


def narrower(finding: str, present: tuple[str, ...], knowledge: Knowledge) -> tuple[str, ...]:
    """The finding, where it is present, and every present one that implies it."""
    return tuple(
        one
        for one in present
        if one == finding or (one in knowledge.findings and finding in knowledge.implied(one))
    )


def _removable(denied: str, alone: str | None, present: tuple[str, ...], knowledge: Knowledge) -> bool:
    """Whether a denial may remove it: neither it nor a narrower sign that implies it is one that stays."""
    meant = narrower(denied, present, knowledge)
    return denied == alone or not any(knowledge.findings[one].role in STAYING for one in (denied, *meant))


def _asked_alone(episode: Episode, knowledge: Knowledge) -> str | None:
    """The finding that the pending question asks for, where it asks for one only."""
    ask = knowledge.questions.get(episode.pending or "")
    return ask.asks[0] if ask and len(ask.asks) == 1 else None
