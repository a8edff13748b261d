"""Rasa started our way: in-process actions, our store, limits, JSON errors, warm before it is ready."""

from __future__ import annotations

import sys
from typing import Any

import rasa.core.run
import structlog
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.log_utils import configure_structlog
from sanic import Sanic
from sanic.exceptions import NotFound, PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot import database
from bot.failure import too_large
from bot.serving import actions, locks, rasa_changes
from bot.serving.store import ConversationStore
from bot.settings import Settings

log = structlog.get_logger()


class Server:
    """One run of the chat server."""

    def __init__(self, settings: Settings, credentials: str = "credentials.yml") -> None:
        self.settings = settings
        self.credentials = credentials
        self.problem = ""

    def run(self) -> str:
        """Serve until stopped; returns why it had to stop by itself, "" otherwise."""
        configure_structlog(None)
        rasa_changes.apply()
        self.store = ConversationStore(engine=database.connect(self.settings))
        endpoints = AvailableEndpoints(
            action=actions.create(self.settings, self.store.history),
            tracker_store=self.store,
            lock_store=locks.create(self.settings),
        )
        rasa.core.run.serve_application(
            model_path=self.settings.models,
            interface=self.settings.host,
            port=self.settings.port,
            credentials=self.credentials,
            # Without a token it would open every conversation to everybody.
            enable_api=bool(self.settings.api_token),
            auth_token=self.settings.api_token or None,
            endpoints=endpoints,
            server_listeners=[(self.guard, "before_server_start"), (self.warm_up, "after_server_start")],
        )
        return self.problem

    async def guard(self, app: Sanic, _: Any) -> None:
        """Set the limits, and answer every error of HTTP with JSON."""
        app.config.REQUEST_MAX_SIZE = self.settings.max_body_bytes
        app.config.ACCESS_LOG = False
        app.error_handler.add(Exception, self.explain)
        app.error_handler.add(SanicException, self.explain)

    async def explain(self, request: Request, error: Exception) -> HTTPResponse:
        """What went wrong with a request, as the contract has it."""
        status = getattr(error, "status_code", 500)
        if isinstance(error, PayloadTooLarge):
            text = too_large(self.settings.max_body_bytes)
        elif isinstance(error, NotFound):
            text = "There is nothing at this address. Chat with POST /webhooks/rest/webhook."
        elif status < 500:
            text = f"The request cannot be taken: {error}. Chat with POST /webhooks/rest/webhook."
        else:
            log.error("http.failed", error=type(error).__name__, path=request.path)
            text = "Something went wrong on our side. Please try again in a minute."
        return json_response({"error": text}, status=status, headers=getattr(error, "headers", None))

    async def warm_up(self, app: Sanic, _: Any) -> None:
        """Take one turn, so that the first person does not pay for lazy imports; say that we are ready."""
        agent = app.ctx.agent
        if agent.is_ready():
            # Rasa wraps the store in one that goes on with an empty history when the database fails, and says
            # nothing. We let it fail: the channel then tells the person.
            agent.tracker_store = agent.processor.tracker_store = self.store
            self.store.domain = agent.domain
            agent.processor.on_circuit_break = _listen
        problem = await app.ctx.health.problem(agent)
        if not agent.is_ready():
            self.problem = f"The model cannot be used. Run: make train (first remove {self.settings.models})"
            app.stop()
        elif problem:
            print(f"Spinewise has started, but a turn does not work yet: {problem}", file=sys.stderr)
        else:
            address = f"http://{self.settings.host}:{self.settings.port}"
            print(f"Spinewise is ready on {address} (Ctrl-C stops it).", flush=True)


def _listen(tracker: DialogueStateTracker, *_: Any) -> None:
    # After ten actions in a row Rasa gives up without listening again, and every later message of that
    # conversation meets the same limit: it would be dead for ever.
    tracker.update(ActionExecuted(ACTION_LISTEN_NAME))


def run(settings: Settings) -> str:
    """Serve with these settings."""
    return Server(settings).run()
