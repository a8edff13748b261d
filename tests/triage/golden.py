"""Reads the golden tables of triage: YAML rows of what is known and what must come out.

A row says ``name``, what is known (the keys of KNOWN) and what must come out (at least one key of EXPECTED).
Anything else, an unknown id, or a name that stands twice stops the reading: a row that asserts nothing lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knowledge.base import Knowledge
from bot.knowledge.yaml_lines import read_yaml
from bot.model.episode import Episode

KNOWN = (
    "present", "absent", "regions", "side", "duration_days", "severity", "subject", "age_years", "pregnant",
    "urgency", "asked",
)  # fmt: skip
EXPECTED = (
    "level",
    "reason",
    "reasons",
    "first_action",
    "causes",
    "first_causes",
    "no_causes",
    "treatments",
    "next",
)


@dataclass(frozen=True)
class Row:
    """One row: ``expected`` maps keys of EXPECTED to values."""

    name: str
    episode: Episode
    expected: dict[str, Any]


def read_rows(path: Path, knowledge: Knowledge) -> list[Row]:
    """All rows of a table; see the module for what is refused."""
    rows = [_row(raw, path, knowledge) for raw in read_yaml(path)]
    names = [row.name for row in rows]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"{path}: names that stand twice: {sorted(twice)}")
    return rows


def episode_of(raw: dict[str, Any], knowledge: Knowledge) -> Episode:
    """An episode from plain data, with what the findings imply."""
    told = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
    unknown = {*told.get("present", ()), *told.get("absent", ())} - set(knowledge.findings)
    if unknown:
        raise ValueError(f"no such finding: {sorted(unknown)}")
    told["present"] = tuple(
        dict.fromkeys(wider for one in told.get("present", ()) for wider in knowledge.implied(one))
    )
    return Episode(**told)


def _row(raw: dict[str, Any], path: Path, knowledge: Knowledge) -> Row:
    where = f"{path}:{getattr(raw, 'line', '?')}"
    strange = set(raw) - {"name", *KNOWN, *EXPECTED}
    expected = {key: raw[key] for key in EXPECTED if key in raw}
    if strange or not expected or not raw.get("name"):
        raise ValueError(
            f"{where}: {sorted(strange) or 'asserts nothing or has no name'}. Allowed: {KNOWN + EXPECTED}"
        )
    try:
        return Row(
            raw["name"], episode_of({key: raw[key] for key in KNOWN if key in raw}, knowledge), expected
        )
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error
