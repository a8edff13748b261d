"""What a chat request must look like, and what its sender is told when it does not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NoReturn

from bot.channels.refusal import Refused
from bot.channels.text import clean, is_plain
from bot.failure import too_large
from bot.settings import Settings

MAX_SENDER_CHARS = 255  # what the conversation stores of Rasa can hold
OWNED = ("widget:", "slack-")
"""How the ids begin that other channels make and guard; nobody may name such a conversation over REST."""

EXAMPLE = '{"sender": "<your id>", "message": "<text>"}'


@dataclass(frozen=True)
class Incoming:
    """One accepted message; whatever else the client sent (metadata, input_channel) is not trusted."""

    sender: str
    text: str


def read(content_type: str, body: bytes, settings: Settings) -> Incoming:
    """Check a request and make its text safe.

    Raises:
        Refused: the request is malformed or too large.
    """
    fields = read_object(content_type, body, settings)
    return Incoming(_sender(fields), read_text(fields, settings))


def read_object(content_type: str, body: bytes, settings: Settings, example: str = EXAMPLE) -> dict[str, Any]:
    """The JSON object that a body holds.

    Raises:
        Refused: it holds none, or is too large.
    """
    if len(body) > settings.max_body_bytes:
        raise Refused(413, too_large(settings.max_body_bytes))
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, f"The content type must be application/json, with a body like {example}.")
    try:
        fields = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(400, f"The body is not valid JSON in UTF-8. Send an object like {example}.") from None
    if not isinstance(fields, dict):
        raise Refused(400, f"The body must be a JSON object like {example}.")
    return fields


def read_text(fields: dict[str, Any], settings: Settings) -> str:
    """The message, made safe to read.

    Raises:
        Refused: it is no string, or too long.
    """
    text = fields.get("message")
    if not isinstance(text, str):
        raise Refused(400, f'"message" must be a string. Send an object like {EXAMPLE}.')
    if len(text) > settings.max_message_chars:
        raise Refused(
            413,
            f'"message" has {len(text)} characters and may have {settings.max_message_chars}.'
            " Send the most important part, or several shorter messages.",
        )
    return clean(text)


def _no_number(name: str) -> NoReturn:
    # Python reads NaN and Infinity, JSON does not know them.
    raise ValueError(name)


def _sender(fields: dict[str, Any]) -> str:
    sender = fields.get("sender")
    if not isinstance(sender, str) or len(sender) > MAX_SENDER_CHARS or not is_plain(sender):
        # Without one, strangers would share a conversation.
        raise Refused(
            400,
            f'"sender" must be a string of 1 to {MAX_SENDER_CHARS} visible characters: it names the'
            " conversation. Send an id of your own, hard to guess, the same in each of its messages.",
        )
    if sender.startswith(OWNED):
        raise Refused(400, f'"sender" must not begin with {" or ".join(OWNED)}: choose another id.')
    return sender
