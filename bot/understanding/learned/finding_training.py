"""Rows → FindingModel. Needs scikit-learn, which is not loaded at run time.

Trained on everything for use, and once for each part of the hands without it, to choose the bounds on
strangers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from bot.model.finding import Status
from bot.understanding.learned.bounds import Truth, choose_bounds
from bot.understanding.learned.features import Floats
from bot.understanding.learned.findings import FindingModel, Target
from bot.understanding.learned.machines import build, score_strangers
from bot.understanding.learned.rows import Row
from bot.understanding.learned.settle import seen
from bot.understanding.read import read

FEWEST = {Status.PRESENT: 15, Status.ABSENT: 10}
"""In how many messages a finding must be had or denied to be learned."""


def fit_findings(rows: Sequence[Row], own: int, table: csr_matrix) -> tuple[FindingModel, Floats]:
    """Train on labelled messages; with the model come the scores of strangers, on which it was bound.

    Args:
        rows: the messages; all that follow the first ``own`` only teach, nothing is estimated on them.
        own: how many are messages as typed.
        table: their vectors, one a row.
    """
    targets = list_targets(rows[:own])
    truth = np.array([[target.id in _labels(row, target) for target in targets] for row in rows], bool)
    weights, biases = _fit(table, truth)
    scores = score_strangers(_fit, rows, own, table, truth)
    adds, drops = _bound(scores, truth[:own], _read(rows[:own], targets))
    # As they are stored, so that the model is the same before and after.
    return FindingModel(targets, weights.astype(np.float16).astype(np.float32), biases, adds, drops), scores


def list_targets(rows: Sequence[Row]) -> tuple[Target, ...]:
    """Every finding and state with enough examples, in a fixed order."""
    counts = Counter(Target(one, Status.PRESENT) for row in rows for one in row.present)
    counts.update(Target(one, Status.ABSENT) for row in rows for one in row.absent)
    enough = (target for target, count in counts.items() if count >= FEWEST[target.status])
    return tuple(sorted(enough, key=lambda target: (target.status.value, target.id)))


def _labels(row: Row, target: Target) -> frozenset[str]:
    return row.present if target.status is Status.PRESENT else row.absent


def _read(rows: Sequence[Row], targets: Sequence[Target]) -> Truth:
    """What the rules see."""
    readings = (read(row.text) for row in rows)
    return np.array([[seen(reading, target) for target in targets] for reading in readings], bool)


def _fit(table: csr_matrix, truth: Truth) -> tuple[Floats, Floats]:
    weights = np.zeros((table.shape[1], truth.shape[1]), np.float32)
    biases = np.full(truth.shape[1], -1.0, np.float32)
    for column in np.flatnonzero(truth.any(axis=0) & ~truth.all(axis=0)):
        machine = build().fit(table, truth[:, column])
        weights[:, column], biases[column] = machine.coef_[0], machine.intercept_[0]
    return weights, biases


def _bound(scores: Floats, truth: Truth, read_so: Truth) -> tuple[Floats, Floats]:
    bounds = [choose_bounds(*column) for column in zip(scores.T, truth.T, read_so.T, strict=True)]
    adds, drops = zip(*bounds, strict=True) if bounds else ((), ())
    return np.array(adds, np.float32), np.array(drops, np.float32)
