"""A local stand-in of Slack: its Web API over HTTP and its Socket Mode over a WebSocket.

It answers slack-sdk's own client as Slack does, and refuses blocks that slack-sdk's own models refuse.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.slack.validation import problem_of

BOT_TOKEN = "xoxb-1-standin"
APP_TOKEN = "xapp-1-standin"
BOT_USER = "UBOT00001"
WAIT_SECONDS = 15.0

Json = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One call of the Web API: the method, what was sent, and when (seconds)."""

    method: str
    sent: Json
    at: float


@dataclass
class Slack:
    """The stand-in, seen from a test.

    Attributes:
        calls: what was taken.
        refused: what was answered with one of ``errors``.
        errors: answers to the next calls, ``{"error": "ratelimited", "status": 429, "headers": {...}}`` say.
        problems: what had to be refused because Slack would.
        acknowledged: answers to what was pushed through the socket, by envelope.
    """

    calls: list[Call] = field(default_factory=list)
    refused: list[Call] = field(default_factory=list)
    errors: list[Json] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    acknowledged: dict[str, Json] = field(default_factory=dict)
    url: str = ""
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    socket: web.WebSocketResponse | None = None

    def made(self, method: str, **sent: Any) -> list[Json]:
        """What was sent in calls of a method with these arguments, oldest first."""
        calls = [call.sent for call in list(self.calls) if call.method == method]
        return [call for call in calls if all(call.get(key) == value for key, value in sent.items())]

    def posted(self, channel: str) -> list[Json]:
        """Messages in a channel, oldest first."""
        return self.made("chat.postMessage", channel=channel)

    def wait(self, look: Callable[[], Any]) -> Any:
        """What ``look`` returns as soon as it returns something."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            if found := look():
                return found
            time.sleep(0.02)
        raise AssertionError(f"not within {WAIT_SECONDS} s; calls: {[call.method for call in self.calls]}")

    def wait_made(self, method: str, count: int = 1, **sent: Any) -> list[Json]:
        """As ``made``, once there are so many."""
        self.wait(lambda: len(self.made(method, **sent)) >= count)
        return self.made(method, **sent)

    def wait_posted(self, channel: str, count: int = 1) -> list[Json]:
        """As ``posted``, once there are so many."""
        return self.wait_made("chat.postMessage", count, channel=channel)

    def push(self, kind: str, payload: Json, envelope: str) -> Json:
        """Send a delivery through the socket; returns the acknowledgement."""
        self.wait(lambda: self.socket is not None)
        assert self.socket is not None  # an empty mapping, so false
        sent = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": True}
        self._run(self.socket.send_json(sent))
        return dict(self.wait(lambda: self.acknowledged.get(envelope)))

    def ask_to_reconnect(self) -> None:
        """Have the socket replaced, as Slack does every few hours."""
        assert self.socket is not None  # an empty mapping, so false
        old, self.socket = self.socket, None
        self._run(old.send_json({"type": "disconnect", "reason": "refresh_requested"}))

    def _run(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self.loop).result(5)


class Routes:
    """The Web API and the socket."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Any method of the Web API."""
        method, sent = request.match_info["method"], await _read(request)
        token = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if request.headers.get("Authorization") != f"Bearer {token}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if method == "auth.test":
            return web.json_response({"ok": True, "user_id": BOT_USER, "team_id": "T1"})
        if method == "apps.connections.open":
            return web.json_response({"ok": True, "url": self.slack.url.replace("http", "ws") + "/socket"})
        return self._take(Call(method, sent, time.monotonic()))

    def _take(self, call: Call) -> web.Response:
        if self.slack.errors:
            error = self.slack.errors.pop(0)
            self.slack.refused.append(call)
            answer = {"ok": False, "error": error["error"]}
            return web.json_response(answer, status=error.get("status", 200), headers=error.get("headers"))
        problem = problem_of(call.sent)
        if problem:
            self.slack.problems.append(f"{call.method}: {problem}")
            return web.json_response({"ok": False, "error": "invalid_blocks"})
        self.slack.calls.append(call)
        return web.json_response({"ok": True, "ts": f"{time.time():.6f}", "view": {"id": "V1"}})

    async def open(self, request: web.Request) -> web.StreamResponse:
        """The socket of Socket Mode."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.slack.socket = socket
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                answer = json.loads(message.data)
                self.slack.acknowledged[answer["envelope_id"]] = answer
        return socket


async def _read(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return dict(await request.json())
    return {**dict(await request.post()), **request.query}


@contextmanager
def running() -> Iterator[Slack]:
    """The stand-in on a free port, in a thread of its own."""
    slack = Slack()
    routes = Routes(slack)
    app = web.Application()
    app.add_routes([web.route("*", "/api/{method}", routes.call), web.get("/socket", routes.open)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)

    async def start() -> None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"

    thread = threading.Thread(target=slack.loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(start(), slack.loop).result(10)
    try:
        yield slack
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), slack.loop).result(10)
        slack.loop.call_soon_threadsafe(slack.loop.stop)
        thread.join(5)
