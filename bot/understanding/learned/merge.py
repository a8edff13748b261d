"""Brings together what rules read and what the model suspects; disagreement takes the safe side.

What it is worth stands in ``docs/evaluation.md``. Of the doubts on 7,000 messages by hands left out, one in
25 falls on an emergency.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from bot.knowledge.loader import load
from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from bot.understanding.learned.suspicion import Choice, Suspicion

Alarms = Callable[[Reading], bool]
"""Whether a reading by itself makes an emergency; handed in, because nothing here may import triage."""

LONG = 21
"""Days from which on what began "rapidly" is no guess any more: when it began was said."""

SAID = 1.0
"""How much a finding that was read as had speaks for a choice, in margins."""

SURE = 0.8
"""From this chance on a suspicion outweighs a denial of another sign of its line."""

CERTAIN = 0.95
"""From this chance on it outweighs a time that was said, which may be that of something else."""

DOUBTED = ("warning", "emergency_sign", "companion", "nerve", "limb", "general")
"""Roles that a doubt reaches, in this order. How it happened is a fact: an accident stays one."""

NEVER_DOUBTED = frozenset(["suicidal_thoughts", "overdose"])
"""Here a false alarm costs least and a missed one most."""


def merge(reading: Reading, suspicions: Iterable[Suspicion], alarms: Alarms) -> Reading:
    """The reading with what is suspected.

    Args:
        reading: what the rules read.
        suspicions: what the model suspects. One that stands is raised where the reading alone makes no
            emergency; a doubt takes as few signs as it can as merely mentioned where it makes one; one to
            ask about is left to the next question.
        alarms: whether a reading by itself makes an emergency.
    """
    if reading.taken_back or reading.reply is not None:
        return reading  # what corrects or answers says itself what it means
    for suspicion in suspicions:
        if suspicion.verdict == "stands" and not alarms(reading):
            guess = _suspect if _denied(reading, suspicion) else _raise
            reading = guess(reading, suspicion)
        elif suspicion.verdict == "doubt" and alarms(reading):
            reading = doubt(reading, tuple(_doubtful(reading)), alarms)
        elif suspicion.verdict == "ask":
            reading = _suspect(reading, suspicion)
    return reading


def _denied(reading: Reading, suspicion: Suspicion) -> bool:
    """Whether a sign of the line is denied and none is had: who thought of it would have said so."""
    signs = {
        one for choice in suspicion.choices for one in choice.raises if load().findings[one].role != "spinal"
    }
    denied, had = signs & set(reading.ids(Status.ABSENT)), signs & set(reading.ids(Status.PRESENT))
    return bool(denied) and not had and suspicion.chance < SURE


def _suspect(reading: Reading, suspicion: Suspicion) -> Reading:
    """What is neither had nor denied of the suspected findings is worth asking."""
    known = {*reading.ids(Status.PRESENT), *reading.ids(Status.ABSENT)}
    named = dict.fromkeys(one for choice in suspicion.choices for one in choice.raises if one not in known)
    return replace(reading, suspects=tuple(named))


def _raise(reading: Reading, suspicion: Suspicion) -> Reading:
    """What was had stays, what was only mentioned is had now; a guess never outdoes a denial."""
    had, denied = reading.ids(Status.PRESENT), set(reading.ids(Status.ABSENT))
    denied |= {"rapid_onset"} if (reading.duration_days or 0) > LONG and suspicion.chance < CERTAIN else set()
    open_choices = tuple(choice for choice in suspicion.choices if denied.isdisjoint(choice.raises))
    if not open_choices:
        return reading
    new = [one for one in _choose(reading, open_choices).raises if one not in had]
    kept = [finding for finding in reading.findings if finding.id not in new]
    raised = [Finding(one, Status.PRESENT, None, suspicion.words) for one in new]
    return replace(reading, findings=(*kept, *raised), words=reading.words or (suspicion.words,))


def _choose(reading: Reading, choices: tuple[Choice, ...]) -> Choice:
    had = reading.ids(Status.PRESENT)
    return max(choices, key=lambda choice: choice.support + sum(SAID for one in choice.raises if one in had))


def doubt(reading: Reading, signs: tuple[str, ...], alarms: Alarms) -> Reading:
    """One sign taken as mentioned if that is enough, else as many as it takes; unchanged where none help."""
    for sign in signs:
        if not alarms(one_less := _mention(reading, (sign,))):
            return one_less
    for count in range(2, len(signs) + 1):
        if not alarms(fewer := _mention(reading, signs[:count])):
            return fewer
    return reading


def _doubtful(reading: Reading) -> Iterator[str]:
    """Ids that a doubt may reach, in the order of DOUBTED."""
    had, entries = reading.ids(Status.PRESENT), load().findings
    for role in DOUBTED:
        yield from (one for one in had if entries[one].role == role and one not in NEVER_DOUBTED)


def _mention(reading: Reading, signs: tuple[str, ...]) -> Reading:
    return replace(
        reading,
        findings=tuple(
            replace(f, status=Status.MENTIONED) if f.id in signs and f.status is Status.PRESENT else f
            for f in reading.findings
        ),
    )
