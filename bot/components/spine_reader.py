"""The Rasa component around understanding: findings become entities, and symptoms win over any classifier.

Stands last in ``config.yml``. It is trained on the labelled corpus, and reads each message once, by rules and
by what it learned. A misclassified message must not lose an emergency: where the reading finds a symptom of
the spine or a warning sign, the intent is ``describe_symptoms`` whatever the classifiers before it preferred.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.alarms import rank
from bot.components.intents import settle_intent
from bot.model.entities import entities_of
from bot.understanding.learned.layer import Layer, read_with
from bot.understanding.learned.rows import read_rows, talk_rows

ROOT = Path(__file__).resolve().parents[2]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SpineReader(GraphComponent):
    """Adds the reading of each message to it."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._corpus = ROOT / config["corpus"]
        self._storage = storage
        self._resource = resource
        self._layer: Layer | None = None

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
    ) -> SpineReader:
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
    ) -> SpineReader:
        """The trained component, warm. Missing files stop the start: silence would lose emergencies."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._layer = Layer.load(folder)
        # So that the first message is not the slow one.
        read_with(component._layer, "my lower back hurts", rank)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the corpus and on Rasa's examples of what describes nothing, and store the models."""
        # Only here: scikit-learn's trainers are not needed to serve.
        from bot.understanding.learned.training import fit_all

        examples = ((one.get(INTENT), one.get(TEXT)) for one in training_data.intent_examples)
        self._layer = fit_all((*read_rows(self._corpus), *talk_rows(examples)))
        with self._storage.write_to(self._resource) as folder:
            self._layer.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message, add its entities and settle its intent."""
        if self._layer is None:
            raise RuntimeError("the reader is not trained: run `make train`")
        for message in messages:
            text = message.get(TEXT) or ""
            reading = read_with(self._layer, text, rank)
            message.set(
                ENTITIES, [*message.get(ENTITIES, []), *entities_of(reading, text)], add_to_output=True
            )
            guess = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
            settled = settle_intent(guess, reading, text)
            if settled != guess:
                message.set(
                    INTENT, {INTENT_NAME_KEY: settled, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True
                )
        return messages
