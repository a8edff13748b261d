"""The goals (``goals.yml``), and whether they are met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

Values = Mapping[str, Mapping[str, float | None]]
"""Figures by contender, then by id."""


@dataclass(frozen=True)
class Goal:
    """A bound on a figure of Spinewise, by itself or divided by another's (``against``)."""

    what: str
    figure: str
    against: str | None = None
    at_most: float | None = None
    at_least: float | None = None

    def __post_init__(self) -> None:
        if (self.at_most is None) == (self.at_least is None):
            raise ValueError(f"goal '{self.what}' needs at_most or at_least, and one of them only")

    def reached(self, values: Values) -> float | None:
        """The ratio or figure that counts; None where it was not measured."""
        own = values["spinewise"][self.figure]
        if self.against is None:
            return own
        return divide(own, values.get(self.against, {}).get(self.figure))

    def is_met(self, values: Values) -> bool | None:
        """Whether it keeps to the bound; None where it was not measured."""
        reached = self.reached(values)
        if reached is None:
            return None
        return reached <= self.at_most if self.at_most is not None else reached >= (self.at_least or 0.0)


def divide(one: float | None, other: float | None) -> float | None:
    """A ratio; None where one of them is missing."""
    return one / other if one is not None and other else None


def load_goals() -> tuple[Goal, ...]:
    """All goals, in the order of the file."""
    rows = yaml.safe_load(Path(__file__).with_name("goals.yml").read_text(encoding="utf-8"))
    return tuple(Goal(**row) for row in rows)
