from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from bot.components.alarms import alarms, rank
from bot.understanding.learned.bounds import choose_bounds
from bot.understanding.learned.features import Vector
from bot.understanding.learned.findings import FindingModel, Opinion
from bot.understanding.learned.model import SignModel
from bot.understanding.learned.rows import Row
from bot.understanding.learned.settle import settle
from bot.understanding.message import take_apart
from bot.understanding.read import read

KEYS = {"name", "text", "add"}


def golden() -> list[dict[str, Any]]:
    """The rows of the table; one that asserts nothing, or says a thing twice, is refused."""
    table: list[dict[str, Any]] = yaml.safe_load(
        (Path(__file__).parent / "findings.yml").read_text(encoding="utf-8")
    )
    for row in table:
        assert set(row) == KEYS, f"unknown or missing key: {row}"
    assert len({row["name"] for row in table}) == len(table)
    return table


def judge(text: str, model: SignModel, findings: FindingModel) -> tuple[Opinion, ...]:
    return findings.judge(model.locate(take_apart(text)))


def added(opinions: tuple[Opinion, ...]) -> list[list[str]]:
    return [[one.target.id, one.target.status.value] for one in opinions if one.verdict == "add"]


@pytest.mark.parametrize("row", golden(), ids=lambda row: row["name"])
def test_added(row: dict[str, Any], model: SignModel, findings: FindingModel) -> None:
    got = added(judge(row["text"], model, findings))
    assert [one for one in row["add"] if one in got] == row["add"]
    assert bool(got) == bool(row["add"])


def test_saved_and_loaded_says_the_same(
    model: SignModel, findings: FindingModel, rows: tuple[Row, ...], tmp_path: Path
) -> None:
    findings.save(tmp_path)
    loaded = FindingModel.load(tmp_path)
    said = [judge(row.text, model, findings) for row in rows[:200]]
    assert said == [judge(row.text, model, loaded) for row in rows[:200]]
    assert any(said)


def test_a_model_for_findings_that_are_gone_is_refused(findings: FindingModel, tmp_path: Path) -> None:
    findings.save(tmp_path)
    file = tmp_path / "findings.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"pain"', '"pian"'), encoding="utf-8")
    with pytest.raises(ValueError, match=r"pian.*train again"):
        FindingModel.load(tmp_path)


def test_nothing_is_said_of_nothing(findings: FindingModel) -> None:
    empty = Vector(np.zeros(0, np.int64), np.zeros(0, np.float32))
    assert findings.judge(empty) == ()


def test_no_emergency_is_made_or_unmade(
    model: SignModel, findings: FindingModel, rows: tuple[Row, ...]
) -> None:
    """Over real messages; some change, none across the line."""
    changed = 0
    for row in rows[::7]:
        reading = read(row.text)
        settled = settle(reading, judge(row.text, model, findings), rank)
        assert alarms(settled) == alarms(reading)
        changed += settled != reading
    assert changed > 0


def bounds(scores: list[float], truth: list[int], seen: list[int]) -> tuple[float, float]:
    return choose_bounds(np.array(scores, np.float32), np.array(truth, bool), np.array(seen, bool))


def test_the_bound_to_add_stands_where_right_ends() -> None:
    assert bounds([4, 3, 2, 1, 0, -1], [1, 1, 1, 0, 0, 0], [0] * 6) == (2.0, float("-inf"))


def test_the_bound_to_drop_stands_where_wrong_ends() -> None:
    assert bounds([4, 3, 2, 1, 0, -1], [1, 1, 1, 0, 0, 0], [1] * 6) == (float("inf"), 1.0)


def test_too_little_gained_is_luck() -> None:
    assert bounds([2, 1, 0], [1, 1, 0], [0, 0, 0]) == (float("inf"), float("-inf"))
