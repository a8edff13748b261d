"""The Rasa component around the learned layer: trained on the labelled corpus, asked once a message.

Stands right before ``SpineReader``, which merges what is suspected, and what findings the layer is sure of,
into its reading.
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

from bot.understanding.learned.findings import FindingModel
from bot.understanding.learned.model import SignModel
from bot.understanding.learned.rows import read_rows, talk_rows
from bot.understanding.message import take_apart
from bot.understanding.replies import find_option

ROOT = Path(__file__).resolve().parents[2]
SUSPICIONS = "suspicions"
OPINIONS = "opinions"
"""The message's properties that carry them to ``SpineReader``."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SignSuspecter(GraphComponent):
    """Adds to each message what the learned layer suspects, and what findings it is sure of."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._corpus = ROOT / config["corpus"]
        self._storage = storage
        self._resource = resource
        self._models: tuple[SignModel, FindingModel] | None = None

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
            component._models = SignModel.load(folder), FindingModel.load(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the corpus and on Rasa's examples of what describes nothing, and store the models."""
        # Only here: scikit-learn's trainers are not needed to serve.
        from bot.understanding.learned.training import fit_both

        examples = ((one.get(INTENT), one.get(TEXT)) for one in training_data.intent_examples)
        self._models = fit_both((*read_rows(self._corpus), *talk_rows(examples)))
        with self._storage.write_to(self._resource) as folder:
            for model in self._models:
                model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Leave suspicions and opinions with each message."""
        if self._models is None:
            raise RuntimeError("the sign model is not trained: run `make train`")
        signs, findings = self._models
        for message in messages:
            parts = take_apart(message.get(TEXT) or "")
            if find_option(parts):
                continue  # a quick reply means what it says
            vector = signs.locate(parts)
            message.set(SUSPICIONS, signs.suspect(parts, vector))
            message.set(OPINIONS, findings.judge(vector))
        return messages
