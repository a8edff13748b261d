"""The REST channel: text in, messages out, and never silence."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.channels import head
from bot.channels.guard import Guard
from bot.channels.refusal import explained
from bot.channels.request import read
from bot.channels.turn import Collector, Handler, take
from bot.settings import Settings, current


class RestChannel(InputChannel):
    """``POST /webhooks/rest/webhook`` with ``{"sender": ..., "message": ...}``."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.guard = Guard(settings)

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
        head.install(routes)

        @routes.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return json_response({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        @explained
        async def receive(request: Request) -> HTTPResponse:
            self.guard.admit(request)
            incoming = read(request.headers.get("content-type", ""), request.body, self.settings)
            self.guard.admit_sender(request, incoming.sender)
            message = UserMessage(incoming.text, Collector(), incoming.sender, input_channel=self.name())
            return json_response(await take(message, on_new_message, self.settings.emergency_number))

        return routes
