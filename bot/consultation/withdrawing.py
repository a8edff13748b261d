"""What is taken back, and what has only got better.

Nobody talks an emergency away in passing: a warning sign that was reported stays, and so does its level,
until the check that follows a denial or a correction is answered with a no. What got better leaves the
findings, but the level that it gave stays.
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
CHECK = "taken_back_check"
"""The question that is asked after a warning sign was taken back or denied."""


def close(findings: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The findings and all that they imply, each once; ids of an older version are dropped."""
    known = [one for one in findings if one in knowledge.findings]
    return tuple(dict.fromkeys(wider for one in known for wider in knowledge.implied(one)))


def take_back(episode: Episode, reading: Reading, knowledge: Knowledge) -> Episode:
    """Without what is withdrawn, and without what only came along with it.

    A warning sign, and whatever else holds up an emergency, goes only when the check about it is answered.
    """
    named = _withdrawn(reading, knowledge)
    meant = {n for one in named for n in narrower(one, episode.present, knowledge)}
    doubted = {one for one in meant if _is_checked(one, episode, knowledge)} | _denied(
        episode, reading, knowledge
    )
    settled = doubted.intersection(episode.withdrawn) if episode.pending == CHECK else set()
    gone = [one for one in episode.present if one in settled or one in meant - doubted]
    present = [one for one in episode.present if one not in gone]
    for one in gone:
        present = [p for p in present if not _came_with(p, one, episode.present, present, knowledge)]
    eased = tuple(one for one in episode.eased if one not in named)
    waiting = (one for one in episode.present if one in {*episode.withdrawn, *doubted})
    return replace(
        episode,
        present=close(present, knowledge),
        absent=tuple(one for one in episode.absent if one not in named),
        eased=eased,
        withdrawn=tuple(one for one in waiting if one not in gone),
        regions=tuple(region for region in episode.regions if region not in named),
        urgency=None if gone or eased != episode.eased else episode.urgency,
    )


def _is_checked(finding: str, episode: Episode, knowledge: Knowledge) -> bool:
    """Whether it is asked about before it goes: all that may lower an emergency, and each warning sign."""
    entry = knowledge.findings.get(finding)
    return entry is not None and (episode.urgency == "emergency" or entry.role in STAYING)


def _denied(episode: Episode, reading: Reading, knowledge: Knowledge) -> set[str]:
    """Signs known to be there that a message denies, if only in passing; guesses too in an emergency."""
    denied = [one for one in reading.ids(Status.ABSENT) if one in knowledge.findings]
    meant = {n for one in denied for n in narrower(one, episode.present, knowledge)}
    guessed = set(episode.guessed if episode.urgency == "emergency" else ())
    said = set(reading.ids(Status.PRESENT))
    staying = {one for one in meant if knowledge.findings[one].role in STAYING}
    return {one for one in meant if one in guessed or one in staying or one in episode.withdrawn} - said


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
        if one not in episode.withdrawn
        and (one in episode.guessed or _removable(denial, alone, episode.present, knowledge))
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
        withdrawn=tuple(one for one in episode.withdrawn if one not in said),
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
