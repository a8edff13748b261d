"""Every figure against a case worked out by hand, and goals on either side of their bounds."""

from __future__ import annotations

import pytest

from evaluation.benchmark.figures import figures, percentile
from evaluation.benchmark.goals import Goal, load_goals
from evaluation.benchmark.load import Measured
from evaluation.benchmark.report import value_all
from tests.benchmark.sheets import run, sheet


def value(name: str, measured: Measured) -> float | None:
    return next(figure.of(measured) for figure in figures() if figure.id == name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("p50_early", 10.0),
        ("work", 30.0),  # 0.6 s for the twenty turns after the first conversation
        ("p99_300", 20.0),
        ("growth", 2.0),
        ("work_late", 20.0),
        ("work_growth", 2.0),
        ("rate_8", 5.0),  # ten messages in one, two and five seconds: the middle round
        ("p99_of_32", 10.0),
        ("alone", 10.0),
        ("third", 30.0),
        ("third_alone", 3.0),
        ("start", 4.0),
        ("memory", 120.0),
        ("memory_all", 170.0),
        ("memory_growth", 1.2),
        ("training", 60.0),
    ],
)
def test_a_figure_is_what_a_hand_works_out(name: str, expected: float) -> None:
    measured = sheet(late=0.020, memory=(90, 100, 110, 120))
    assert value(name, measured) == pytest.approx(expected)


def test_late_turns_are_those_around_and_no_others() -> None:
    measured = Measured(training=1, long=[[float(turn) for turn in range(1, 311)]])
    assert value("p50_100", measured) == pytest.approx(100_500)  # turns 91 to 110
    assert value("p50_300", measured) == pytest.approx(300_500)  # turns 291 to 310
    work: list[float | None] = [float(before) for before in range(311)]
    work[290:] = [before * 3.0 for before in range(290, 311)]
    assert value("work_late", Measured(training=1, long_work=[work])) == pytest.approx(3000)


def test_nothing_measured_is_no_figure() -> None:
    assert percentile([], 50) is None
    assert value("growth", Measured(training=1)) is None
    assert value("work", Measured(training=1, work=[None, None])) is None
    assert value("work_growth", Measured(training=1, long_work=[[None] * 311])) is None


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (Goal("a", "p50_early", "stock", at_most=0.5), True),
        (Goal("a", "p50_early", "stock", at_most=0.49), False),
        (Goal("a", "rate_8", at_least=5.0), True),
        (Goal("a", "rate_8", at_least=5.1), False),
        (Goal("a", "p50_early", "nobody", at_most=0.5), None),
    ],
)
def test_a_goal_is_met_at_its_bound(goal: Goal, met: bool | None) -> None:
    assert goal.is_met(value_all(run(spinewise=sheet(0.010), stock=sheet(0.020)))) is met


def test_every_goal_names_a_figure_and_a_contender() -> None:
    values = value_all(run())
    assert [goal.what for goal in load_goals() if goal.reached(values) is None] == []


def test_a_goal_has_one_bound() -> None:
    with pytest.raises(ValueError, match="one of them only"):
        Goal("a", "start")
    with pytest.raises(ValueError, match="one of them only"):
        Goal("a", "start", at_most=1.0, at_least=1.0)
