"""What a setting may be: text in, value out, or a ValueError that says what it must be."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from typing import Any

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

Check = Callable[[str], Any]


def whole(low: int, high: int) -> Check:
    """A whole number within bounds."""

    def check(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return check


def decimal(low: float, high: float) -> Check:
    """A number within bounds."""

    def check(text: str) -> float:
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) or not low <= float(text) <= high:
            raise ValueError(f"a number from {low:g} to {high:g}")
        return float(text)

    return check


def host(text: str) -> str:
    """An address to listen on."""
    if not re.fullmatch(r"[0-9A-Za-z.:_-]{1,255}", text):
        raise ValueError("an address such as 127.0.0.1, or 0.0.0.0 for every network of this machine")
    return text


def phone(text: str) -> str:
    """A number to call."""
    if len(text) > 60 or not text.isprintable() or not any(char.isdigit() for char in text):
        raise ValueError("a number that people can call, on one line of at most 60 characters")
    return text


def path(text: str) -> str:
    """A file or folder."""
    if "://" in text or not text.isprintable():
        raise ValueError("the path of a file or folder on this machine")
    return text


def secret(text: str) -> str:
    """Something that nobody can guess."""
    if len(text) < 16:
        raise ValueError("at least 16 characters that nobody can guess")
    return text


def url(text: str) -> str:
    """The address of another server."""
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        raise ValueError("an address that starts with http:// or https://")
    return text


def database_url(text: str) -> str:
    """The address of a PostgreSQL database; the driver comes with Rasa."""
    if not re.fullmatch(r"postgres(ql)?://[^\s/]+/[^\s/?]+(\?\S*)?", text):
        raise ValueError("an address such as postgresql://user:password@host:5432/database")
    return re.sub("^postgres(ql)?:", "postgresql:", text)


def redis_url(text: str) -> str:
    """The address of a Redis server."""
    if not re.fullmatch(r"rediss?://[^\s/]+(/[0-9]{1,3})?", text):
        raise ValueError("an address such as redis://:password@host:6379/0 (rediss:// with TLS)")
    return text


def level(text: str) -> str:
    """How much is logged."""
    if text.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("one of DEBUG, INFO, WARNING, ERROR")
    return text.upper()


def yes_no(text: str) -> bool:
    """Whether something is done."""
    if text.lower() not in ("yes", "no"):
        raise ValueError("yes or no")
    return text.lower() == "yes"


def origins(text: str) -> tuple[str, ...]:
    """Web sites, as browsers name them."""
    found = tuple(one.lower() for one in text.replace(",", " ").split())
    if not all(re.fullmatch(r"https?://[0-9a-z.:\[\]_-]{1,255}", one) for one in found):
        raise ValueError(
            "web addresses without a path such as https://www.example.org, several with commas between"
        )
    return found


def networks(text: str) -> tuple[Network, ...]:
    """Addresses of machines."""
    try:
        return tuple(ipaddress.ip_network(one) for one in text.replace(",", " ").split())
    except ValueError:
        raise ValueError(
            "addresses or networks such as 127.0.0.1 or 10.0.0.0/8, several with commas between"
        ) from None
