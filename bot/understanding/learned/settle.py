"""Brings together the findings that rules read and those that the model is sure of.

Runs after ``merge``, which has settled whether there is an emergency, and changes nothing about that. What
the rules know is kept where it counts most:

    a denial      stays one, never becomes a complaint, nor what was taken back a finding again
    what is had   never becomes a denial
    an emergency  is neither made nor unmade here
    drops         lower the level by one step at most: without this bound more messages are judged two levels
                  too low
    a bare reply  ("no", "both") belongs to its question

What it is worth stands in ``docs/evaluation.md`` ("What each part is worth").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.knowledge.loader import load
from bot.model.assessment import URGENCIES
from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from bot.understanding.learned.findings import Opinion, Target

Rank = Callable[[Reading], int]
"""The place in URGENCIES of the level that a reading reaches by itself; handed in, as ``merge.Alarms`` is."""

TOP = len(URGENCIES) - 1
STEEPEST_DROP = 1
LIMBS = ("_arm", "_leg")
UNPLACED = "_limb"


def seen(reading: Reading, target: Target) -> bool:
    """Whether the reading has the target, by itself or implied by a narrower finding."""
    return any(_says(finding, target) for finding in reading.findings)


def settle(reading: Reading, opinions: Iterable[Opinion], rank: Rank) -> Reading:
    """The reading with what the model is sure of: first what it drops, then what it adds."""
    opinions, said = tuple(opinions), reading
    if not opinions or reading.reply is not None:
        return reading
    level = rank(reading)
    lowest = level - STEEPEST_DROP
    for opinion in opinions:
        if opinion.verdict == "drop" and _may_drop(opinion.target) and seen(reading, opinion.target):
            fewer = _drop(reading, opinion.target)
            reached = rank(fewer)
            if reached >= lowest and _agree(reached, level):
                reading = fewer
    for opinion in opinions:
        if opinion.verdict == "add" and not seen(said, opinion.target) and _may_add(said, opinion.target):
            more = _add(reading, opinion.target)
            reading = more if _agree(rank(more), level) else reading
    return reading


def _agree(one: int, other: int) -> bool:
    """Whether both are emergencies, or neither is."""
    return (one == TOP) == (other == TOP)


def _says(finding: Finding, target: Target) -> bool:
    if finding.status is not target.status:
        return False
    # A denial does not carry over: who had no small fall may have had a big one.
    return finding.id == target.id or (
        target.status is Status.PRESENT and target.id in load().implied(finding.id)
    )


def _may_drop(target: Target) -> bool:
    return target.status is Status.PRESENT  # a denial in so many words stays one


def _drop(reading: Reading, target: Target) -> Reading:
    mentioned = (replace(f, status=Status.MENTIONED) if _says(f, target) else f for f in reading.findings)
    return replace(reading, findings=tuple(mentioned))


def _may_add(reading: Reading, target: Target) -> bool:
    contrary = Status.ABSENT if target.status is Status.PRESENT else Status.PRESENT
    return not seen(reading, Target(target.id, contrary)) and target.id not in reading.taken_back


def _add(reading: Reading, target: Target) -> Reading:
    """The finding, instead of what was only mentioned or said without its limb."""
    return replace(reading, findings=(*_beside(reading, target), Finding(target.id, target.status, None, "")))


def _beside(reading: Reading, target: Target) -> Iterator[Finding]:
    for finding in reading.findings:
        unplaced = finding.id.endswith(UNPLACED) and finding.status is target.status
        if finding.id != target.id and not (unplaced and target.id in _places(finding.id)):
            yield finding


def _places(unplaced: str) -> tuple[str, ...]:
    return tuple(unplaced.removesuffix(UNPLACED) + limb for limb in LIMBS)


def mark_guesses(reading: Reading, plain: Reading) -> Reading:
    """The reading with its guesses and doubts marked: where ``plain``, the rules' own reading, differs."""
    said, held = plain.ids(Status.PRESENT), reading.ids(Status.PRESENT)
    return replace(
        reading,
        guessed=tuple(one for one in held if one not in said),
        doubted=tuple(one for one in said if one not in held and not one.endswith(UNPLACED)),
    )
