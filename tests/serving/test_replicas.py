"""Several servers that share PostgreSQL and Redis, both real."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.core.lock_store import LockError
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered

from bot import database
from bot.serving.checks import CannotStart, check_locks, check_store, free_port
from bot.serving.locks import RedisLocks
from bot.serving.store import KEPT_TURNS, ConversationStore
from bot.settings import Settings
from tests.serving.replicas import Service, postgres, redis_server, wait_for
from tests.support.server import running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

UNAVAILABLE = {"kind": "notice", "id": "unavailable"}
SLOT = "{type: any, mappings: [{type: custom}]}"
DOMAIN = Domain.from_yaml(f'version: "3.1"\nslots: {{first: {SLOT}, forget: {SLOT}}}')


@pytest.fixture(scope="module")
def shared_database() -> Iterator[Service]:
    with postgres() as service:
        yield service


@pytest.fixture(scope="module")
def shared_lock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with redis_server(tmp_path_factory.mktemp("redis")) as service:
        yield service


def test_postgres_keeps_loads_and_deletes_as_sqlite_does(shared_database: Service) -> None:
    settings = Settings(db_url=shared_database.url)
    check_store(settings)
    store = ConversationStore(DOMAIN, engine=database.connect(settings))

    async def talk(*turns: list[object]) -> None:
        for events in turns:
            tracker = await store.get_or_create_tracker("a", append_action_listen=False)
            tracker.update_with_events(events, DOMAIN)
            await store.save(tracker)

    begin = [SessionStarted(), SlotSet("first", 1), ActionExecuted("action_listen")]
    turns = [[UserUttered(str(number)), ActionExecuted("action_listen")] for number in range(12)]
    asyncio.run(talk(begin, *turns))
    tracker = asyncio.run(store.retrieve("a"))
    said = [event.text for event in tracker.events if isinstance(event, UserUttered)]
    assert said == [str(number) for number in range(12 - KEPT_TURNS, 12)]
    assert tracker.get_slot("first") == 1
    assert len(store.history("a")) == 3 + 12 * 2
    assert database.expire(store.engine, time.time() - 60) == 0
    assert database.expire(store.engine, time.time() + 60) == 1
    asyncio.run(talk(begin, turns[0], [SlotSet("forget", True)]))
    assert store.history("a") == []


def test_two_servers_take_turns_in_one_conversation(shared_lock: Service) -> None:
    done: list[str] = []

    async def take(locks: RedisLocks, name: str) -> None:
        async with locks.lock("a"):
            done.append(f"{name} begins")
            await asyncio.sleep(0.01)
            done.append(f"{name} ends")

    async def talk() -> None:
        here, there = RedisLocks(shared_lock.url), RedisLocks(shared_lock.url)
        await asyncio.gather(*(take(locks, f"{at}") for at in range(5) for locks in (here, there)))

    asyncio.run(talk())
    assert len(done) == 20
    for begins, ends in zip(done[::2], done[1::2], strict=True):
        assert (begins, ends) == (f"{begins[0]} begins", f"{begins[0]} ends")


def test_a_lock_that_cannot_be_reached_is_an_error() -> None:
    async def take() -> None:
        async with RedisLocks(f"redis://127.0.0.1:{free_port()}/0").lock("a"):
            raise AssertionError

    with pytest.raises(LockError):
        asyncio.run(take())


def test_what_cannot_be_reached_at_the_start_is_said() -> None:
    port = free_port()
    with pytest.raises(CannotStart, match=f"SPINEWISE_REDIS_URL does not answer.*{port}"):
        check_locks(Settings(redis_url=f"redis://127.0.0.1:{port}/0"))
    with pytest.raises(CannotStart, match="cannot be stored in the database of SPINEWISE_DB_URL"):
        check_store(Settings(db_url=f"postgresql://127.0.0.1:{port}/nothing"))


def test_two_servers_share_conversations_and_outlive_what_they_share(
    standin_project: Path, shared_database: Service, shared_lock: Service, tmp_path: Path
) -> None:
    share = {
        "db_url": shared_database.url,
        "redis_url": shared_lock.url,
        "secret": "the same for both of them",
    }
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    with (
        running(standin_project, folders[0], **share) as one,
        running(standin_project, folders[1], **share) as two,
        ThreadPoolExecutor(20) as pool,
    ):
        answers = list(pool.map(lambda at: (one, two)[at % 2].say("both", f"back {at}"), range(20)))
        assert [answer[0]["text"].partition("\n\n")[2] for answer in answers] == [
            f"you said back {at}" for at in range(20)
        ]
        query = sa.text("SELECT type_name FROM events WHERE sender_id = 'both' ORDER BY id")
        with sa.create_engine(shared_database.url).connect() as connection:
            stored = [who for (who,) in connection.execute(query) if who in ("user", "bot")]
        assert stored == ["user", "bot"] * 20
        shared_lock.stop()
        assert one.data("both", "it hurts") == UNAVAILABLE
        shared_lock.start()
        wait_for(shared_lock.url)
        assert one.data("both", "it hurts")["kind"] == "answer"
        shared_database.stop()
        assert two.data("both", "it hurts") == UNAVAILABLE
        shared_database.start()
        assert two.data("both", "it hurts")["kind"] == "answer"
