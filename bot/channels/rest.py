"""The REST channel: text in, messages out, and never silence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot import failure
from bot.channels.request import Incoming, Refused, read
from bot.settings import Settings, current

log = structlog.get_logger()

Handler = Callable[[UserMessage], Awaitable[Any]]
Messages = list[dict[str, Any]]


class Collector(CollectingOutputChannel):
    """Keeps each response whole: Rasa's own would tear text, buttons and data apart and split the text."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one response as one message."""
        shown = {key: message[key] for key in ("text", "buttons", "custom", "image") if message.get(key)}
        if shown:
            self.messages.append({"recipient_id": recipient_id, **shown})


class RestChannel(InputChannel):
    """``POST /webhooks/rest/webhook`` with ``{"sender": ..., "message": ...}``."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @classmethod
    def name(cls) -> str:
        """The name under which Rasa and the URL know it."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> RestChannel:
        """Everything to be set is in the environment."""
        return cls(current())

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes of this channel."""
        routes = Blueprint("spinewise_rest")

        @routes.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                incoming = read(request.headers.get("content-type", ""), request.body, self.settings)
            except Refused as refusal:
                return json_response({"error": refusal.error}, status=refusal.status)
            return json_response(await self.turn(incoming, on_new_message))

        return routes

    async def turn(self, incoming: Incoming, on_new_message: Handler) -> Messages:
        """One turn of a conversation: always at least one message."""
        collector = Collector()
        message = UserMessage(incoming.text, collector, incoming.sender, input_channel=self.name())
        failed = False
        try:
            await on_new_message(message)
        except Exception as error:
            # Only the kind of error: its words may hold what the person wrote.
            log.error("rest.turn.failed", error=type(error).__name__, message_id=message.message_id)
            failed = True
        return self._complete(collector.messages, incoming.sender, failed)

    def _complete(self, messages: Messages, sender: str, failed: bool) -> Messages:
        to = {"recipient_id": sender}
        messages = [message for at, message in enumerate(messages) if message not in messages[:at]]
        if not any("custom" in message for message in messages):
            if not failed:
                log.error("rest.turn.silent")
            return [*messages, {**to, **failure.unavailable(self.settings.emergency_number)}]
        # An answer that was made is sent even when storing it failed: it may be an emergency.
        return [*messages, {**to, **failure.unsaved()}] if failed else messages
