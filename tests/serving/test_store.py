"""What a turn loads, what stays stored, and what is deleted."""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import yaml
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot import database
from bot.serving.store import KEPT_TURNS, MOST_EVENTS, ConversationStore
from bot.settings import Settings
from tests.support.server import ROOT, environment

SLOT = "{type: any, mappings: [{type: custom}]}"
DOMAIN = Domain.from_yaml(f'version: "3.1"\nslots: {{first: {SLOT}, latest: {SLOT}, forget: {SLOT}}}')


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ConversationStore]:
    opened = ConversationStore(DOMAIN, str(tmp_path / "conversations.db"))
    yield opened
    opened.engine.dispose()


def turn(number: int, *more: Event) -> list[Event]:
    said = UserUttered(f"message {number}", {"name": "inform"})
    told = [ActionExecuted("action_answer"), SlotSet("latest", number), *more, BotUttered(f"reply {number}")]
    return [said, *told, ActionExecuted("action_listen")]


def begin() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def converse(store: ConversationStore, *turns: list[Event]) -> None:
    """Load, add and save for each turn, as Rasa does."""

    async def talk() -> None:
        for events in turns:
            tracker = await store.get_or_create_tracker("a", append_action_listen=False)
            tracker.update_with_events(events, DOMAIN)
            await store.save(tracker)

    asyncio.run(talk())


def load(store: SQLTrackerStore) -> DialogueStateTracker:
    tracker = asyncio.run(store.retrieve("a"))
    assert tracker
    return tracker


def texts(tracker: DialogueStateTracker) -> list[str]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def state(tracker: DialogueStateTracker) -> dict[str, Any]:
    kept = tracker.current_state()
    named = {key: kept[key] for key in ("slots", "paused", "latest_message", "latest_action")}
    return {**named, "loop": tracker.active_loop_name}


def test_a_turn_loads_the_last_turns_and_all_stays_stored(store: ConversationStore) -> None:
    converse(store, begin(), *(turn(number) for number in range(30)))
    assert texts(load(store)) == [f"message {number}" for number in range(30 - KEPT_TURNS, 30)]
    assert not any(isinstance(event, BotUttered) for event in load(store).events)
    assert len(store.history("a")) == 3 + 30 * 5
    assert len(texts(asyncio.run(store.retrieve_full_tracker("a")))) == 30


def test_nothing_is_stored_twice_or_left_out(store: ConversationStore) -> None:
    converse(store, begin(), *(turn(number) for number in range(12)))
    said = [event["text"] for event in store.history("a") if event["event"] == "user"]
    assert said == [f"message {number}" for number in range(12)]


ENDINGS: dict[str, list[Event]] = {
    "slots": [SlotSet("first", {"a": [1]})],
    "a slot set twice": [SlotSet("first", 1), SlotSet("first", 2)],
    "paused": [ConversationPaused()],
    "resumed": [ConversationPaused(), ConversationResumed()],
    "a loop": [ActiveLoop("form")],
    "a loop that has ended": [ActiveLoop("form"), ActiveLoop(None)],
    "slots reset": [SlotSet("first", 1), AllSlotsReset()],
    "restarted": [SlotSet("first", 1), Restarted(), ActionExecuted("action_listen")],
    "a new session": [SlotSet("first", 1), *begin()],
    "a new session with its slots": [SlotSet("first", 1), *begin(), SlotSet("first", 1)],
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("later", [KEPT_TURNS, 3 * KEPT_TURNS, 15 * KEPT_TURNS])
def test_the_state_is_that_of_rasas_own_store(
    store: ConversationStore, tmp_path: Path, ending: str, later: int
) -> None:
    converse(store, begin(), turn(0, *ENDINGS[ending]), *(turn(number) for number in range(1, later + 1)))
    stock = SQLTrackerStore(DOMAIN, db=str(tmp_path / "conversations.db"))
    assert state(load(store)) == state(load(stock))
    stock.engine.dispose()


def test_events_are_written_as_rasas_own_store_writes_them(store: ConversationStore, tmp_path: Path) -> None:
    said = UserUttered("hello", {"name": "greet"}, parse_data={"intent": {"name": "greet"}, "text": "hello"})
    talk = [*begin(), said, *turn(1, ConversationPaused())]
    converse(store, talk)
    stock = SQLTrackerStore(DOMAIN, db=str(tmp_path / "stock.db"))
    asyncio.run(stock.save(DialogueStateTracker.from_events("a", talk, DOMAIN.slots.copy())))
    with store.engine.connect() as ours, stock.engine.connect() as theirs:
        rows = [connection.execute(sa.text("SELECT * FROM events")).all() for connection in (ours, theirs)]
    assert rows[0] == rows[1]
    assert len(rows[0]) == len(talk)
    stock.engine.dispose()


def test_a_turn_with_endless_events_loads_no_more_than_allowed(store: ConversationStore) -> None:
    converse(store, begin(), turn(0, *[SlotSet("first", at) for at in range(10 * MOST_EVENTS)]), turn(1))
    assert len(load(store).events) <= MOST_EVENTS + 2


def test_no_rule_looks_back_further_than_what_is_loaded() -> None:
    rules = yaml.safe_load((ROOT / "data/stories.yml").read_text())["rules"]
    assert rules
    assert max(sum("intent" in step for step in rule["steps"]) for rule in rules) <= KEPT_TURNS


def test_forgetting_reaches_every_table_that_keeps_something_about_a_conversation(
    store: ConversationStore, tmp_path: Path
) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE feedback (sender_id TEXT, timestamp REAL, value TEXT)"))
        connection.execute(sa.text("CREATE TABLE others (id TEXT)"))
        connection.execute(sa.text("INSERT INTO feedback VALUES ('a', 1, 'zanzibar'), ('b', 1, 'up')"))
        connection.execute(sa.text("INSERT INTO others VALUES ('a')"))
    converse(store, begin(), [UserUttered("zanzibar"), SlotSet("first", "zanzibar")])
    converse(store, [SlotSet("forget", True)])
    assert store.history("a") == []
    with store.engine.begin() as connection:
        assert connection.execute(sa.text("SELECT sender_id FROM feedback")).all() == [("b",)]
        assert connection.execute(sa.text("SELECT id FROM others")).all() == [("a",)]
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"zanzibar" not in kept, "what was deleted can still be read in the files"


def test_the_operator_can_erase_one_conversation(store: ConversationStore, tmp_path: Path) -> None:
    converse(store, begin(), turn(0))
    command = [sys.executable, "-m", "bot.serving", "erase"]
    environ = environment(tmp_path)
    done = subprocess.run([*command, "a"], cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "8 rows erased.\n")
    assert store.history("a") == []
    again = subprocess.run(
        [*command, "a"], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert again.returncode == 2
    assert "Nothing is kept under this id" in again.stderr


def test_what_is_idle_for_too_long_expires_and_the_rest_stays_whole(store: ConversationStore) -> None:
    now = time.time()
    converse(store, begin(), turn(0))
    with store.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE feedback (sender_id TEXT, timestamp REAL)"))
        add = "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (:sender, 'user', :at, '{}')"
        for sender, days in [("a", 40), ("old", 40), ("old", 31), ("recent", 29)]:
            connection.execute(sa.text(add), {"sender": sender, "at": now - days * 86400})
        for sender, days in [("old", 20), ("a", 31), ("recent", 1)]:
            rated = {"sender": sender, "at": now - days * 86400}
            connection.execute(sa.text("INSERT INTO feedback VALUES (:sender, :at)"), rated)
    assert database.expire(store.engine, now - 30 * 86400) == 1
    assert [len(store.history(sender)) for sender in ("a", "old", "recent")] == [9, 0, 1]
    with store.engine.begin() as connection:
        assert connection.execute(sa.text("SELECT sender_id FROM feedback")).all() == [("recent",)]


def test_a_file_that_has_vanished_is_a_failure_and_it_works_again_when_it_is_back(
    store: ConversationStore, tmp_path: Path
) -> None:
    converse(store, begin(), turn(0))
    (tmp_path / "conversations.db").rename(tmp_path / "away.db")
    with pytest.raises(sa.exc.OperationalError):
        load(store)
    (tmp_path / "away.db").rename(tmp_path / "conversations.db")
    converse(store, turn(1))
    assert [event["text"] for event in store.history("a") if event["event"] == "user"] == [
        "message 0",
        "message 1",
    ]


def test_only_its_owner_can_read_the_file(store: ConversationStore, tmp_path: Path) -> None:
    converse(store, begin())
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}


def test_errors_do_not_quote_what_was_said(store: ConversationStore) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE events"))
    with pytest.raises(sa.exc.OperationalError) as caught:
        asyncio.run(store.save(_saying(store, "zanzibar")))
    assert "zanzibar" not in str(caught.value)


def _saying(store: ConversationStore, text: str) -> DialogueStateTracker:
    tracker = store.init_tracker("a")
    tracker.update(UserUttered(text))
    return tracker


def test_one_engine_serves_a_process(tmp_path: Path) -> None:
    settings = Settings(db=str(tmp_path / "one.db"))
    assert database.connect(settings) is database.connect(settings)


def test_a_load_does_not_read_the_whole_conversation(store: ConversationStore) -> None:
    converse(store, begin(), *(turn(number) for number in range(20)))
    short = _work(store)
    converse(store, *(turn(number) for number in range(180)))
    assert _work(store) < 5 * short


def _work(store: ConversationStore) -> int:
    """Hundreds of steps that SQLite's machine takes for one load."""
    steps = itertools.count()
    with store.engine.connect() as connection:
        connection.connection.set_progress_handler(lambda: next(steps) < 0, 100)
    load(store)
    return next(steps)
