"""Sheets of the benchmark, filled in by hand."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from pathlib import Path

from evaluation.benchmark.load import QUICK, SENDERS, Burst, Measured
from evaluation.benchmark.machine import Machine
from evaluation.benchmark.run import CONTENDERS, Run
from evaluation.benchmark.training import Trained


def sheet(
    turn: float = 0.010, *, late: float | None = None, memory: tuple[float, ...] = (100, 100)
) -> Measured:
    """Every turn takes ``turn`` seconds, those after the tenth of a long conversation ``late``.

    In a long conversation all of it is processor time.
    """
    long = [turn] * 10 + [late or turn] * 300
    return Measured(
        training=60,
        starts=[9, 3, 4],
        memory=[[weight, 50.0] for weight in memory],
        work=[1.0, 1.2, 1.6],
        short=[[turn] * 10],
        long=[long],
        long_work=[list(accumulate(long, initial=5.0))],
        bursts={n: [Burst(2, [turn] * 10), Burst(1, [turn] * 10), Burst(5, [turn] * 10)] for n in SENDERS},
        alone=[turn] * 3,
        last_of_three=[turn, 3 * turn, 4 * turn],
        right=[True, True, False],
    )


def run(**sheets: Measured) -> Run:
    """A run with these sheets, and plain ones for the other contenders."""
    all_sheets = {contender.id: sheets.get(contender.id, sheet()) for contender in CONTENDERS}
    trained = {name: Trained(Path("model"), sheet.training, 0.5) for name, sheet in all_sheets.items()}
    return Run(
        date(2026, 11, 20), Machine(2, "a processor", "Linux", "3.10.13"), trained, 0.25, QUICK, all_sheets
    )
