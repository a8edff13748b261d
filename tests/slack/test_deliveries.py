"""What was taken is not taken again: on another replica, after a restart, and only while it must not be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot import database
from bot.channels.slack import deliveries
from bot.channels.slack.deliveries import Deliveries
from bot.settings import Settings
from tests.serving.replicas import postgres

Opener = Callable[[], Any]
"""Opens the database as another server does, or the same after a restart."""


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    with postgres() as service:
        yield service.url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    if request.param == "sqlite":
        return lambda: database.connect_file(tmp_path / "conversations.db")
    settings = Settings(db_url=request.getfixturevalue("postgres_url"))
    connect = database.connect.__wrapped__  # not the engine that was made before
    with connect(settings).begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS slack_deliveries")
    return lambda: connect(settings)


def test_one_of_many_replicas_takes_it(engine: Opener) -> None:
    replicas = [Deliveries(engine()) for _ in range(4)]
    with ThreadPoolExecutor(11) as pool:
        taken = list(pool.map(lambda n: replicas[n % 4].claim("d1", "slack-a"), range(11)))
    assert sum(taken) == 1


def test_a_restart_does_not_forget(engine: Opener) -> None:
    first = Deliveries(engine())
    assert first.claim("d1", "slack-a")
    first.finish("d1")
    again = Deliveries(engine())
    assert not again.claim("d1", "slack-a")
    assert again.claim("d2", "slack-a")


def test_what_a_lost_process_took_can_be_taken_again_once(
    engine: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Deliveries(engine()).claim("d1", "slack-a")
    later = time.time() + deliveries.LOST_SECONDS + 1
    monkeypatch.setattr(deliveries.time, "time", lambda: later)
    assert Deliveries(engine()).claim("d1", "slack-a")
    assert not Deliveries(engine()).claim("d1", "slack-a")


def test_what_is_finished_is_never_taken_again(engine: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Deliveries(engine())
    table.claim("d1", "slack-a")
    table.finish("d1")
    monkeypatch.setattr(deliveries.time, "time", lambda: 4e9)
    assert not table.claim("d1", "slack-a")


def test_conversations_of_a_person(engine: Opener) -> None:
    table = Deliveries(engine())
    for number, conversation in enumerate(
        ["slack-a", "slack-a.t1", "slack-a.t1", "slack-ab", "slack-b.t1", "slack_a.x"]
    ):
        table.claim(f"d{number}", conversation)
    assert table.conversations("slack-a") == ["slack-a", "slack-a.t1"]


def test_forgetting_and_retention_reach_it(engine: Opener) -> None:
    table = Deliveries(engine())
    table.claim("d1", "slack-a")
    table.claim("d2", "slack-b")
    assert database.erase(engine(), "slack-a") == 1
    assert table.conversations("slack-a") == []
    assert table.conversations("slack-b") == ["slack-b"]
