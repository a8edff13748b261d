"""A server that dies in the midst of it all: no message lost, none taken twice."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.channels.visitor import Visitor, data
from tests.support.server import ROOT, running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

TEXT = "my lower back hurts for three weeks"


def test_a_killed_server_comes_back_with_every_conversation(tmp_path: Path) -> None:
    with running(ROOT, tmp_path) as server:
        before = Visitor(server)
        before.start()
        answered = before.say(TEXT, "answered-before")
        visitors = [Visitor(server) for _ in range(24)]
        for visitor in visitors:
            visitor.start()
        with ThreadPoolExecutor(len(visitors)) as pool:
            for visitor in visitors:
                pool.submit(_say, visitor)
            time.sleep(0.3)  # some have their answer then, one is in the midst of its turn, some wait
            server.process.kill()
    with running(ROOT, tmp_path) as again:
        assert replace(before, server=again).say(TEXT, "answered-before").json == answered.json
        for visitor in (replace(visitor, server=again) for visitor in visitors):
            assert data(visitor.say(TEXT, "sent-to-a-dying-server"))["findings"]["duration_days"] == 21
            assert [speaker for speaker, _ in visitor.lines()] == ["bot", "user", "bot"]


def _say(visitor: Visitor) -> None:
    with suppress(OSError, HTTPException):
        visitor.say(TEXT, "sent-to-a-dying-server")
