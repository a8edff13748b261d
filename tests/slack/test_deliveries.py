"""What was taken is not taken again: on another replica, after a restart, and only while it must not be."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot import database
from bot.channels.slack import deliveries
from bot.channels.slack.deliveries import Deliveries


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


def replica(path: Path) -> Deliveries:
    """As another server, or the same after a restart, opens it."""
    return Deliveries(database.connect_file(path))


def test_one_of_many_replicas_takes_it(path: Path) -> None:
    replicas = [replica(path) for _ in range(4)]
    with ThreadPoolExecutor(11) as pool:
        taken = list(pool.map(lambda n: replicas[n % 4].claim("d1", "slack-a"), range(11)))
    assert sum(taken) == 1


def test_a_restart_does_not_forget(path: Path) -> None:
    first = replica(path)
    assert first.claim("d1", "slack-a")
    first.finish("d1")
    again = replica(path)
    assert not again.claim("d1", "slack-a")
    assert again.claim("d2", "slack-a")


def test_what_a_lost_process_took_can_be_taken_again_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert replica(path).claim("d1", "slack-a")
    later = time.time() + deliveries.LOST_SECONDS + 1
    monkeypatch.setattr(deliveries.time, "time", lambda: later)
    assert replica(path).claim("d1", "slack-a")
    assert not replica(path).claim("d1", "slack-a")


def test_what_is_finished_is_never_taken_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = replica(path)
    table.claim("d1", "slack-a")
    table.finish("d1")
    monkeypatch.setattr(deliveries.time, "time", lambda: 4e9)
    assert not table.claim("d1", "slack-a")


def test_conversations_of_a_person(path: Path) -> None:
    table = replica(path)
    for number, conversation in enumerate(
        ["slack-a", "slack-a.t1", "slack-a.t1", "slack-ab", "slack-b.t1", "slack_a.x"]
    ):
        table.claim(f"d{number}", conversation)
    assert table.conversations("slack-a") == ["slack-a", "slack-a.t1"]


def test_forgetting_and_retention_reach_it(path: Path) -> None:
    table = replica(path)
    table.claim("d1", "slack-a")
    table.claim("d2", "slack-b")
    assert database.erase(database.connect_file(path), "slack-a") == 1
    assert table.conversations("slack-a") == []
    assert table.conversations("slack-b") == ["slack-b"]
