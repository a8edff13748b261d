"""Socket Mode: Slack over a socket that we open, for those without a public address."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

Take = Callable[[Mapping[str, Any]], dict[str, Any]]


def make_socket(client: AsyncWebClient, app_token: str, take: Take) -> AsyncSocketModeHandler:
    """A handler of slack-bolt's that hands every delivery to ``take`` and acknowledges with its result.

    It opens a new connection when Slack asks for one, and tries again while Slack cannot be reached.
    """

    async def hand_over(body: dict[str, Any]) -> BoltResponse:
        return BoltResponse(status=200, body=take(body) or "")

    # Nothing to verify: Slack authenticated us, and only Slack speaks on that socket. Before Bolt's own
    # authorization, which would call Slack before it acknowledges.
    app = AsyncApp(
        client=client, before_authorize=hand_over, request_verification_enabled=False, logger=_quiet()
    )
    return AsyncSocketModeHandler(app, app_token)


def _quiet() -> logging.Logger:
    """Bolt reads our variables too, and would warn that it does not use them."""
    logger = logging.getLogger("slack_bolt.spinewise")
    logger.setLevel(logging.ERROR)
    return logger
