"""Every figure against a case worked out by hand."""

from __future__ import annotations

import pytest

from evaluation.figures import (
    Share,
    Tally,
    add_up,
    bootstrap_f1,
    mean_f1,
    percentile,
    share_of,
    sum_up,
    tally,
)

SETS = [frozenset("ab"), frozenset("a"), frozenset()]
FOUND = [frozenset("a"), frozenset("b"), frozenset("b")]


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        # p = 0.9, z² = 3.8415: centre (0.9 + 0.0384) / 1.0768 = 0.8715, half 0.0916 / 1.0768 = 0.0851.
        (45, 50, 0.7864, 0.9565),
        # p = 1: from n / (n + z²) to 1.
        (10, 10, 0.7225, 1.0),
        # p = 0: from 0 to z² / (n + z²).
        (0, 10, 0.0, 0.2775),
    ],
)
def test_wilson(hits: int, total: int, low: float, high: float) -> None:
    interval = Share(hits, total).interval
    assert interval == pytest.approx((low, high), abs=5e-5)


def test_a_share_of_nothing_has_no_value() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval is None


def test_share_of_counts_what_holds() -> None:
    assert share_of([True, False, True]) == Share(2, 3)


def test_tally_counts_right_wrong_and_missed_of_each_id() -> None:
    assert sum_up(tally(SETS, FOUND, "ab")) == (Tally(1, 0, 1), Tally(0, 2, 1))


def test_precision_recall_and_f1() -> None:
    one = Tally(right=6, wrong=2, missed=4)
    assert (one.precision, one.recall) == (Share(6, 8), Share(6, 10))
    assert one.f1 == pytest.approx(12 / 18)


def test_f1_of_nothing_is_none() -> None:
    assert Tally(0, 0, 0).f1 is None


def test_micro_adds_up_and_macro_leaves_out_what_never_occurs() -> None:
    tallies = [Tally(6, 2, 4), Tally(1, 0, 0), Tally(0, 3, 0)]
    assert add_up(tallies) == Tally(7, 5, 4)
    assert mean_f1(tallies) == pytest.approx((12 / 18 + 1) / 2)


def test_bootstrap_of_a_faultless_finding_is_one_and_of_an_absent_one_none() -> None:
    counts = tally([frozenset("a")] * 5, [frozenset("a")] * 5, "ab")
    assert bootstrap_f1(counts) == ((1.0, 1.0), None)


def test_bootstrap_lies_around_the_figure_and_is_the_same_each_time() -> None:
    counts = tally([frozenset("a")] * 100, [frozenset("a")] * 80 + [frozenset()] * 20, "a")
    (interval,) = bootstrap_f1(counts)
    assert interval is not None
    # F1 is 160 / 180; recall varies by ±0.078 (1.96 standard errors), F1 = 2r / (1 + r) from 0.84 to 0.94.
    assert interval == pytest.approx((0.84, 0.94), abs=0.015)
    assert bootstrap_f1(counts) == (interval,)


@pytest.mark.parametrize(("percent", "value"), [(50, 2), (75, 3), (95, 4), (99, 4), (1, 1)])
def test_percentile_by_nearest_rank(percent: float, value: int) -> None:
    assert percentile([4, 2, 1, 3], percent) == value
