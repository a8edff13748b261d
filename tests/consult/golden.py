"""Reads the golden conversations: YAML rows of turns, each with what was read and what must come out.

A row is ``{name, before, turns}``; ``before`` is the episode at the start (optional, ``hours_ago`` says how
long ago it was updated). A turn is ``{intent, reading, expect}``. Anything else, an id that does not exist,
a turn that expects nothing, or a name that stands twice stops the reading: a row that asserts nothing lies.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bot.knowledge.base import Knowledge
from bot.knowledge.yaml_lines import read_yaml
from bot.model.episode import Episode
from bot.model.finding import Finding, Status
from bot.model.reading import Query, Reading
from tests.support.tables import refuse_twins

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc)
STATUSES = {status.value: status for status in Status}
EXPECTED = (
    "kind", "id", "urgency", "first_line", "action_first", "says", "says_not", "reasons", "causes",
    "no_treatments", "next", "answer", "topic", "subjects", "columns", "buttons", "episode", "data",
)  # fmt: skip
ROW, TURN = {"name", "before", "turns"}, {"intent", "reading", "expect"}


@dataclass(frozen=True)
class Step:
    """One turn: what was read, and what must come out (keys of EXPECTED)."""

    intent: str
    reading: Reading
    expect: dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One conversation."""

    name: str
    before: Episode
    steps: tuple[Step, ...]


def read_rows(path: Path, knowledge: Knowledge) -> list[Row]:
    """All rows of a table; see the module for what is refused."""
    rows = [_row(raw, f"{path}:{raw.line}", knowledge) for raw in read_yaml(path)]
    refuse_twins([row.name for row in rows], path)
    return rows


def _row(raw: dict[str, Any], where: str, knowledge: Knowledge) -> Row:
    _only(raw, ROW, where)
    if not raw.get("name") or not raw.get("turns"):
        raise ValueError(f"{where}: a row needs a name and turns")
    steps = tuple(
        _step(turn, f"{where} (turn {n})", knowledge) for n, turn in enumerate(raw["turns"], start=1)
    )
    return Row(raw["name"], episode_of(raw.get("before", {}), where, knowledge), steps)


def _step(raw: dict[str, Any], where: str, knowledge: Knowledge) -> Step:
    _only(raw, TURN, where)
    expect = raw.get("expect") or {}
    _only(expect, set(EXPECTED), where)
    if not expect:
        raise ValueError(f"{where}: expects nothing. Allowed: {EXPECTED}")
    return Step(raw["intent"], reading_of(raw.get("reading", {}), where, knowledge), expect)


def reading_of(raw: dict[str, Any], where: str, knowledge: Knowledge) -> Reading:
    """A reading from plain data; findings are listed by status, as ``id`` or ``id@region``."""
    told = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in raw.items()
        if key not in STATUSES
    }
    _only(told, {field.name for field in fields(Reading)} - {"findings"}, where)
    said = [(status, *one.split("@")) for status in STATUSES for one in raw.get(status, ())]
    unknown = [one for _, one, *_ in said if one not in knowledge.findings]
    if unknown:
        raise ValueError(f"{where}: no such finding: {unknown}")
    findings = tuple(Finding(one, STATUSES[status], *region) for status, one, *region in said)
    query = told.pop("query", None)
    asks = (
        None
        if query is None
        else Query(**{k: tuple(v) if isinstance(v, list) else v for k, v in query.items()})
    )
    return Reading(findings=findings, query=asks, **told)


def episode_of(raw: dict[str, Any], where: str, knowledge: Knowledge) -> Episode:
    """An episode from plain data."""
    told = {key: tuple(map(_pair, value)) if isinstance(value, list) else value for key, value in raw.items()}
    hours = told.pop("hours_ago", 1)
    _only(told, {field.name for field in fields(Episode)}, where)
    unknown = [
        one for key in ("present", "absent") for one in told.get(key, ()) if one not in knowledge.findings
    ]
    if unknown:
        raise ValueError(f"{where}: no such finding: {unknown}")
    return Episode(**{"updated": NOW.timestamp() - hours * 3600, **told}) if raw else Episode()


def _pair(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _only(raw: dict[str, Any], allowed: set[str], where: str) -> None:
    strange = sorted(set(raw) - allowed)
    if strange:
        raise ValueError(f"{where}: unknown keys {strange}. Allowed: {sorted(allowed)}")
