"""Rows → CalmModel. Needs scikit-learn, which is not loaded at run time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.model.assessment import URGENCIES
from bot.understanding.learned.calm import CALM, CalmModel
from bot.understanding.learned.features import Floats
from bot.understanding.learned.rows import Row

COST = 0.05
ACCEPTED = frozenset([*URGENCIES[: CALM + 1], "none"])


def fit_calm(rows: Sequence[Row], scores: Floats) -> CalmModel:
    """Train on labelled messages.

    Args:
        rows: the messages.
        scores: what models that never saw their writers make of them: of the signs, then of the findings.
    """
    answer = np.array([row.urgency <= ACCEPTED for row in rows])
    machine = LogisticRegression(C=COST, max_iter=3000).fit(scores, answer)
    return CalmModel(np.append(machine.coef_[0], machine.intercept_[0]).astype(np.float32))
