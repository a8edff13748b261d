"""The intent classifier: words and pieces of words, weighed by a linear model.

Idea: what people want of a chatbot is said in few words, so TF-IDF over words and word pieces and a logistic
regression are hard to
beat without a downloaded language model; pieces carry it over typing errors. Rasa's own
``LogisticRegressionClassifier`` counts
without weighing and fixes the regularisation; ``docs/choices.md`` has the figures of both.

Sets ``intent`` and ``intent_ranking``; a guess under ``threshold`` becomes ``nlu_fallback``.
"""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from bot.components.intents import FALLBACK

FILE = "intents.joblib"
RANKED = 5


def build(c: float) -> Pipeline:
    """The untrained model; ``c`` is the inverse of the regularisation's strength."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")  # noqa: S106 - a pattern
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    return make_pipeline(
        make_union(words, pieces), LogisticRegression(C=c, class_weight="balanced", max_iter=500)
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentModel(GraphComponent):
    """Guesses what a message wants."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Pipeline | None = None
    ) -> None:
        self._config, self._storage, self._resource, self._model = config, storage, resource, model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``c``: chosen by cross-validation. ``threshold``: under it a guess is no better than asking
        again. ``sure``: the same for the intents of ``steering``, which end, delete or refuse something."""
        return {"c": 20.0, "threshold": 0.25, "sure": 0.25, "steering": []}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentModel:
        """Called by Rasa before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentModel:
        """Called by Rasa with a trained model. It is code: only what was trained here is ever loaded."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all examples that have an intent, and keep the model."""
        examples = [(e.get(TEXT), e.get(INTENT)) for e in training_data.intent_examples if e.get(TEXT)]
        texts, intents = zip(*examples, strict=True)
        self._model = build(self._config["c"]).fit(texts, intents)
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._model, folder / FILE)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The training data, with guesses where a later component wants them."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the best guess and the next ones."""
        for message in messages:
            ranking = self._rank(message.get(TEXT) or "")
            best = ranking[0] if ranking and self._is_sure(ranking[0]) else None
            message.set(
                INTENT, best or {INTENT_NAME_KEY: FALLBACK, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True
            )
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _is_sure(self, guess: dict[str, Any]) -> bool:
        steers = guess[INTENT_NAME_KEY] in self._config["steering"]
        return bool(guess[PREDICTED_CONFIDENCE_KEY] >= self._config["sure" if steers else "threshold"])

    def _rank(self, text: str) -> list[dict[str, Any]]:
        if self._model is None or not text.strip():
            return []
        chances = self._model.predict_proba([text])[0]
        ranked = sorted(zip(chances, self._model.classes_, strict=True), reverse=True)[:RANKED]
        return [
            {INTENT_NAME_KEY: str(name), PREDICTED_CONFIDENCE_KEY: float(chance)} for chance, name in ranked
        ]
