"""Brings what rules read and what the model suspects together: agreement changes nothing, disagreement takes the safe side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.knowledge.loader import load
from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from bot.understanding.learned.suspicion import Choice, Suspicion

SAID, DENIED = 1.0, -2.0
"""How much a finding that the rules read as had or denied speaks for or against a choice, in margins of its model."""
DOUBTED = frozenset(["warning", "emergency_sign"])
"""Roles of the findings that a doubt reaches. What hurts and how it began stays as it was read."""


def merge(reading: Reading, suspicions: Iterable[Suspicion], *, alarmed: bool) -> Reading:
    """The reading with what is suspected.

    Args:
        reading: what the rules read.
        suspicions: what the model suspects.
        alarmed: whether the reading alone makes an emergency. If so, a suspicion adds nothing and a doubt takes the
            signs as mentioned; if not, a suspicion that stands is raised and a doubt has nothing to doubt.
    """
    for suspicion in suspicions:
        if alarmed and suspicion.verdict == "doubt":
            reading = _doubt(reading)
        elif not alarmed and suspicion.verdict == "stands":
            reading = _raise(reading, suspicion)
    return reading


def _raise(reading: Reading, suspicion: Suspicion) -> Reading:
    """What was had stays; of what was denied or only mentioned the suspicion's own findings are had now."""
    had = reading.ids(Status.PRESENT)
    new = [one for one in _choose(reading, suspicion.choices).raises if one not in had]
    kept = [finding for finding in reading.findings if finding.id not in new]
    raised = [Finding(one, Status.PRESENT, None, suspicion.words) for one in new]
    return replace(reading, findings=(*kept, *raised), words=reading.words or (suspicion.words,))


def _choose(reading: Reading, choices: tuple[Choice, ...]) -> Choice:
    had, denied = reading.ids(Status.PRESENT), reading.ids(Status.ABSENT)

    def support(choice: Choice) -> float:
        said = sum(SAID for one in choice.raises if one in had)
        return choice.support + said + sum(DENIED for one in choice.raises if one in denied)

    return max(choices, key=support)


def _doubt(reading: Reading) -> Reading:
    roles = load().findings
    return replace(
        reading,
        findings=tuple(
            replace(f, status=Status.MENTIONED) if f.status is Status.PRESENT and roles[f.id].role in DOUBTED else f
            for f in reading.findings
        ),
    )
