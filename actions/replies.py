"""From the conversation to a consultation and back: the same for every action."""

from __future__ import annotations

from datetime import datetime

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import memory
from bot.answer.plain import render
from bot.consult import Context, Turn, consult
from bot.knowledge.loader import load
from bot.model.contacts import Contacts
from bot.settings import Settings, current


def reply(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
    """Answer the latest message, and leave what is then known to the next one."""
    intent, reading = memory.hear(tracker)
    turn = consult(intent, reading, memory.recall(tracker), context_of(tracker, intent))
    send(dispatcher, turn, with_data=not memory.in_terminal(tracker))
    return memory.keep(turn)


def context_of(tracker: Tracker, intent: str) -> Context:
    """Knowledge (read once a process), the deployer's numbers and the time."""
    settings = current()
    return Context(
        knowledge=load(),
        contacts=contacts_of(settings),
        now=datetime.now().astimezone(),
        idle_hours=settings.idle_hours,
        # Walking through all events is for the one turn that shows them.
        stored=memory.stored(tracker) if intent == "ask_export" else {},
    )


def contacts_of(settings: Settings) -> Contacts:
    """The numbers to call; an empty setting is none."""
    return Contacts(
        emergency=settings.emergency_number,
        non_emergency=settings.non_emergency_number or None,
        crisis=settings.crisis_line or None,
    )


def send(dispatcher: CollectingDispatcher, turn: Turn, *, with_data: bool) -> None:
    """Text, quick replies and data in one response."""
    dispatcher.utter_message(
        text=render(turn.blocks),
        buttons=[{"title": option.title, "payload": option.payload} for option in turn.buttons],
        json_message=turn.custom if with_data else None,
    )
