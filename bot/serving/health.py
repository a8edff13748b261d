"""``GET /healthz``: 200 only while a whole turn works; ``GET /metrics``: figures for Prometheus."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw
from sanic.response import json as json_response

from bot.serving import metrics
from bot.serving.metrics import PROBE

FRESH_SECONDS = 10.0
TURN_SECONDS = 10.0
QUESTION = "my lower back hurts"


class Health:
    """Probes one turn on a throwaway conversation and remembers the result for a while."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = asyncio.Lock()
        self._until = float("-inf")
        self._problem = "not probed yet"

    async def problem(self, agent: Any) -> str:
        """What does not work, "" when all does."""
        async with self._lock:
            if self._clock() >= self._until:
                self._problem = await probe(agent)
                self._until = self._clock() + FRESH_SECONDS
            return self._problem


async def probe(agent: Any) -> str:
    """Take one turn from text to stored reply; says what failed, "" when nothing did."""
    if agent is None or not agent.is_ready():
        return "model: none is loaded; run make train and start again"
    sender = PROBE + uuid.uuid4().hex
    store = agent.processor.tracker_store
    try:
        problem = await asyncio.wait_for(_turn(agent, sender), TURN_SECONDS)
        return problem or _stored(store, sender)
    except asyncio.TimeoutError:
        return f"turn: no reply within {TURN_SECONDS:g} s"
    except Exception as error:
        return f"turn: {type(error).__name__}; the log says more"
    finally:
        _forget(store, sender)


async def _turn(agent: Any, sender: str) -> str:
    output = CollectingOutputChannel()
    await agent.handle_message(UserMessage(QUESTION, output, sender, input_channel="healthz"))
    data = [message["custom"] for message in output.messages if "custom" in message]
    if not data:
        return "actions: no reply; is the action server running?"
    if any(entry.get("id") == "unavailable" for entry in data):
        return "actions: they fail; the log says more"
    return ""


def _stored(store: Any, sender: str) -> str:
    # Rasa's own wrapper around a store falls back to memory in silence when the database fails.
    count = getattr(store, "count", None)
    return "" if count is None or count(sender) else "store: the turn was not stored"


def _forget(store: Any, sender: str) -> None:
    try:
        getattr(store, "delete", lambda _: None)(sender)
    except Exception:
        return  # the store has failed, which the probe reports


class HealthChannel(InputChannel):
    """The two routes, as a channel because that is how Rasa takes in routes."""

    @classmethod
    def name(cls) -> str:
        """Its name among the channels."""
        return "healthz"

    def url_prefix(self) -> str:
        """At the root, not under /webhooks/."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint("spinewise_health")

        @routes.listener("before_server_start")
        async def start(app: Sanic, _: Any) -> None:
            app.ctx.health = Health()

        @routes.route("/healthz", methods=["GET"])
        async def healthz(request: Request) -> HTTPResponse:
            problem = await request.app.ctx.health.problem(getattr(request.app.ctx, "agent", None))
            if problem:
                return json_response({"status": "unavailable", "reason": problem}, status=503)
            return json_response({"status": "ok"})

        @routes.route("/metrics", methods=["GET"])
        async def figures(_: Request) -> HTTPResponse:
            return raw(metrics.render(), content_type=metrics.CONTENT_TYPE)

        return routes
