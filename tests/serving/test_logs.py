"""What the log says, and what it must not say."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.support.server import ROOT

SCRIPT = """
import logging, structlog
from bot.serving import logs
logs.configure({level!r})
structlog.contextvars.bind_contextvars(request_id="r1")
{body}
"""


def logged(body: str, level: str = "INFO") -> list[dict[str, Any]]:
    """The log of a process of its own, since logging is set up once a process."""
    command = [sys.executable, "-c", SCRIPT.format(level=level, body=body)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert not done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_entry_is_json_with_time_level_and_request() -> None:
    [entry] = logged("structlog.get_logger('bot.x').info('turn', ms=3)")
    assert entry.pop("timestamp").endswith("Z")
    assert entry == {"event": "turn", "ms": 3, "level": "info", "logger": "bot.x", "request_id": "r1"}


FAILURE = """
try:
    raise ValueError("zanzibar")
except ValueError:
    {log}
"""


@pytest.mark.parametrize(
    "log",
    [
        "structlog.get_logger('bot.x').exception('action.failed')",
        "structlog.get_logger('bot.x').error('action.failed', exc_info=True)",
        "logging.getLogger('rasa.core.processor').exception('action.failed')",
        "logging.getLogger('sqlalchemy').exception('action.failed')",
    ],
)
def test_an_error_is_told_by_kind_and_place_never_by_its_words(log: str) -> None:
    [entry] = logged(FAILURE.format(log=log))
    assert (entry["event"], entry["error"], entry["request_id"]) == ("action.failed", "ValueError", "r1")
    assert entry["at"].startswith("<string>:")
    assert "zanzibar" not in json.dumps(entry)


def test_what_rasa_puts_beside_its_events_is_withheld() -> None:
    [entry] = logged(
        "structlog.get_logger('rasa.x').warning('event.failed', rasa_event={'text': 'zanzibar'})"
    )
    assert entry["event"] == "event.failed"
    assert "zanzibar" not in json.dumps(entry)


def test_debug_shows_it_all() -> None:
    [entry] = logged("structlog.get_logger('rasa.x').debug('parse', text='zanzibar')", "DEBUG")
    assert entry["text"] == "zanzibar"


def test_rasas_own_remarks_are_left_out() -> None:
    assert logged("logging.getLogger('rasa.core.agent').info('zanzibar')") == []


def test_errors_are_counted_by_the_events_name() -> None:
    body = (
        "structlog.get_logger('bot.x').error('action.failed')\n"
        "logging.getLogger('sqlalchemy').error('zanzibar')\n"
        "from bot.serving.metrics import render\n"
        "lines = [line for line in render().decode().splitlines() if line.startswith('spinewise_errors_t')]\n"
        "structlog.get_logger('bot.x').info('counted', lines=lines)"
    )
    counted = logged(body)[-1]["lines"]
    assert counted == [
        'spinewise_errors_total{event="action.failed"} 1.0',
        'spinewise_errors_total{event="sqlalchemy"} 1.0',
    ]
