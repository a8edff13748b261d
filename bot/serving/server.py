"""Rasa started our way: in-process actions, our store, limits, JSON errors, warm before it is ready."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import rasa.core.run
import structlog
from rasa.core.agent import Agent
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from bot import database
from bot.answer import question
from bot.knowledge.loader import load
from bot.serving import actions, locks, logs, metrics, rasa_changes
from bot.serving.edge import Edge
from bot.serving.runtime import INTERRUPTED
from bot.serving.store import ConversationStore
from bot.settings import Settings

log = structlog.get_logger()

HOUR = 3600.0
DAY = 24 * HOUR
STOPS = (signal.SIGINT, signal.SIGTERM)
"""What ends a server: Ctrl-C, and whoever manages it."""


class Server:
    """One run of the chat server."""

    def __init__(self, settings: Settings, credentials: str = "credentials.yml") -> None:
        self.settings = settings
        self.credentials = credentials
        self.problem = ""

    def run(self) -> str:
        """Serve until stopped; returns why it had to stop by itself, "" otherwise."""
        logs.configure(self.settings.log_level)
        rasa_changes.apply()
        self.store = ConversationStore(engine=database.connect(self.settings))
        self.locks = locks.create(self.settings)
        metrics.QUEUE.set_function(lambda: self.locks.waiting)
        endpoints = AvailableEndpoints(
            action=actions.create(self.settings, self.store.history),
            tracker_store=self.store,
            lock_store=self.locks,
        )
        self.serve(endpoints)
        return self.problem

    def serve(self, endpoints: AvailableEndpoints) -> None:
        """Let Rasa listen until it is stopped."""
        rasa.core.run.serve_application(
            model_path=self.settings.models,
            interface=self.settings.host,
            port=self.settings.port,
            credentials=self.credentials,
            # Without a token it would open every conversation to everybody.
            enable_api=bool(self.settings.api_token),
            auth_token=self.settings.api_token or None,
            endpoints=endpoints,
            server_listeners=[
                (Edge(self.settings).install, "before_server_start"),
                (read_facts, "before_server_start"),
                (self.warm_up, "after_server_start"),
            ],
        )

    async def warm_up(self, app: Sanic, _: Any) -> None:
        """Take one turn, so that the first person pays for no lazy imports; say that we are ready."""
        _on_stop(os._exit, INTERRUPTED)  # the web server cannot be stopped within its own start
        agent = app.ctx.agent
        if agent.is_ready():
            self.fit(agent)
            app.add_task(self.expire(), name="retention")
        problem = await app.ctx.health.problem(agent)
        if not agent.is_ready():
            self.problem = f"The model cannot be used. Run: make train (first remove {self.settings.models})"
            app.stop()
        elif problem:
            print(f"Spinewise has started, but a turn does not work yet: {problem}", file=sys.stderr)
        else:
            address = f"http://{self.settings.host}:{self.settings.port}"
            print(f"Spinewise is ready on {address} (Ctrl-C stops it).", flush=True)
        _on_stop(app.stop)

    def fit(self, agent: Agent) -> None:
        """Put our own in the places for which Rasa has no setting."""
        # Rasa wraps the store in one that goes on with an empty history when the database fails, and says
        # nothing. We let it fail: the channel then tells the person.
        agent.tracker_store = agent.processor.tracker_store = self.store
        self.store.domain = agent.domain
        agent.processor.on_circuit_break = _listen
        agent.processor.handle_message = metrics.count_turns(agent.processor.handle_message)
        agent.processor.parse_message = metrics.time_understanding(agent.processor.parse_message)

    async def expire(self) -> None:
        """Delete, every hour, what has been kept for long enough."""
        while True:
            before = time.time() - self.settings.retention_days * DAY
            try:
                gone = await asyncio.to_thread(database.expire, self.store.engine, before)
                log.info("retention.done", deleted=gone)
            except Exception as error:  # tried again in an hour; the log and /metrics show it
                log.error("retention.failed", error=type(error).__name__, at=logs.place(error))
            await asyncio.sleep(HOUR)


def _on_stop(act: Callable[..., Any], *arguments: Any) -> None:
    for each in STOPS:
        asyncio.get_running_loop().add_signal_handler(each, act, *arguments)


async def read_facts(_app: Sanic, _: Any) -> None:
    """Load what ranks facts before anyone is listened to, so that the first who asks does not wait for it."""
    await asyncio.to_thread(question.warm_up, load())


def _listen(tracker: DialogueStateTracker, *_: Any) -> None:
    # After ten actions in a row Rasa gives up without listening again, and every later message of that
    # conversation meets the same limit: it would be dead for ever.
    tracker.update(ActionExecuted(ACTION_LISTEN_NAME))


def run(settings: Settings) -> str:
    """Serve with these settings."""
    return Server(settings).run()
