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

from bot.components.intent_guess import Guesser
from bot.components.intents import FALLBACK
from bot.understanding.language import mend

RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentModel(GraphComponent):
    """Guesses what a message wants."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        guesser: Guesser | None = None,
    ) -> None:
        self._config, self._storage, self._resource, self._guesser = config, storage, resource, guesser

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
        """Called by Rasa with a trained model."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Guesser.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all examples that have an intent, and keep the model."""
        # Only here: scikit-learn is not needed to serve.
        from bot.components.intent_training import fit

        examples = [(e.get(TEXT), e.get(INTENT)) for e in training_data.intent_examples if e.get(TEXT)]
        texts, intents = zip(*examples, strict=True)
        self._guesser = fit(texts, intents, self._config["c"])
        with self._storage.write_to(self._resource) as folder:
            self._guesser.save(folder)
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
        if self._guesser is None or not text.strip():
            return []
        ranked = self._guesser.rank(mend(text))[:RANKED]
        return [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: chance} for name, chance in ranked]
