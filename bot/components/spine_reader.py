"""The Rasa component around understanding: findings become entities, and symptoms win over any classifier.

Stands last in ``config.yml``: what ``SignSuspecter`` suspects, and what findings it is sure of, is merged
into the reading. A misclassified message must not lose an emergency: where the reading finds a symptom of the
spine or a warning sign, the intent is ``describe_symptoms`` whatever the classifiers before it preferred.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.alarms import alarms, rank
from bot.components.intents import settle_intent
from bot.components.sign_model import OPINIONS, SUSPICIONS
from bot.model.entities import entities_of
from bot.understanding.learned.merge import merge
from bot.understanding.learned.settle import mark_guesses, settle
from bot.understanding.read import read


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SpineReader(GraphComponent):
    """Adds the reading of each message to it."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpineReader:
        """Warm up, so that the first message is not the slow one."""
        read("my lower back hurts")
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message, add its entities and settle its intent."""
        for message in messages:
            text = message.get(TEXT) or ""
            plain = read(text)
            merged = merge(plain, message.get(SUSPICIONS) or (), alarms)
            reading = mark_guesses(settle(merged, message.get(OPINIONS) or (), rank), plain)
            message.set(
                ENTITIES, [*message.get(ENTITIES, []), *entities_of(reading, text)], add_to_output=True
            )
            guess = message.get(INTENT) or {}
            settled = settle_intent(guess.get(INTENT_NAME_KEY), reading, text)
            if settled != guess.get(INTENT_NAME_KEY):
                message.set(
                    INTENT, {INTENT_NAME_KEY: settled, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True
                )
        return messages
