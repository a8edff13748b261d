"""Rows → CauseModel. Needs scikit-learn, which is not loaded at run time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from bot.understanding.learned.causes import CauseModel
from bot.understanding.learned.rows import Row

MARGIN_COST = 0.5
EXACT = 0.1
SEED = 7
FEWEST = 3
"""In how many messages a condition must fit to be learned."""


def fit_causes(rows: Sequence[Row], table: csr_matrix) -> CauseModel:
    """Train on the messages that have causes among their labels.

    Args:
        rows: labelled messages.
        table: their vectors, one a row.
    """
    taught = [at for at, row in enumerate(rows) if row.causes]
    counts = Counter(cause for at in taught for cause in rows[at].causes)
    conditions = tuple(sorted(cause for cause, count in counts.items() if count >= FEWEST))
    weights = np.zeros((table.shape[1], len(conditions)), np.float16)
    for column, condition in enumerate(conditions):
        fits = np.array([condition in rows[at].causes for at in taught], bool)
        if not fits.all():
            machine = LinearSVC(
                C=MARGIN_COST, tol=EXACT, class_weight="balanced", fit_intercept=False, random_state=SEED
            )
            weights[:, column] = machine.fit(table[taught], fits).coef_[0]
    return CauseModel(conditions, weights)
