"""The start: a token that Slack refuses is named, and what is missing is said where Slack would come in."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from bot.channels.slack.connection import Connection
from bot.channels.slack.sending import make_client
from bot.channels.slack.settings import SlackSettings
from tests.slack.standin import APP_TOKEN, BOT_TOKEN, BOT_USER, Slack, running
from tests.support.server import ROOT, Server, command, environment


@pytest.fixture
def slack() -> Iterator[Slack]:
    """A stand-in to which no server is connected."""
    with running() as started:
        yield started


@pytest.fixture(autouse=True)
def every_level() -> Iterator[None]:
    """Logs of every level: Rasa, where a test before this one has loaded it, lets only warnings through."""
    usual = structlog.get_config()
    structlog.reset_defaults()
    yield
    structlog.configure(**usual)


def open_with(url: str, token: str, app_token: str = "") -> tuple[list[Any], str]:
    """Open a connection; returns what was logged, and the bot's user id."""

    async def run() -> str:
        desk = SimpleNamespace(
            answering=SimpleNamespace(me=""), take=lambda _: {}, finish=lambda: asyncio.sleep(0)
        )
        client = make_client(SlackSettings(token, "secret", app_token, f"{url}/api/"))
        connection = Connection(client, app_token, desk)  # type: ignore[arg-type]
        await connection.open()
        assert connection._opening
        await connection._opening
        await connection.close()
        return str(desk.answering.me)

    with capture_logs() as logs:
        return logs, asyncio.run(run())


def test_tokens_that_are_right(slack: Slack) -> None:
    logs, me = open_with(slack.url, BOT_TOKEN, APP_TOKEN)
    assert me == BOT_USER
    assert [entry["event"] for entry in logs] == ["slack.socket_open"]


def test_a_refused_bot_token_is_named(slack: Slack) -> None:
    [entry], me = open_with(slack.url, "xoxb-wrong")
    assert me == ""
    assert (entry["variable"], entry["error"]) == ("SLACK_BOT_TOKEN", "invalid_auth")


def test_a_refused_app_token_is_named_and_no_socket_opened(slack: Slack) -> None:
    [entry], _ = open_with(slack.url, BOT_TOKEN, "xapp-wrong")
    assert (entry["variable"], entry["error"]) == ("SLACK_APP_TOKEN", "invalid_auth")


@pytest.mark.slow
def test_a_wrong_variable_stops_the_start_and_is_named(tmp_path: Path) -> None:
    environ = {**environment(tmp_path, port="5977"), "SLACK_BOT_TOKEN": "xoxb-but-no-way-in"}
    done = subprocess.run(
        command(), cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is missing" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_without_variables_all_else_works(server: Server) -> None:
    assert server.data("no-slack", "my neck hurts")["kind"] == "assessment"
    answer = server.request("/webhooks/slack/webhook", b"{}")
    assert answer.status == 404
    assert "SLACK_BOT_TOKEN" in answer.json["error"]
