"""Talking in the terminal: the same server on a port of its own, its replies as text."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bot.serving.checks import CannotStart, check_model, free_port
from bot.settings import PREFIX, Settings

# A proxy that the environment names is not for this machine's own server.
_open = urllib.request.build_opener(urllib.request.ProxyHandler({})).open

START_SECONDS = 120
LOG = Path("var/shell.log")
STOP = "/stop"
STOPS = (STOP, "exit", "quit")

Option = dict[str, str]
Messages = list[dict[str, Any]]


def run(settings: Settings) -> None:
    """Start the server, talk until Ctrl-D or /stop, end the server."""
    check_model(Path(settings.models))
    with tempfile.TemporaryDirectory() as folder, _server(free_port(), Path(folder)) as address:
        print(f'Spinewise is ready. Say what hurts, or ask. "{STOP}" or Ctrl-D ends.\n', flush=True)
        sender = f"shell-{uuid.uuid4().hex}"
        with suppress(KeyboardInterrupt):
            converse(lambda text: post(address, sender, text), _lines(), print)
    print("Goodbye.")


def converse(say: Callable[[str], Messages], lines: Iterator[str], show: Callable[[str], None]) -> None:
    """Pass each line on and show the replies."""
    options: list[Option] = []
    for line in lines:
        if line.strip().lower() in STOPS:
            return
        messages = say(pick(line, options))
        for message in messages:
            show(render(message) + "\n")
        options = [option for message in messages for option in message.get("buttons", ())]


def pick(line: str, options: list[Option]) -> str:
    """The reply that a letter stands for, else the line itself.

    Letters, because a bare number may be an answer: how bad it is, how many days.
    """
    letter = line.strip().lower().rstrip(").")
    if len(letter) == 1 and 0 <= ord(letter) - ord("a") < len(options):
        return options[ord(letter) - ord("a")]["payload"]
    return line


def render(message: dict[str, Any]) -> str:
    """One message as text, its quick replies lettered; where the text lists them, the letters stand there."""
    text = str(message.get("text", ""))
    for at, option in enumerate(message.get("buttons", ())):
        listed, lettered = f"\n- {option['title']}\n", f"\n  {chr(ord('a') + at)}) {option['title']}\n"
        if listed in f"{text}\n":
            text = f"{text}\n".replace(listed, lettered, 1).removesuffix("\n")
        else:
            text += lettered.removesuffix("\n")
    return text.strip()


def post(address: str, sender: str, text: str) -> Messages:
    """Send one message; what the server refuses comes back as a message too."""
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(
        f"{address}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    try:
        with _open(request, timeout=60) as response:
            return list(json.load(response))
    except urllib.error.HTTPError as refusal:
        return [{"text": json.load(refusal)["error"]}]
    except OSError as error:
        raise CannotStart(f"The server has ended ({error}). Its log is {LOG}.") from None


def _lines() -> Iterator[str]:
    with suppress(ImportError):
        import readline  # noqa: F401  gives input() history and editing where there is one
    prompt = "you> " if sys.stdin.isatty() else ""
    while True:
        try:
            line = input(prompt)
        except EOFError:
            return
        yield line


@contextmanager
def _server(port: int, folder: Path) -> Iterator[str]:
    LOG.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A conversation at the terminal is never gone on with, so that it need not outlive the terminal.
    own = {"HOST": "127.0.0.1", "PORT": str(port), "DB": str(folder / "conversations.db"), "DB_URL": ""}
    # Nor is it anybody's in Slack.
    silent = dict.fromkeys((name for name in os.environ if name.startswith("SLACK_")), "")
    environ = {**os.environ, **silent, **{PREFIX + name: value for name, value in own.items()}}
    command = [sys.executable, "-m", "bot.serving", "run"]
    with LOG.open("w") as log:
        # Of a session of its own, so that Ctrl-C in the terminal does not reach it before we have ended it.
        server = subprocess.Popen(
            command, env=environ, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(server, address)
            yield address
        finally:
            server.terminate()
            with suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    began = time.monotonic()
    busy = sys.stderr.isatty()
    while time.monotonic() - began < START_SECONDS:
        if server.poll() is not None:
            raise CannotStart(f"The server did not start: {_last_line()} (its log: {LOG})")
        with suppress(OSError), _open(f"{address}/healthz", timeout=15):
            if busy:
                print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
            return
        if busy:
            print(f"\rstarting, {time.monotonic() - began:.0f} s ...", end="", file=sys.stderr, flush=True)
        time.sleep(0.3)
    raise CannotStart(f"The server was not ready within {START_SECONDS} s: {_last_line()} (its log: {LOG})")


def _last_line() -> str:
    lines = [line for line in LOG.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
