"""Ids of conversations: made here, impossible to guess or to make elsewhere."""

from __future__ import annotations

import re
import secrets

from bot.channels.refusal import Refused
from bot.channels.signing import matches, sign

_PURPOSE = "widget-conversation"
_RANDOM_BYTES = 18  # 144 bits, 24 characters
_SHAPE = re.compile(r"([\w-]{24})\.([\w-]{43})", re.ASCII)


def make(secret: bytes) -> str:
    """A fresh id with its signature."""
    random = secrets.token_urlsafe(_RANDOM_BYTES)
    return f"{random}.{sign(secret, _PURPOSE, random)}"


def name_conversation(secret: bytes, signed: object) -> str:
    """The name under which the conversation of an id is stored; it lets nobody into the conversation.

    Raises:
        Refused: the id was not made here.
    """
    if not isinstance(signed, str):
        raise Refused(400, '"sender" must be a string: the id that POST start gave.')
    parts = _SHAPE.fullmatch(signed)
    if not parts or not matches(secret, _PURPOSE, parts[1], parts[2]):
        raise Refused(403, '"sender" is not an id that this server made. Ask POST start for one.')
    return f"widget:{parts[1]}"
