"""A real server for tests: started as `make run` starts it, on a port and a database of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.serving.checks import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90


@dataclass(frozen=True)
class Reply:
    """An HTTP answer."""

    status: int
    json: Any


@dataclass(frozen=True)
class Server:
    """A running server and how to talk to it."""

    address: str
    log: Path
    database: Path
    process: subprocess.Popen[bytes]

    def request(self, path: str, body: bytes | None = None, content_type: str = "application/json") -> Reply:
        """Send anything and return whatever comes back."""
        asked = urllib.request.Request(self.address + path, body, {"Content-Type": content_type})
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return Reply(answer.status, json.load(answer))
        except urllib.error.HTTPError as error:
            return Reply(error.code, json.load(error))

    def post(self, payload: Any) -> Reply:
        """Post a JSON payload to the chat."""
        return self.request("/webhooks/rest/webhook", json.dumps(payload).encode())

    def say(self, sender: str, text: str) -> list[dict[str, Any]]:
        """Take one turn; returns the messages."""
        reply = self.post({"sender": sender, "message": text})
        assert reply.status == 200, reply.json
        return list(reply.json)

    def data(self, sender: str, text: str) -> dict[str, Any]:
        """Take one turn; returns its one ``custom`` payload."""
        found = [message["custom"] for message in self.say(sender, text) if "custom" in message]
        assert len(found) == 1, found
        return dict(found[0])


def command() -> list[str]:
    """How the server is started."""
    return [sys.executable, "-m", "bot.serving", "run"]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """A clean environment whose database lies in the folder; ``port="5006"`` sets SPINEWISE_PORT."""
    theirs = ("SPINEWISE_", "SLACK_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    named = {f"SPINEWISE_{name.upper()}": value for name, value in settings.items()}
    own = {"PYTHONPATH": str(ROOT), "SPINEWISE_DB": str(folder / "conversations.db")}
    return {**inherited, **own, **named}


@contextmanager
def running(
    project: Path, folder: Path, extra: Mapping[str, str] | None = None, **settings: str
) -> Iterator[Server]:
    """Start the server in a project folder and wait until it is ready."""
    port = str(free_port())
    environ = {**environment(folder, port=port, **settings), **(extra or {})}
    log = folder / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(command(), cwd=project, env=environ, stdout=out, stderr=out)
    server = Server(f"http://127.0.0.1:{port}", log, folder / "conversations.db", process)
    try:
        _wait(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()


def _wait(server: Server) -> None:
    for _ in range(START_SECONDS * 5):
        assert server.process.poll() is None, server.log.read_text()
        with suppress(OSError):
            if server.request("/healthz").status == 200:
                return
        time.sleep(0.2)
    raise AssertionError(f"not ready within {START_SECONDS} s:\n{server.log.read_text()}")
