"""Golden tables: what a sentence is read as, compared exactly within the ids that a file is about."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.model.finding import Status
from bot.understanding.read import read

TABLES = sorted(Path(__file__).parent.glob("*.yml"))
STATUSES = {"present": Status.PRESENT, "absent": Status.ABSENT, "mentioned": Status.MENTIONED}
VALUES = {
    "days": "duration_days",
    "severity": "severity",
    "age": "age_years",
    "subject": "subject",
    "pregnant": "pregnant",
    "side": "side",
}
TODAY = date(2026, 11, 20)


def rows() -> list[tuple[str, dict[str, Any], frozenset[str]]]:
    """Every row of every table; one that asserts nothing or that holds an unknown key is refused."""
    found = []
    for path in TABLES:
        table = yaml.safe_load(path.read_text("utf-8"))
        for row in table["rows"]:
            unknown = set(row) - {"text", "regions"} - set(STATUSES) - set(VALUES)
            if unknown or len(row) < 2:
                raise ValueError(
                    f"{path.name}: {row}: unknown keys {sorted(unknown)}"
                    if unknown
                    else f"{path.name}: {row} asserts nothing"
                )
            if set(row) & set(STATUSES) and not table["about"]:
                raise ValueError(f"{path.name}: {row} names findings, but the file is about none")
            found.append((f"{path.stem}: {row['text']}", row, frozenset(table["about"])))
    return found


@pytest.mark.parametrize(
    ("name", "row", "about"), rows(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_row(name: str, row: dict[str, Any], about: frozenset[str]) -> None:
    reading = read(row["text"], TODAY)
    for key, status in STATUSES.items():
        if key in row:
            assert {i for i in reading.ids(status) if i in about} == set(row[key]), (key, reading.findings)
    for key, attribute in VALUES.items():
        if key in row:
            assert getattr(reading, attribute) == row[key], key
    if "regions" in row:
        assert list(reading.regions) == row["regions"]


def test_there_are_enough_rows() -> None:
    assert len(rows()) >= 150
