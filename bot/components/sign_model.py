"""The Rasa component around the learned layer: trained on the labelled corpus, asked once a message.

Stands right before ``SpineReader``, which merges what is suspected into its reading.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.learned.model import SignModel
from bot.understanding.learned.rows import read_rows, talk_rows
from bot.understanding.message import take_apart

ROOT = Path(__file__).resolve().parents[2]
SUSPICIONS = "suspicions"
"""The message's property that carries them to ``SpineReader``."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SignSuspecter(GraphComponent):
    """Adds to each message what the learned layer suspects."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._corpus = ROOT / config["corpus"]
        self._storage = storage
        self._resource = resource
        self._model: SignModel | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``corpus``: the folder of labelled messages, from the project's root."""
        return {"corpus": "data/corpus/dev"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SignSuspecter:
        """An untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SignSuspecter:
        """The trained component. Missing files stop the start: silence would lose emergencies."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model = SignModel.load(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the corpus and on Rasa's examples of what describes nothing, and store the model."""
        from bot.understanding.learned.training import fit  # scikit-learn's trainers are not needed to serve

        examples = ((one.get(INTENT), one.get(TEXT)) for one in training_data.intent_examples)
        self._model = fit((*read_rows(self._corpus), *talk_rows(examples)))
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Leave the suspicions with each message."""
        if self._model is None:
            raise RuntimeError("the sign model is not trained: run `make train`")
        for message in messages:
            message.set(SUSPICIONS, self._model.suspect(take_apart(message.get(TEXT) or "")))
        return messages
