"""What a deployer may set: read once from the environment, checked, then never changed.

A setting is an environment variable called ``SPINEWISE_`` and the field's name in capitals. The server, the
actions and the channels all read them here, so that every channel shows the same emergency number.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from bot.model.contacts import Contacts
from bot.model.errors import SettingsError

PREFIX = "SPINEWISE_"

Check = Callable[[str], Any]


def _whole(low: int, high: int) -> Check:
    def check(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return check


def _decimal(low: float, high: float) -> Check:
    def check(text: str) -> float:
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) or not low <= float(text) <= high:
            raise ValueError(f"a number from {low:g} to {high:g}")
        return float(text)

    return check


def _host(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z.:_-]{1,255}", text):
        raise ValueError("an address such as 127.0.0.1, or 0.0.0.0 for every network of this machine")
    return text


def _phone(text: str) -> str:
    if len(text) > 60 or not text.isprintable() or not any(char.isdigit() for char in text):
        raise ValueError("a number that people can call, on one line of at most 60 characters")
    return text


def _path(text: str) -> str:
    if "://" in text or not text.isprintable():
        raise ValueError("the path of a file or folder on this machine")
    return text


def _secret(text: str) -> str:
    if len(text) < 16:
        raise ValueError("at least 16 characters that nobody can guess")
    return text


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        raise ValueError("an address that starts with http:// or https://")
    return text


def _level(text: str) -> str:
    if text.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("one of DEBUG, INFO, WARNING, ERROR")
    return text.upper()


def _setting(default: Any, check: Check, *, hidden: bool = False) -> Any:
    return field(default=default, repr=not hidden, metadata={"check": check, "hidden": hidden})


@dataclass(frozen=True)
class Settings:
    """Every setting with its default; ``.env.example`` says what each is for."""

    host: str = _setting("127.0.0.1", _host)
    port: int = _setting(5005, _whole(1, 65535))
    emergency_number: str = _setting("112", _phone)
    non_emergency_number: str = _setting("", _phone)
    crisis_line: str = _setting("", _phone)
    idle_hours: float = _setting(12.0, _decimal(0.1, 8760))
    max_message_chars: int = _setting(2000, _whole(1, 100_000))
    max_body_bytes: int = _setting(16_384, _whole(256, 10_000_000))
    action_seconds: float = _setting(3.0, _decimal(0.1, 60))
    action_url: str = _setting("", _url)
    db: str = _setting("var/conversations.db", _path)
    models: str = _setting("models", _path)
    secret: str = _setting("", _secret, hidden=True)
    log_level: str = _setting("INFO", _level)

    def contacts(self) -> Contacts:
        """The numbers to call, as the answers need them."""
        return Contacts(self.emergency_number, self.non_emergency_number or None, self.crisis_line or None)


def variables() -> dict[str, Any]:
    """Every variable with its default, in the order of ``.env.example``."""
    return {PREFIX + entry.name.upper(): entry.default for entry in fields(Settings)}


def read(environ: Mapping[str, str]) -> Settings:
    """Read and check all settings; an empty variable counts as not set.

    >>> read({"SPINEWISE_PORT": "5006"}).port
    5006
    """
    _refuse_unknown(environ)
    values = {}
    for entry in fields(Settings):
        name = PREFIX + entry.name.upper()
        text = environ.get(name, "").strip()
        if text:
            values[entry.name] = _checked(name, text, entry.default, entry.metadata)
    return Settings(**values)


@lru_cache(maxsize=1)
def current() -> Settings:
    """The settings of this process, read from its environment the first time they are asked for."""
    return read(os.environ)


def _checked(name: str, text: str, default: Any, metadata: Mapping[str, Any]) -> Any:
    try:
        return metadata["check"](text)
    except ValueError as error:
        shown = "what it is set to" if metadata["hidden"] else f'"{text[:60]}"'
        instead = f"remove it to use {default}" if default != "" else "remove it to do without"
        raise SettingsError(
            f"{name} cannot be {shown}: it must be {error}. Change it in the file .env or in the environment,"
            f" or {instead}."
        ) from None


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    # A misspelled name would otherwise be ignored in silence, the emergency number among them.
    known = variables()
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
            raise SettingsError(f"{name} is not a setting of Spinewise. {hint} Change or unset it.")
