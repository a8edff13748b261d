"""Rows → CauseModel. Needs scikit-learn, which is not loaded at run time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from bot.understanding.learned.causes import CauseModel
from bot.understanding.learned.machines import build
from bot.understanding.learned.rows import Row

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
            weights[:, column] = build(bias=False).fit(table[taught], fits).coef_[0]
    # Rounded as they are stored, so that the model is the same before and after.
    return CauseModel(conditions, weights.astype(np.float32))
