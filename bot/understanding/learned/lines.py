"""The lines of emergencies, and the findings that each may raise (``lines.yml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Option:
    """One way to say what a line suspects.

    Attributes:
        raises: ids of the findings; together they are enough for an emergency.
        by: id of the finding whose model speaks for this option, None for the one that is taken otherwise.
    """

    raises: tuple[str, ...]
    by: str | None = None


@lru_cache(maxsize=1)
def load_lines() -> dict[str, tuple[Option, ...]]:
    """Options by line, ``E1`` to ``E14``."""
    raw = read_yaml(HERE / "lines.yml")
    return {
        line: tuple(Option(tuple(one["raise"]), one.get("by")) for one in options)
        for line, options in raw.items()
    }


def guides() -> tuple[str, ...]:
    """Every finding that decides between options; each gets a model of its own."""
    return tuple(dict.fromkeys(one.by for options in load_lines().values() for one in options if one.by))
