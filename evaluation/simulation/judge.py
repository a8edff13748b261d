"""Whether a conversation went well: facts right, nothing asked twice, no dead end, no failure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.knowledge.loader import load
from evaluation.simulation.people import SAID
from evaluation.simulation.talk import Line, Talk

NOT_UNDERSTOOD = ("not_understood", "invalid_input")
FAILURE = "unavailable"
REPEATING = ("yes", "back")
"""Replies after which the same question may rightly come again."""


@dataclass(frozen=True)
class Verdict:
    """How one conversation went.

    Attributes:
        number, style: which it was.
        turns, fallbacks, questions: how many.
        assessed: whether an assessment was reached.
        wrong: facts that the episode has wrong at the end, in words.
        repeated: ids of questions asked twice.
        dead_ends: turns that left the person with nothing, in words.
        put_right: findings that were wrongly understood until the person objected.
        failures: turns without exactly one reply of the contract, or with an apology for a failure.
    """

    number: int
    style: str
    turns: int
    fallbacks: int
    questions: int
    assessed: bool
    wrong: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    dead_ends: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    put_right: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """An assessment was reached, and the episode's facts are right."""
        return self.assessed and not self.wrong


def judge(number: int, talk: Talk) -> Verdict:
    """Judge a whole conversation."""
    assessed = [line.custom for line in talk.lines if line.custom.get("kind") == "assessment"]
    asked = [one["next_question"]["id"] for one in assessed if one["next_question"]]
    return Verdict(
        number=number,
        style=talk.person.style,
        turns=len(talk.lines),
        fallbacks=sum(line.custom.get("id") in NOT_UNDERSTOOD for line in talk.lines),
        questions=len(set(asked)),
        assessed=bool(assessed),
        wrong=tuple(_wrong(talk, assessed[-1]["findings"])) if assessed else (),
        repeated=tuple(_repeated(talk)),
        dead_ends=tuple(
            f"{line.said!r}: {line.custom.get('id', line.custom.get('kind'))}" for line in _dead_ends(talk)
        ),
        put_right=tuple(sorted(talk.put_right)),
        failures=tuple(
            line.said for line in talk.lines if not line.custom or line.custom.get("id") == FAILURE
        ),
    )


def _wrong(talk: Talk, findings: dict[str, Any]) -> Iterator[str]:
    """What was told and is not so in the episode, and what is there without having been told."""
    for key, value in talk.told.items():
        if findings[key] != value:
            yield f"{key}: {findings[key]} for {value}"
    present, absent = set(findings["present"]), set(findings["absent"])
    yield from (f"lacks {one}" for one in sorted(talk.present - present))
    yield from (f"denied but there: {one}" for one in sorted(talk.absent & present))
    denied = {one for one in talk.absent if one in SAID["denials"]}
    yield from (f"not told but there: {one}" for one in sorted(set(talk.strange) - talk.absent))
    yield from (f"told but denied: {one}" for one in sorted(absent & talk.present - denied))


def _repeated(talk: Talk) -> Iterator[str]:
    """Questions that an assessment asks although they were answered before.

    Safety questions come back on purpose until they are answered (``unanswered``), so they are left out here.
    """
    seen: set[str] = set()
    for before, line in zip((None, *talk.lines), talk.lines, strict=False):
        asked = line.custom.get("next_question") if line.custom.get("kind") == "assessment" else None
        if not asked:
            continue
        excused = line.said.lower() in REPEATING or (before and before.intent == "evade")
        if asked["id"] in seen and not excused and not load().questions[asked["id"]].insists:
            yield str(asked["id"])
        seen.add(asked["id"])


def _dead_ends(talk: Talk) -> Iterator[Line]:
    """Turns whose reply is empty, that told facts and got no assessment, or asides answered out of place."""
    for line in talk.lines:
        kind = line.custom.get("kind")
        wanted = ("assessment",) if line.intent == "tell" else line.kinds
        if not line.text.strip() or kind not in wanted:
            yield line
