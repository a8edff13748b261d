"""The actions of stock Rasa: each sends what Spinewise answered first, and keeps its findings in the slot.

So the same reply travels and as much is remembered, but nothing is worked out, which favours stock Rasa.
"""

from __future__ import annotations

import json
import os
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

REPLY: dict[str, Any] = json.loads(Path(os.environ["BENCHMARK_REPLY"]).read_text(encoding="utf-8"))
DOMAIN: dict[str, Any] = yaml.safe_load(Path(os.environ["BENCHMARK_DOMAIN"]).read_text(encoding="utf-8"))


class Canned(Action, ABC):
    """What all of them do."""

    @abstractmethod
    def name(self) -> str:
        """The name in the domain."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        """Send the reply, keep the findings."""
        custom = REPLY["custom"]
        dispatcher.utter_message(text=REPLY["text"], buttons=REPLY["buttons"], json_message=custom)
        return [SlotSet("episode", custom["findings"])]


def _named(name: str) -> type[Canned]:
    return type(name, (Canned,), {"name": lambda _: name})


# The SDK finds them as subclasses, as long as somebody holds them.
ACTIONS = [_named(name) for name in DOMAIN["actions"]]
