"""What an action reads from the conversation and leaves in it: only here are slots and tracker known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from bot.consult import Turn
from bot.model.entities import reading_from
from bot.model.episode import Episode
from bot.model.reading import Reading

EPISODE = "episode"
"""The slot that holds all that is known. It does not influence the conversation's flow."""
FORGET = "forget"
"""The slot that the tracker store obeys when Rasa saves."""
TERMINAL = "cmdline"
"""Rasa's name for the channel of ``rasa shell``."""
FALLBACK = "nlu_fallback"

_SPEAKERS = {"user": "person", "bot": "machine"}


def hear(tracker: Tracker) -> tuple[str, Reading]:
    """The latest message: its intent, and what it says."""
    message: Mapping[str, Any] = tracker.latest_message or {}
    intent = (message.get("intent") or {}).get("name") or FALLBACK
    return intent, reading_from(message.get("entities") or [])


def recall(tracker: Tracker) -> Episode:
    """What is known so far."""
    stored = tracker.get_slot(EPISODE)
    return Episode.from_dict(stored if isinstance(stored, dict) else None)


def keep(turn: Turn) -> list[EventType]:
    """Events that leave the episode to the next message, and the marker where everything is to be deleted."""
    marker = [SlotSet(FORGET, True)] if turn.forget else []
    return [SlotSet(EPISODE, turn.episode.as_dict()), *marker]


def stored(tracker: Tracker) -> dict[str, Any]:
    """All that was said in this conversation, for the export."""
    return {"messages": list(_messages(tracker.events))}


def in_terminal(tracker: Tracker) -> bool:
    """Whether the person sits at ``rasa shell``, where data would be shown raw."""
    return bool(tracker.get_latest_input_channel() == TERMINAL)


def _is_export(event: dict[str, Any]) -> bool:
    # An export within an export, and so on: each would be twice as long as the one before.
    return ((event.get("data") or {}).get("custom") or {}).get("kind") == "export"


def _messages(events: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for event in events:
        speaker = _SPEAKERS.get(event.get("event", ""))
        if speaker and event.get("text") and not _is_export(event):
            yield {"by": speaker, "text": event["text"], "seconds": event.get("timestamp")}
