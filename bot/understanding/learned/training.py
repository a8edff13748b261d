"""Rows → Layer: four models. Needs scikit-learn, which is not loaded at run time.

The first stage is trained on everything, for use, and once for each part of the hands without it, to learn
how far its scores can be trusted on a stranger's message (the second stage's input).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.understanding.learned.asides import add_asides
from bot.understanding.learned.bounds import Truth
from bot.understanding.learned.calm_training import fit_calm
from bot.understanding.learned.cause_training import fit_causes
from bot.understanding.learned.features import Floats, Space, Vector, build_space, view
from bot.understanding.learned.finding_training import fit_findings
from bot.understanding.learned.layer import Layer
from bot.understanding.learned.lines import guides
from bot.understanding.learned.machines import build, score_strangers
from bot.understanding.learned.model import LINES, TARGETS, SignModel, arrange
from bot.understanding.learned.rows import Row
from bot.understanding.learned.suspicion import Thresholds
from bot.understanding.message import take_apart

LAST_COST = 0.3
"""C of the second stage."""
FEWEST_HANDS = 2


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


def fit_all(rows: Sequence[Row]) -> Layer:
    """Train all models, over one space; the same rows give the same models.

    Raises:
        ValueError: the rows come from fewer than two hands, so that nothing can be estimated on a stranger.
    """
    lesson = prepare(rows)
    own, vectors = lesson.rows[: lesson.own], lesson.table[: lesson.own]
    signs, scores = _fit_signs(lesson, Thresholds())
    findings, more = fit_findings(lesson.rows, lesson.own, lesson.table)
    calm = fit_calm(own, np.hstack([scores, more]))
    return Layer(signs, findings, calm, fit_causes(own, vectors))


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


def _fit_signs(lesson: Lesson, thresholds: Thresholds) -> tuple[SignModel, Floats]:
    """The model and the scores of strangers, on which its second stage was fitted."""
    truth = label(lesson.rows)
    weights, biases = _fit_first(lesson.table, truth)
    scores = score_strangers(_fit_first, lesson.rows, lesson.own, lesson.table, truth[:, : len(TARGETS)])
    return SignModel(lesson.space, weights, biases, _fit_last(lesson, scores), thresholds), scores


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
        common = column in range(len(LINES), len(TARGETS))
        machine = build(balanced=not common).fit(table, asked)
        weights[:, column], biases[column] = machine.coef_[0], machine.intercept_[0]
    return weights, biases


def _fit_last(lesson: Lesson, scores: Floats) -> Floats:
    """The second stage, from each message's scores by models that never saw its hand."""
    own = lesson.rows[: lesson.own]
    clear = np.array([row.emergency is not None for row in own])
    answer = np.array([row.emergency is True for row in own])
    machine = LogisticRegression(C=LAST_COST, max_iter=3000).fit(arrange(scores)[clear], answer[clear])
    return np.append(machine.coef_[0], machine.intercept_[0]).astype(np.float32)
