"""A plain classifier over whole messages: TF-IDF of words and word pairs, and logistic regression.

Leaves out one hand at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from tqdm import tqdm

from evaluation.rows import Row, leave_out


def score_by_words(rows: Sequence[Row]) -> dict[Row, float]:
    """For each row the probability of an emergency, by a classifier that has not seen its hand."""
    scores: dict[Row, float] = {}
    for hand, others in tqdm(leave_out(rows).items(), desc="words", disable=None):
        fitted = _fit(others)
        asked = [row for row in rows if row.hand == hand]
        scores.update(zip(asked, _ask(fitted, asked), strict=True))
    return scores


def score_unseen(rows: Sequence[Row], asked: Sequence[Row]) -> dict[Row, float]:
    """The same for rows of another part, by a classifier fitted on all ``rows``."""
    return dict(zip(asked, _ask(_fit(rows), asked), strict=True))


def threshold_for(scores: Mapping[Row, float], false_alarms: float) -> float:
    """The lowest threshold at which no larger share of harmless rows reaches it."""
    harmless = sorted((score for row, score in scores.items() if row.harmless), reverse=True)
    allowed = int(false_alarms * len(harmless))
    return harmless[allowed] + 1e-9 if allowed < len(harmless) else 0.0


def _ask(fitted: Any, rows: Sequence[Row]) -> list[float]:
    chances: list[float] = fitted.predict_proba([row.text for row in rows])[:, 1].tolist()
    return chances


def _fit(rows: Sequence[Row]) -> Any:
    clear = [row for row in rows if row.emergency or row.harmless]
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    pipeline = make_pipeline(words, LogisticRegression(C=10.0, max_iter=500))
    return pipeline.fit([row.text for row in clear], [row.emergency for row in clear])
