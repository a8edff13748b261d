"""The connection to Slack while the server runs: whether the tokens are right, who we are, the socket."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.desk import Desk
from bot.channels.slack.settings import APP_TOKEN, TOKEN

log = structlog.get_logger()

DRAIN_SECONDS = 10


class Connection:
    """Opened and closed with the server; what fails here leaves the other channels alone.

    Args:
        app_token: for Socket Mode, "" for none.
    """

    def __init__(self, client: AsyncWebClient, app_token: str, desk: Desk) -> None:
        self.client, self.app_token, self.desk = client, app_token, desk
        self._socket: Any = None
        self._opening: asyncio.Task[None] | None = None

    async def open(self, *_: Any) -> None:
        """Begin to connect, in the background: the server does not wait for Slack."""
        self._opening = asyncio.create_task(self._open())

    async def close(self, *_: Any) -> None:
        """Take nothing more in, and finish what was taken."""
        if self._opening:
            self._opening.cancel()
        if self._socket:
            await self._socket.close_async()
        await asyncio.wait_for(self.desk.finish(), DRAIN_SECONDS)

    async def _open(self) -> None:
        who = await _accepted(TOKEN, self.client.auth_test())
        if who:
            self.desk.answering.me = str(who["user_id"])
        if self.app_token:
            opened = await _accepted(APP_TOKEN, self.client.apps_connections_open(app_token=self.app_token))
            if opened is not False:
                await self._connect(opened["url"] if opened else None)

    async def _connect(self, url: str | None) -> None:
        from bot.channels.slack.socket_mode import make_socket  # Bolt costs half a second that HTTP can spare

        self._socket = make_socket(self.client, self.app_token, self.desk.take)
        self._socket.client.wss_uri = url
        await self._socket.connect_async()
        log.info("slack.socket_open")


async def _accepted(variable: str, call: Awaitable[Any]) -> Any:
    """What Slack answered; False: it refuses the token; None: it cannot be reached, which may pass."""
    try:
        return await call
    except SlackApiError as error:
        code = str(error.response.get("error"))
        log.error("slack.token_refused", variable=variable, error=code, see="docs/slack.md")
        return False
    except Exception as error:
        log.error("slack.unreachable", error=type(error).__name__)
        return None
