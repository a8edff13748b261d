"""The channel of the website widget: its page, and what the page asks over HTTP (docs/openapi.yml)."""

from __future__ import annotations

from typing import Any

import structlog
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty, redirect
from sanic.response import json as json_response

from bot.channels import origins
from bot.channels.guard import Guard
from bot.channels.headers import protect
from bot.channels.refusal import Refused, explained
from bot.channels.request import read_object, read_text
from bot.channels.signing import load_secret
from bot.channels.turn import Handler, Messages
from bot.channels.widget import feedback, files, ids
from bot.channels.widget.conversation import CHANNEL, Conversation
from bot.channels.widget.request import EXAMPLE, read_feedback, read_message_id
from bot.channels.widget.transcript import Transcript
from bot.database import connect
from bot.settings import Settings, current

log = structlog.get_logger()

PREFIX = f"/webhooks/{CHANNEL}/"
# The demo pages show what an embedding page has to allow, and no more.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    f" report-uri {PREFIX}csp-report"
)


class WidgetChannel(InputChannel):
    """Routes under ``/webhooks/widget/``."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.guard = Guard(settings)
        self.secret = load_secret(settings)

    @classmethod
    def name(cls) -> str:
        """The name under which Rasa and the URL know it."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WidgetChannel:
        """Everything to be set is in the environment."""
        return cls(current())

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes of this channel."""
        routes = Blueprint("spinewise_widget")
        for name in ("start", "webhook", "resume", "forget", "export", "feedback"):
            routes.add_route(explained(getattr(self, name)), f"/{name}", methods=["POST"], name=name)
        routes.add_route(explained(self.report), "/csp-report", methods=["POST"], name="report")
        routes.add_route(explained(self.page), "/", methods=["GET", "HEAD"], name="page")
        routes.add_route(explained(self.file), r"/<name:[\w-]+\.\w+>", methods=["GET", "HEAD"], name="file")

        @routes.listener("before_server_start")
        async def guard(app: Sanic, _: Any) -> None:
            protect(app)
            app.register_middleware(self.preflight, "request")
            app.register_middleware(self.share, "response")

        return routes

    async def start(self, request: Request) -> HTTPResponse:
        """A new conversation: its id and the greeting."""
        self._read(request)
        signed = ids.make(self.secret)
        greeting = await self._conversation(request, signed).ask("greet")
        return json_response({"sender": signed, **self._facts(), "messages": _to(signed, greeting)})

    async def webhook(self, request: Request) -> HTTPResponse:
        """A message and its answer."""
        fields = self._read(request)
        conversation = self._conversation(request, fields.get("sender"))
        text, message_id = read_text(fields, self.settings), read_message_id(fields)
        self.guard.admit_sender(request, conversation.name)
        return json_response(_to(fields["sender"], await conversation.answer(text, message_id)))

    async def resume(self, request: Request) -> HTTPResponse:
        """The conversation so far, for a page that was loaded anew."""
        conversation = self._existing(request, self._read(request))
        lines = conversation.transcript.lines(conversation.name)
        return json_response({**self._facts(), "messages": lines})

    async def export(self, request: Request) -> HTTPResponse:
        """Everything that is stored."""
        fields = self._read(request)
        conversation = self._existing(request, fields)
        exported = await conversation.ask("ask_export")
        thumbs = feedback.read(connect(self.settings), conversation.name)
        for message in exported:
            message.get("custom", {}).get("conversation", {})["feedback"] = thumbs
        return json_response(_to(fields["sender"], exported))

    async def forget(self, request: Request) -> HTTPResponse:
        """Delete everything that is stored; once more does no harm."""
        fields = self._read(request)
        forgotten = await self._conversation(request, fields.get("sender")).ask("forget_me")
        return json_response(_to(fields["sender"], forgotten))

    async def feedback(self, request: Request) -> HTTPResponse:
        """A thumb up or down for a reply."""
        fields = self._read(request)
        conversation = self._existing(request, fields)
        replies = sum(line["from"] == "bot" for line in conversation.transcript.lines(conversation.name))
        reply, value = read_feedback(fields, replies)
        feedback.store(connect(self.settings), conversation.name, reply, value)
        return empty()

    async def report(self, request: Request) -> HTTPResponse:
        """What the policy of the demo page has kept a browser from doing; nothing of it is stored."""
        self.guard.admit(request)
        log.warning("widget.policy_violated", bytes=len(request.body))
        return empty()

    async def page(self, request: Request) -> HTTPResponse:
        """The demo page."""
        # Without the slash, what the page names beside itself would be looked for elsewhere.
        return self._send(request, "index.html") if request.path.endswith("/") else redirect(PREFIX)

    async def file(self, request: Request, name: str) -> HTTPResponse:
        """A script, style sheet, picture or other page."""
        return self._send(request, name)

    def preflight(self, request: Request) -> HTTPResponse | None:
        """What a browser asks before it lets a page of another site post; `share` adds the answer."""
        return empty() if request.method == "OPTIONS" and request.path.startswith(PREFIX) else None

    def share(self, request: Request, response: BaseHTTPResponse) -> None:
        """Let the pages of allowed sites, and only those, read what this channel answers."""
        if request.path.startswith(PREFIX):
            response.headers.update(origins.allow(request.headers, self.settings.widget_origins))
            varies = (response.headers.get("Vary"), "Origin")
            response.headers["Vary"] = ", ".join(filter(None, varies))

    def _read(self, request: Request) -> dict[str, Any]:
        origins.check(request.headers, self.settings.widget_origins)
        self.guard.admit(request)
        return read_object(request.headers.get("content-type", ""), request.body, self.settings, EXAMPLE)

    def _conversation(self, request: Request, sender: object) -> Conversation:
        name = ids.name_conversation(self.secret, sender)
        transcript = Transcript(connect(self.settings))
        return Conversation(name, request.app.ctx.agent, transcript, self.settings)

    def _existing(self, request: Request, fields: dict[str, Any]) -> Conversation:
        conversation = self._conversation(request, fields.get("sender"))
        conversation.require()
        return conversation

    def _facts(self) -> dict[str, Any]:
        contacts = self.settings.contacts()
        numbers = {
            "emergency": contacts.emergency,
            "non_emergency": contacts.non_emergency,
            "crisis": contacts.crisis,
        }
        return {"numbers": numbers, "limits": {"message_chars": self.settings.max_message_chars}}

    def _send(self, request: Request, name: str) -> HTTPResponse:
        file = files.load(name)
        if file is None:
            raise Refused(404, f"The chat window has no file of this name. Its page is at {PREFIX}.")
        reach = "cross-origin" if self.settings.widget_origins else "same-origin"
        policy = {"Content-Security-Policy": PAGE_POLICY} if name.endswith(".html") else {}
        return files.send(request, file, {"Cross-Origin-Resource-Policy": reach, **policy})


def _to(signed: str, messages: Messages) -> Messages:
    """The messages addressed to the id that the client knows."""
    return [{**message, "recipient_id": signed} for message in messages]
