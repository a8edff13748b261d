"""Examples → Guesser. Needs scikit-learn, which is not loaded at run time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from bot.components.intent_guess import Guesser
from bot.understanding.learned.features import restore


def build(c: float) -> Pipeline:
    """The untrained model; ``c`` is the inverse of the regularisation's strength."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")  # noqa: S106 - a pattern
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    return make_pipeline(
        make_union(words, pieces), LogisticRegression(C=c, class_weight="balanced", max_iter=500)
    )


def fit(texts: Sequence[str], intents: Sequence[str], c: float) -> Guesser:
    """Train on texts and the intent of each, three intents or more."""
    union, regression = (part for _, part in build(c).fit(texts, intents).steps)
    (_, words), (_, pieces) = union.transformer_list
    terms = {
        "words": words.get_feature_names_out().tolist(),
        "pieces": pieces.get_feature_names_out().tolist(),
    }
    idf = np.concatenate([words.idf_, pieces.idf_]).astype(np.float32)
    return Guesser(
        restore(terms, idf),
        tuple(map(str, regression.classes_)),
        regression.coef_.T.astype(np.float32),
        regression.intercept_.astype(np.float32),
    )
