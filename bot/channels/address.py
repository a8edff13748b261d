"""Whose request it is, as far as that can be believed."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from bot.setting_checks import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

HOUSEHOLD = 64  # bits of an IPv6 address that one customer of a provider shares


def find_client(peer: str, forwarded: str, proxies: Iterable[Network]) -> Address | None:
    """The nearest address that is no trusted proxy; None when the peer has none (a socket file).

    Args:
        peer: the other end of the connection.
        forwarded: ``X-Forwarded-For``, of which only what trusted proxies wrote is believed: its right end.
        proxies: the trusted ones.
    """
    trusted = tuple(proxies)
    client = _parse(peer)
    for text in reversed(forwarded.split(",")):
        if client is None or not any(client in network for network in trusted):
            break
        if (nearer := _parse(text)) is None:
            break
        client = nearer
    return client


def group(address: Address) -> str:
    """What one limit holds for: an address, of IPv6 the network of a household."""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((address, HOUSEHOLD), strict=False))


def _parse(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
