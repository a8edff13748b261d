"""Rows → Layer: SignModel and FindingModel. Needs scikit-learn, which is not loaded at run time.

The first stage is trained twice: once for each hand without it, to learn how far its scores can be trusted
    on a stranger's message (the second stage's input), and once on everything, for use.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.understanding.learned.features import Floats, Space, Vector, build_space, view
from bot.understanding.learned.finding_training import fit_findings
from bot.understanding.learned.layer import Layer
from bot.understanding.learned.lines import guides
from bot.understanding.learned.model import LINES, TARGETS, SignModel, arrange
from bot.understanding.learned.rows import Row
from bot.understanding.learned.suspicion import Thresholds
from bot.understanding.message import take_apart

MARGIN_COST = 0.5
"""C of the first stage; 0.1 to 0.5 differ by one point of recall."""
LAST_COST = 0.3
"""C of the second stage."""
SEED = 7
FEWEST_HANDS = 2

Truth = npt.NDArray[np.bool_]


def fit(rows: Sequence[Row], thresholds: Thresholds = Thresholds()) -> SignModel:  # noqa: B008 - frozen
    """Train on labelled messages. 4,700 take 30 s of one core; the same rows give the same model.

    Raises:
        ValueError: the rows come from fewer than two hands, so that nothing can be estimated on a stranger.
    """
    space, table = prepare(rows)
    return _fit_signs(rows, space, table, thresholds)


def fit_both(rows: Sequence[Row]) -> Layer:
    """Train the models of signs and of findings, over one space. Raises as ``fit`` does."""
    space, table = prepare(rows)
    return Layer(_fit_signs(rows, space, table, Thresholds()), fit_findings(rows, table))


def prepare(rows: Sequence[Row]) -> tuple[Space, csr_matrix]:
    """The space of these messages, and their vectors in it, one a row. Raises as ``fit`` does."""
    hands = sorted({row.hand for row in rows})
    if len(hands) < FEWEST_HANDS:
        raise ValueError(f"training needs messages by {FEWEST_HANDS} hands or more, not {len(hands)}")
    views = [view(take_apart(row.text)) for row in rows]
    space = build_space(views)
    return space, _tabulate([space.locate(one) for one in views], space.weights.size)


def _fit_signs(rows: Sequence[Row], space: Space, table: csr_matrix, thresholds: Thresholds) -> SignModel:
    truth = label(rows)
    weights, biases = _fit_first(table, truth)
    return SignModel(space, weights, biases, _fit_last(rows, table, truth), thresholds)


def label(rows: Sequence[Row]) -> Truth:
    """What is true of each row: one column a target, then one a guide."""
    lines = [[row.kind == line for line in LINES] for row in rows]
    sorts = [[row.near, row.emergency is True, row.calm] for row in rows]
    signs = [[name in row.present for name in guides()] for row in rows]
    return np.hstack([np.array(part, bool) for part in (lines, sorts, signs)])


def _tabulate(vectors: Sequence[Vector], width: int) -> csr_matrix:
    """The vectors as rows of one sparse table."""
    starts = np.cumsum([0, *(vector.places.size for vector in vectors)])
    places = np.concatenate([vector.places for vector in vectors])
    return csr_matrix(
        (np.concatenate([vector.values for vector in vectors]), places, starts), (len(vectors), width)
    )


def _fit_first(table: csr_matrix, truth: Truth) -> tuple[Floats, Floats]:
    """Weights and biases of every target; one that no row or every row has stays at a firm no or yes."""
    weights = np.zeros((table.shape[1], truth.shape[1]), np.float32)
    biases = np.zeros(truth.shape[1], np.float32)
    for column in range(truth.shape[1]):
        asked = truth[:, column]
        if asked.all() or not asked.any():
            biases[column] = 1.0 if asked.all() else -1.0
            continue
        balance = None if column in range(len(LINES), len(TARGETS)) else "balanced"
        machine = LinearSVC(C=MARGIN_COST, class_weight=balance, random_state=SEED).fit(table, asked)
        weights[:, column], biases[column] = machine.coef_[0], machine.intercept_[0]
    return weights, biases


def _fit_last(rows: Sequence[Row], table: csr_matrix, truth: Truth) -> Floats:
    """The second stage, from each hand's scores by models that never saw that hand."""
    hands = np.array([row.hand for row in rows])
    main = truth[:, : len(TARGETS)]
    scores = np.zeros(main.shape, np.float32)
    for hand in sorted(set(hands)):
        out = hands == hand
        weights, biases = _fit_first(table[~out], main[~out])
        scores[out] = table[out] @ weights + biases
    clear = np.array([row.emergency is not None for row in rows])
    answer = np.array([row.emergency is True for row in rows])
    machine = LogisticRegression(C=LAST_COST, max_iter=3000).fit(arrange(scores)[clear], answer[clear])
    return np.append(machine.coef_[0], machine.intercept_[0]).astype(np.float32)
