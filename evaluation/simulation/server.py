"""The real server for simulated people, on a port and a throw-away database of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import ProxyHandler, Request, build_opener

from bot.model.errors import SpinewiseError
from bot.serving.checks import free_port
from evaluation.rows import ROOT
from evaluation.simulation.talk import Messages, Say

START_SECONDS = 120
UNLIMITED = {"SPINEWISE_MESSAGES_PER_MINUTE": "100000", "SPINEWISE_REQUESTS_PER_MINUTE": "1000000"}
"""Simulated people type faster than the limits allow to real ones."""
# A proxy that the environment names is not for this machine's own server.
_open = build_opener(ProxyHandler({})).open


class NoServer(SpinewiseError):
    """The server did not start."""


@contextmanager
def running() -> Iterator[str]:
    """Start it and wait until it is ready; gives its address.

    Raises:
        NoServer: it ended, or was not ready in time; with the last line of its log.
    """
    with TemporaryDirectory() as folder:
        port, log = free_port(), Path(folder) / "server.log"
        own = {"SPINEWISE_PORT": str(port), "SPINEWISE_DB": f"{folder}/conversations.db", **UNLIMITED}
        command = [sys.executable, "-m", "bot.serving", "run"]
        with log.open("w") as out:
            process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **own}, stdout=out, stderr=out)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(process, address, log)
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                process.wait(15)
            process.kill()


def say_to(address: str, sender: str) -> Say:
    """How one person talks to the server at an address."""

    def say(text: str) -> Messages:
        body = json.dumps({"sender": sender, "message": text}).encode()
        request = Request(f"{address}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        with _open(request, timeout=60) as reply:
            return list(json.load(reply))

    return say


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with suppress(OSError), _open(f"{address}/healthz", timeout=15):
            return
        time.sleep(0.3)
    lines = log.read_text(errors="replace").splitlines() or ["it said nothing"]
    raise NoServer(f"the server did not start: {lines[-1]}")
