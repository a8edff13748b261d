"""What a deployer may set: read once from the environment, checked, then never changed.

A setting is an environment variable called ``SPINEWISE_`` and the field's name in capitals. The server, the
actions and the channels all read them here, so that every channel shows the same emergency number.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

from bot import setting_checks as check
from bot.model.contacts import Contacts
from bot.model.errors import SettingsError

PREFIX = "SPINEWISE_"


def _setting(default: Any, checked: check.Check, *, hidden: bool = False) -> Any:
    return field(default=default, repr=not hidden, metadata={"check": checked, "hidden": hidden})


@dataclass(frozen=True)
class Settings:
    """Every setting with its default; ``.env.example`` says what each is for."""

    host: str = _setting("127.0.0.1", check.host)
    port: int = _setting(5005, check.whole(1, 65535))
    emergency_number: str = _setting("112", check.phone)
    non_emergency_number: str = _setting("", check.phone)
    crisis_line: str = _setting("", check.phone)
    idle_hours: float = _setting(12.0, check.decimal(0.1, 8760))
    max_message_chars: int = _setting(2000, check.whole(200, 100_000))
    max_body_bytes: int = _setting(16_384, check.whole(1024, 10_000_000))
    messages_per_minute: int = _setting(30, check.whole(5, 100_000))
    requests_per_minute: int = _setting(300, check.whole(20, 1_000_000))
    limit_loopback: bool = _setting(False, check.yes_no)
    trusted_proxies: tuple[check.Network, ...] = _setting((), check.networks)
    widget_origins: tuple[str, ...] = _setting((), check.origins)
    action_seconds: float = _setting(3.0, check.decimal(0.1, 60))
    action_url: str = _setting("", check.url)
    db: str = _setting("var/conversations.db", check.path)
    db_url: str = _setting("", check.database_url, hidden=True)
    redis_url: str = _setting("", check.redis_url, hidden=True)
    retention_days: int = _setting(30, check.whole(1, 3650))
    models: str = _setting("models", check.path)
    secret: str = _setting("", check.secret, hidden=True)
    api_token: str = _setting("", check.secret, hidden=True)
    log_level: str = _setting("INFO", check.level)

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
        raise SettingsError(
            f"{name} cannot be {shown}: it must be {error}. Change it in the file .env or in the environment,"
            f" or {_instead(default)}."
        ) from None


def _instead(default: Any) -> str:
    if default in ("", ()):
        return "remove it to do without"
    shown = {True: "yes", False: "no"}[default] if isinstance(default, bool) else default
    return f"remove it to use {shown}"


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    # A misspelled name would otherwise be ignored in silence, the emergency number among them.
    known = variables()
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
            raise SettingsError(f"{name} is not a setting of Spinewise. {hint} Change or unset it.")
