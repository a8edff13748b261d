"""The answer to a description of symptoms."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.citation import Citation, Statement

URGENCIES = ("self_care", "routine", "soon", "urgent", "emergency")
"""Levels, lowest first."""


PLACE = "where"
"""The question where it hurts, while no region is known."""


def higher(one: str | None, other: str | None) -> str | None:
    """The more urgent of two levels; None is below every level."""
    ranked = [level for level in (one, other) if level is not None]
    return max(ranked, key=URGENCIES.index, default=None)


@dataclass(frozen=True)
class Reason:
    """Why the urgency is what it is: the deciding finding's id, a sentence and its sources."""

    id: str
    statement: Statement


@dataclass(frozen=True)
class Cause:
    """A condition that can go with what was said; why and against are finding ids."""

    id: str
    name: str
    why: tuple[str, ...]
    against: tuple[str, ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class Treatment:
    """Something the documents name for these causes or regions."""

    id: str
    name: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True)
class Option:
    """A quick reply: what the button shows, and the plain words that it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class Question:
    """The one next question of a turn."""

    id: str
    text: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Assessment:
    """How soon to be seen, what may be behind it and why, what is done about it. All of the whole episode so
    far."""

    urgency: str
    action: tuple[Statement, ...]
    reasons: tuple[Reason, ...]
    causes: tuple[Cause, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    watch_for: tuple[Statement, ...] = ()
    next_question: Question | None = None
