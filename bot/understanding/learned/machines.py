"""The linear machine that every training uses, and the scores of messages by machines that never saw their
writers: on these everything is estimated that must hold for people whom nobody has read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.understanding.learned.bounds import Truth
from bot.understanding.learned.features import Floats
from bot.understanding.learned.rows import Row, deal

MARGIN_COST = 0.5
"""0.1 to 0.5 differ by one point of recall of emergencies."""
EXACT = 0.1
"""The trainer's tolerance; its default takes three times as long for scores that correlate by 0.9999."""
SEED = 7

Fit = Callable[[csr_matrix, Truth], tuple[Floats, Floats]]
"""Vectors and what is true of them → weights and biases, a column a target."""


def build(balanced: bool = True, bias: bool = True) -> LinearSVC:
    """An untrained machine.

    Args:
        balanced: whether the few that are true weigh as much as the many that are not.
        bias: whether a vector without known terms may have a score.
    """
    weight = "balanced" if balanced else None
    return LinearSVC(C=MARGIN_COST, tol=EXACT, class_weight=weight, fit_intercept=bias, random_state=SEED)


def score_strangers(fit: Fit, rows: Sequence[Row], own: int, table: csr_matrix, truth: Truth) -> Floats:
    """The scores of the first ``own`` messages, a column a target of ``truth``.

    Args:
        fit: what trains the models; it is called once for each part of the hands, without that part.
        rows: all messages; those after the first ``own`` only teach.
        own: how many are messages as typed.
        table: the vectors of all messages, one a row.
        truth: what is true of all messages.
    """
    parts = deal([row.hand for row in rows])
    scores = np.zeros((own, truth.shape[1]), np.float32)
    for part in sorted(set(parts)):
        out, rest = np.flatnonzero(parts[:own] == part), np.flatnonzero(parts != part)
        weights, biases = fit(table[rest], truth[rest])
        scores[out] = table[out] @ weights + biases
    return scores
