"""Rows → Layer: SignModel, FindingModel and CauseModel. Needs scikit-learn, which is not loaded at run time.

The first stage is trained on everything, for use, and once for each part of the hands without it, to learn
how far its scores can be trusted on a stranger's message (the second stage's input).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.understanding.learned.asides import add_asides
from bot.understanding.learned.cause_training import fit_causes
from bot.understanding.learned.features import Floats, Space, Vector, build_space, view
from bot.understanding.learned.finding_training import fit_findings
from bot.understanding.learned.layer import Layer
from bot.understanding.learned.lines import guides
from bot.understanding.learned.model import LINES, TARGETS, SignModel, arrange
from bot.understanding.learned.rows import Row, deal
from bot.understanding.learned.suspicion import Thresholds
from bot.understanding.message import take_apart

MARGIN_COST = 0.5
"""C of the first stage; 0.1 to 0.5 differ by one point of recall."""
EXACT = 0.1
"""The trainer's tolerance; its default takes three times as long for scores that correlate by 0.9999."""
LAST_COST = 0.3
"""C of the second stage."""
SEED = 7
FEWEST_HANDS = 2

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Lesson:
    """What is learned from.

    Attributes:
        rows: the labelled messages, then each once more with an aside.
        own: how many of them are messages as typed: only on these is anything estimated.
        space: how messages become vectors.
        table: their vectors, one a row.
    """

    rows: tuple[Row, ...]
    own: int
    space: Space
    table: csr_matrix


def fit(rows: Sequence[Row], thresholds: Thresholds = Thresholds()) -> SignModel:  # noqa: B008 - frozen
    """Train on labelled messages; the same rows give the same model.

    Raises:
        ValueError: the rows come from fewer than two hands, so that nothing can be estimated on a stranger.
    """
    return _fit_signs(prepare(rows), thresholds)


def fit_all(rows: Sequence[Row]) -> Layer:
    """Train the models of signs, of findings and of causes, over one space. Raises as ``fit`` does."""
    lesson = prepare(rows)
    return Layer(
        _fit_signs(lesson, Thresholds()),
        fit_findings(lesson.rows, lesson.own, lesson.table),
        fit_causes(lesson.rows[: lesson.own], lesson.table[: lesson.own]),
    )


def prepare(rows: Sequence[Row]) -> Lesson:
    """The messages with their vectors. Raises as ``fit`` does."""
    hands = {row.hand for row in rows}
    if len(hands) < FEWEST_HANDS:
        raise ValueError(f"training needs messages by {FEWEST_HANDS} hands or more, not {len(hands)}")
    learned = (*rows, *add_asides(rows))
    views = [view(take_apart(row.text)) for row in learned]
    space = build_space(views[: len(rows)])
    return Lesson(
        learned, len(rows), space, _tabulate([space.locate(one) for one in views], space.weights.size)
    )


def _fit_signs(lesson: Lesson, thresholds: Thresholds) -> SignModel:
    truth = label(lesson.rows)
    weights, biases = _fit_first(lesson.table, truth)
    return SignModel(lesson.space, weights, biases, _fit_last(lesson, truth), thresholds)


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
        machine = LinearSVC(C=MARGIN_COST, tol=EXACT, class_weight=balance, random_state=SEED).fit(
            table, asked
        )
        weights[:, column], biases[column] = machine.coef_[0], machine.intercept_[0]
    return weights, biases


def _fit_last(lesson: Lesson, truth: Truth) -> Floats:
    """The second stage, from each message's scores by models that never saw its hand."""
    parts = deal([row.hand for row in lesson.rows])
    main = truth[:, : len(TARGETS)]
    scores = np.zeros((lesson.own, len(TARGETS)), np.float32)
    for part in sorted(set(parts)):
        out, rest = np.flatnonzero(parts[: lesson.own] == part), np.flatnonzero(parts != part)
        weights, biases = _fit_first(lesson.table[rest], main[rest])
        scores[out] = lesson.table[out] @ weights + biases
    own = lesson.rows[: lesson.own]
    clear = np.array([row.emergency is not None for row in own])
    answer = np.array([row.emergency is True for row in own])
    machine = LogisticRegression(C=LAST_COST, max_iter=3000).fit(arrange(scores)[clear], answer[clear])
    return np.append(machine.coef_[0], machine.intercept_[0]).astype(np.float32)
