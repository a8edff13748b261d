"""The limits of rate, at the door of every channel that people reach by HTTP."""

from __future__ import annotations

import math

import structlog
from sanic.request import Request

from bot.channels.address import Address, find_client, group
from bot.channels.limits import Limiter
from bot.channels.refusal import Refused
from bot.settings import Settings

log = structlog.get_logger()


class Guard:
    """Counts requests of addresses and messages of conversations."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._addresses = Limiter(settings.requests_per_minute)
        self._senders = Limiter(settings.messages_per_minute)
        self._warned = False

    def admit(self, request: Request) -> None:
        """Count a request.

        Raises:
            Refused: its address has sent too many.
        """
        address = self._client(request)
        if address is not None and self._holds_for(address):
            _pass(self._addresses.wait(group(address)), "Too many requests come from your network.")

    def admit_sender(self, request: Request, sender: str) -> None:
        """Count a message.

        Raises:
            Refused: its conversation has sent too many.
        """
        address = self._client(request)
        if address is None or self._holds_for(address):
            _pass(self._senders.wait(sender), "You send messages faster than I can answer well.")

    def _client(self, request: Request) -> Address | None:
        forwarded = ",".join(request.headers.getall("x-forwarded-for", []))
        address = find_client(request.ip, forwarded, self.settings.trusted_proxies)
        if forwarded and not self.settings.trusted_proxies and not self._warned:
            # Behind a proxy that is not named, everybody would count as the proxy.
            self._warned = True
            log.warning("guard.untrusted_proxy", set="SPINEWISE_TRUSTED_PROXIES")
        return address

    def _holds_for(self, address: Address) -> bool:
        return self.settings.limit_loopback or not address.is_loopback


def _pass(seconds: float, why: str) -> None:
    if seconds > 0:
        wait = math.ceil(seconds)
        raise Refused(429, f"{why} Please wait {wait} seconds, then send it again.", retry_seconds=wait)
