"""The channel: Rasa's connector where it holds, ours where it fails, and two ways in to the same desk.

Kept of Rasa's ``SlackInput``: its name and address, and the check of signature and age. Replaced:

- ``application/json; charset=utf-8`` is ignored; slash commands and many interactive elements give a 500
- only retries after a timeout are dropped; Slack repeats for other reasons too, and without saying so
- what fails in the background is told to nobody, and a rate limit loses the message
- more than five buttons lose all of them; a bare link loses the text after it; text is torn at empty lines
- Slack's ids become the conversation's id and are stored with each message
"""

from __future__ import annotations

import os
from typing import Any

import structlog
from rasa.core.channels.channel import InputChannel
from rasa.core.channels.slack import SlackInput
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, text
from sanic.response import json as json_response

from bot import database
from bot.channels.refusal import Refused, explained
from bot.channels.signing import load_secret
from bot.channels.slack.answering import CHANNEL, Answering
from bot.channels.slack.connection import Connection
from bot.channels.slack.deliveries import Deliveries
from bot.channels.slack.desk import Desk
from bot.channels.slack.pseudonyms import Pseudonyms
from bot.channels.slack.request import parse, receive
from bot.channels.slack.sending import Sender, make_client
from bot.channels.slack.settings import SIGNING_SECRET, TOKEN, SlackSettings, read
from bot.channels.turn import Handler
from bot.settings import Settings, current

log = structlog.get_logger()


class SlackChannel(SlackInput):
    """``POST /webhooks/slack/webhook`` for the Events API, and Socket Mode; both end at a ``Desk``."""

    def __init__(self, settings: Settings, slack: SlackSettings) -> None:
        super().__init__(slack.token, slack_signing_secret=slack.signing_secret)
        self.settings, self.slack = settings, slack

    def _validate_credentials(self) -> None:
        """Nothing: the settings were checked, and Socket Mode needs no signing secret."""

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """Everything to be set is in the environment; without it, a channel that says so."""
        slack = read(os.environ)
        return cls(current(), slack) if slack else NoSlack()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes, and the connection that lives as long as the server."""
        routes = Blueprint("spinewise_slack")
        client = make_client(self.slack)
        desk = self._make_desk(Sender(client), on_new_message)
        connection = Connection(client, self.slack.app_token, desk)
        routes.listener("after_server_start")(connection.open)
        routes.listener("before_server_stop")(connection.close)

        @routes.route("/webhook", methods=["POST"], stream=True)  # as a stream: it has a limit of its own
        @explained
        async def webhook(request: Request) -> HTTPResponse:
            request.body = await receive(request)
            self._authenticate(request)
            delivery = parse(request.headers.get("content-type", ""), request.body)
            if delivery.get("type") == "url_verification":
                return json_response({"challenge": delivery.get("challenge")})
            told = desk.take(delivery)
            return json_response(told) if told else text("")

        return routes

    def _make_desk(self, sender: Sender, handler: Handler) -> Desk:
        names = Pseudonyms(load_secret(self.settings))
        deliveries = Deliveries(database.connect(self.settings))
        return Desk(Answering(self.settings, sender, deliveries, names, handler), deliveries, names)

    def _authenticate(self, request: Request) -> None:
        if not self.slack.signing_secret:
            # An empty secret would make a signature that anyone can make.
            raise Refused(404, f"Slack comes in by Socket Mode here. For HTTP, set {SIGNING_SECRET}.")
        if not self.is_request_from_slack_authentic(request):
            log.warning("slack.signature_refused", variable=SIGNING_SECRET)
            raise Refused(
                401,
                "The request is not signed by Slack within the last five minutes. Check"
                f" {SIGNING_SECRET} and this machine's clock.",
            )


class NoSlack(InputChannel):
    """Stands in for Slack where it is not set up."""

    @classmethod
    def name(cls) -> str:
        """As Slack's."""
        return CHANNEL

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The address, which says what is missing."""
        routes = Blueprint("spinewise_no_slack")

        @routes.route("/webhook", methods=["POST"])
        @explained
        async def webhook(_: Request) -> HTTPResponse:
            raise Refused(404, f"Slack is not set up here. Set {TOKEN} and {SIGNING_SECRET} (docs/slack.md).")

        return routes
