"""The document says what was measured, what is missed, and in what circumstances."""

from __future__ import annotations

from dataclasses import replace

from evaluation.benchmark.figures import figures
from evaluation.benchmark.goals import load_goals
from evaluation.benchmark.load import FULL
from evaluation.benchmark.report import write_report
from tests.benchmark.sheets import run, sheet
from tests.docs.markdown import rows


def document(**sheets: object) -> str:
    return "\n".join(write_report(run(**sheets)))


def test_a_goal_that_is_missed_is_shown_as_missed() -> None:
    text = document(spinewise=sheet(0.030), stock=sheet(0.040), echo=sheet(0.015))
    goals = {row[0]: row[1:] for row in rows(text, "goal")}
    assert set(goals) == {goal.what for goal in load_goals()}
    assert goals["p50 of a turn, turns 1 to 10, against stock"] == ["at most 0.5 ×", "0.75 ×", "**no**"]
    assert goals["p50 of a turn, turns 1 to 10, against the echo bot"] == ["at most 2 ×", "2.00 ×", "yes"]


def test_every_figure_stands_beside_the_others_and_its_ratios() -> None:
    table = {row[0]: row[1:] for row in rows(document(stock=sheet(0.040), echo=sheet(0.005)), "figure")}
    assert set(table) == {figure.label for figure in figures()}
    assert table["p50, turns 1 to 10"] == ["10.0 ms", "40.0 ms", "5.0 ms", "0.25 ×", "2.00 ×"]


def test_wrong_answers_and_a_busy_machine_are_told() -> None:
    text = document()
    assert "Spinewise 1 of 3, stock Rasa 1 of 3, echo bot 1 of 3" in text
    assert "other programs used: 25% during the run, 50% while Spinewise was trained, 50%" in text
    assert "2 cores (a processor), Linux, Python 3.10.13" in text


def test_a_machine_that_does_not_tell_is_not_called_idle() -> None:
    assert "during the run" not in "\n".join(write_report(replace(run(), others=None)))


def test_a_barely_trained_stock_is_told() -> None:
    full = replace(run(), plan=FULL)
    assert "one epoch" not in "\n".join(write_report(full))
    assert "one epoch" in "\n".join(write_report(replace(full, plan=replace(FULL, barely=True))))
