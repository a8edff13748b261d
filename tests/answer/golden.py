"""Reads the golden questions: YAML rows of what is asked and what must be answered.

A row is ``{name, asked, before, expect}``. ``asked`` is a query (keys of ASKED),
``before`` what was talked about (``topic``, ``subjects``, ``regions``, ``present``; optional). A row that
expects nothing, an unknown key, an id that does not exist or a name that stands twice stops the reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answer.question import Asked
from bot.knowledge.base import Knowledge
from bot.knowledge.yaml_lines import read_yaml
from bot.model.finding import REGIONS
from bot.model.reading import Query
from tests.support.tables import refuse_twins

EXPECTED = (
    "topic",
    "subjects",
    "lists",
    "lists_not",
    "facts",
    "first",
    "opens",
    "opens_not",
    "cautions",
    "columns",
    "cells",
    "suggests",
    "unanswered",
)
ROW, ASKED = {"name", "asked", "before", "expect"}, {"topic", "subjects", "terms", "unsaid", "form"}
BEFORE = {"topic", "subjects", "regions", "present"}


@dataclass(frozen=True)
class Row:
    """One question and what must be answered (keys of EXPECTED)."""

    name: str
    query: Query
    before: Asked
    expect: dict[str, Any]


def read_rows(path: Path, knowledge: Knowledge) -> list[Row]:
    """All rows of a table; see the module for what is refused."""
    rows = [_row(raw, f"{path}:{raw.line}", knowledge) for raw in read_yaml(path)]
    refuse_twins([row.name for row in rows], path)
    return rows


def _row(raw: dict[str, Any], where: str, knowledge: Knowledge) -> Row:
    asked, before, expect = raw.get("asked") or {}, raw.get("before") or {}, raw.get("expect") or {}
    for given, allowed in ((raw, ROW), (asked, ASKED), (before, BEFORE), (expect, set(EXPECTED))):
        strange = sorted(set(given) - allowed)
        if strange:
            raise ValueError(f"{where}: unknown keys {strange}. Allowed: {sorted(allowed)}")
    if not raw.get("name") or not expect:
        raise ValueError(f"{where}: has no name or expects nothing. Allowed: {EXPECTED}")
    named = {one for given in (asked, before) for one in given.get("subjects", ())}
    unknown = sorted(named - {*knowledge.subjects, *REGIONS})
    if unknown:
        raise ValueError(f"{where}: no such subject: {unknown}")
    return Row(raw["name"], Query(**_tuples(asked)), Asked(**_tuples(before)), expect)


def _tuples(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
