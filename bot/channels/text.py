"""Typed text made safe to read: nothing invisible in it, nothing that Rasa would take for a command."""

from __future__ import annotations

import unicodedata

# What the understanding sees as a message with nothing to read, so that an empty one still gets an answer.
EMPTY = "…"

_SPACES = {"Zl": "\n", "Zp": "\n", "Zs": " "}
_INVISIBLE = {"Cc", "Cf", "Cs"}  # control; zero-width, bidirectional and tag characters; half characters


def clean(text: str) -> str:
    """The text without invisible characters, and without the slash that makes Rasa obey it.

    >>> clean("/session_start")
    'session_start'
    >>> clean("my\\u200b back\\x00 hurts")
    'my back hurts'
    """
    visible = "".join(_visible(char) for char in unicodedata.normalize("NFC", text))
    # Rasa reads "/intent{...}" as an order, after stripping; every payload of ours is plain words.
    return visible.lstrip("/ \n").strip() or EMPTY


def is_plain(text: str) -> bool:
    """Whether an identifier holds no character that cannot be seen."""
    return bool(text.strip()) and all(unicodedata.category(char) not in _INVISIBLE for char in text)


def _visible(char: str) -> str:
    if char in "\n\t\r":
        return "\n" if char == "\n" else " "
    category = unicodedata.category(char)
    return "" if category in _INVISIBLE else _SPACES.get(category, char)
