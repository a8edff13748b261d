"""What a delivery of Slack says, whichever way it came: one of four kinds, or nothing for us.

Deliveries are events, clicks in blocks, and slash commands; their shapes are Slack's. What is not a person's
own new message is left out: edits, deletions, joins, and whatever a bot wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.slack.choices import OWNED, SAY, SUMMARY
from bot.channels.slack.mrkdwn import decode
from bot.channels.slack.views import FORGET

Json = Mapping[str, Any]

# Messages of people; every other subtype tells of something that happened to a message or a channel.
_SPOKEN = {None, "file_share", "me_message", "thread_broadcast"}
_PRIVATE = {"im", "app_home"}


@dataclass(frozen=True)
class Person:
    """A person in a workspace, by Slack's ids."""

    team: str
    user: str


@dataclass(frozen=True)
class Place:
    """Where to answer: a channel, or a person's id for their direct messages; ``thread``: its root."""

    channel: str
    thread: str | None
    private: bool


@dataclass(frozen=True)
class Click:
    """A pressed quick reply: the message that offered it, what was picked, and the mark of whose it is."""

    message: Json
    title: str
    owner: str = ""


@dataclass(frozen=True)
class Said:
    """Words for the bot, typed or picked; None: it was only called.

    ``key`` names the delivery, the same each time that Slack repeats it.
    """

    key: tuple[str, ...]
    person: Person
    place: Place
    text: str | None
    click: Click | None = None


@dataclass(frozen=True)
class Opened:
    """The home tab was opened."""

    person: Person


@dataclass(frozen=True)
class SummaryWanted:
    """The button of the summary; Slack lets ``trigger`` open a modal within 3 s."""

    key: tuple[str, ...]
    person: Person
    place: Place
    trigger: str


@dataclass(frozen=True)
class ForgetWanted:
    """The button of the home tab that deletes everything."""

    key: tuple[str, ...]
    person: Person


Incoming = Said | Opened | SummaryWanted | ForgetWanted


def read(payload: Json, me: str = "") -> Incoming | None:
    """What a delivery says; None: nothing that wants an answer. ``me`` is the bot's own user id.

    Raises:
        KeyError, TypeError, AttributeError, IndexError: the delivery does not have Slack's shape.
    """
    kind = payload.get("type")
    if kind == "event_callback":
        return _event(payload, me)
    if kind == "block_actions":
        return _action(payload)
    return _command(payload) if payload.get("command") else None


def _event(payload: Json, me: str) -> Incoming | None:
    event = payload["event"]
    me = me or _bot(payload)
    if event.get("bot_id") or not event.get("user") or event["user"] == me:
        return None
    person = Person(payload.get("team_id") or event.get("team") or "", event["user"])
    if event["type"] == "app_home_opened":
        return Opened(person) if event.get("tab") == "home" else None
    if not _is_for_us(event):
        return None
    private = event.get("channel_type") in _PRIVATE or event["channel"].startswith("D")
    # In a channel every answer goes into a thread; in direct messages only where one was begun.
    thread = event.get("thread_ts") or (None if private else event["ts"])
    text = decode(event.get("text") or "", me)
    key = (event["channel"], event["user"], event.get("event_ts") or event["ts"])
    # A bare mention calls the bot; an empty direct message (a picture, say) is told that nothing can be read.
    called = event["type"] == "app_mention" and not text
    return Said(key, person, Place(event["channel"], thread, private), None if called else text)


def _bot(payload: Json) -> str:
    """The bot's own id, as the delivery names it."""
    return next(
        (one.get("user_id") or "" for one in payload.get("authorizations") or () if one.get("is_bot")), ""
    )


def _is_for_us(event: Json) -> bool:
    if event.get("edited") or event.get("hidden") or event.get("subtype") not in _SPOKEN:
        return False
    direct = event["type"] == "message" and event.get("channel_type") in _PRIVATE
    return direct or event["type"] == "app_mention"


def _action(payload: Json) -> Incoming | None:
    action = payload["actions"][0]
    person = Person(_team(payload), payload["user"]["id"])
    name = str(action.get("action_id") or "").partition(":")[0]
    place = _place(payload, person)
    key = (place.channel, person.user, str(action.get("action_ts") or payload["trigger_id"]))
    if name == FORGET:
        return ForgetWanted(key, person)
    if name == SUMMARY:
        return SummaryWanted(key, person, place, payload["trigger_id"])
    value, title = _picked(action)
    if name != SAY or not value:
        return None
    message, owner = payload.get("message"), str(action.get("block_id") or "").rpartition(OWNED)[0]
    return Said(key, person, place, value, Click(message, title, owner) if message else None)


def _picked(action: Json) -> tuple[str, str]:
    """Value and title of a button or of what was chosen; several are read out one after the other."""
    chosen = action.get("selected_options") or [action.get("selected_option") or action]
    texts = [(one.get("value") or "", (one.get("text") or {}).get("text") or "") for one in chosen]
    return ". ".join(value for value, _ in texts if value), ", ".join(title for _, title in texts if title)


def _place(payload: Json, person: Person) -> Place:
    channel = (payload.get("channel") or {}).get("id")
    if not channel:  # pressed on the home tab
        return Place(person.user, None, True)
    message = payload.get("message") or {}
    private = channel.startswith("D")
    thread = message.get("thread_ts") or (None if private else message.get("ts"))
    return Place(channel, thread, private)


def _command(payload: Json) -> Said:
    # A command can be given anywhere and its answer may be about health: it goes to the direct messages.
    person = Person(payload.get("team_id") or "", payload["user_id"])
    text = decode(payload.get("text") or "") or None
    key = (payload["channel_id"], person.user, payload["trigger_id"])
    return Said(key, person, Place(person.user, None, True), text)


def _team(payload: Json) -> str:
    return (payload.get("team") or {}).get("id") or payload["user"].get("team_id") or ""
