"""The widget's channel on the real server."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.channels.visitor import Visitor, data
from tests.support import contract
from tests.support.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


@pytest.fixture
def visitor(server: Server) -> Visitor:
    started = Visitor(server)
    started.start()
    return started


def rows(server: Server, sender: str) -> dict[str, int]:
    """How many rows each table holds of a conversation."""
    name = f"widget:{sender.partition('.')[0]}"
    with sqlite3.connect(server.database) as database:
        tables = (
            "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE c.name = 'sender_id'"
        )
        return {
            table: database.execute(f"SELECT count(*) FROM {table} WHERE sender_id = ?", (name,)).fetchone()[
                0
            ]
            for (table,) in database.execute(tables).fetchall()
        }


def test_a_start_gives_an_id_the_numbers_and_the_greeting(server: Server) -> None:
    started = Visitor(server).start()
    assert started["numbers"] == {"emergency": "112", "non_emergency": None, "crisis": None}
    assert started["limits"] == {"message_chars": 2000}
    [greeting] = started["messages"]
    assert greeting["custom"] == {"kind": "notice", "id": "greeting"}
    assert "a machine" in greeting["text"]
    assert greeting["recipient_id"] == started["sender"]


def test_a_message_is_answered_in_rasas_shape(visitor: Visitor) -> None:
    answer = visitor.say("my lower back hurts")
    contract.check(data(answer))
    [message] = answer.json
    assert message["recipient_id"] == visitor.sender
    assert message["text"]
    assert {frozenset(button) for button in message["buttons"]} == {frozenset({"title", "payload"})}


def test_the_same_message_again_gets_the_same_answer_and_no_turn(visitor: Visitor) -> None:
    first = visitor.say("my lower back hurts", "the-first-message")
    visitor.say("no", "the-second-message")
    before = visitor.lines()
    again = visitor.say("my lower back hurts", "the-first-message")
    assert (again.status, again.json) == (first.status, first.json)
    assert visitor.lines() == before


def test_a_message_is_known_again_many_turns_later(visitor: Visitor) -> None:
    first = visitor.say("my lower back hurts", "a-message-of-old")
    for _ in range(45):
        assert visitor.say("hello").status == 200
    assert visitor.say("my lower back hurts", "a-message-of-old").json == first.json


def test_copies_sent_at_once_are_one_message(visitor: Visitor) -> None:
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: visitor.say("my neck is stiff", "copied-message").json, range(5)))
    assert answers == [answers[0]] * 5
    assert [text for speaker, text in visitor.lines() if speaker == "user"] == ["my neck is stiff"]


def test_resuming_shows_what_was_said_and_shown(visitor: Visitor) -> None:
    said = [visitor.say("my lower back hurts").json, visitor.say("none of these").json]
    resumed = visitor.post("resume").json
    assert resumed["numbers"]["emergency"] == "112"
    greeting, first, answer, second, other = resumed["messages"]
    assert (first, second) == (
        {"from": "user", "text": "my lower back hurts"},
        {"from": "user", "text": "none of these"},
    )
    for line, [message] in zip((answer, other), said, strict=True):
        assert line == {"from": "bot", **{key: message[key] for key in message if key != "recipient_id"}}
    assert greeting["custom"]["id"] == "greeting"


def test_exporting_gives_everything_and_no_export_within_an_export(visitor: Visitor) -> None:
    visitor.say("my lower back hurts")
    visitor.post("feedback", reply=2, value="down", consent=True)
    first, second = data(visitor.post("export")), data(visitor.post("export"))
    for export in (first, second):
        contract.check(export)
        said = [line["text"] for line in export["conversation"]["messages"] if line["by"] == "person"]
        assert said == ["my lower back hurts"]
        assert [(row["reply"], row["value"]) for row in export["conversation"]["feedback"]] == [(2, "down")]
    assert second["conversation"]["messages"] == first["conversation"]["messages"]


def test_forgetting_leaves_nothing_and_ends_the_conversation(server: Server, visitor: Visitor) -> None:
    visitor.say("my lower back hurts", "a-message-to-forget")
    assert visitor.post("feedback", reply=2, value="up", consent=True).status == 204
    assert min(rows(server, visitor.sender).values()) > 0
    assert data(visitor.post("forget")) == {"kind": "notice", "id": "forgotten"}
    assert set(rows(server, visitor.sender).values()) == {0}
    for answer in (
        visitor.say("my lower back hurts", "a-message-to-forget"),
        visitor.post("resume"),
        visitor.post("export"),
        visitor.post("feedback", reply=1, value="up", consent=True),
    ):
        assert answer.status == 410
        assert "start" in answer.json["error"]
    assert data(visitor.post("forget"))["id"] == "forgotten"
    assert set(rows(server, visitor.sender).values()) == {0}


def test_forgetting_in_words_deletes_feedback_too(server: Server, visitor: Visitor) -> None:
    visitor.say("my lower back hurts")
    visitor.post("feedback", reply=2, value="up", consent=True)
    assert data(visitor.say("forget me"))["id"] == "forgotten"
    assert set(rows(server, visitor.sender).values()) == {0}


@pytest.mark.parametrize(
    "fields",
    [
        {"reply": 1, "value": "up"},
        {"reply": 1, "value": "up", "consent": False},
        {"reply": 1, "value": "up", "consent": "true"},
        {"reply": 0, "value": "up", "consent": True},
        {"reply": 2, "value": "up", "consent": True},
        {"reply": True, "value": "up", "consent": True},
        {"reply": 1.5, "value": "up", "consent": True},
        {"reply": 10**30, "value": "up", "consent": True},
        {"reply": 1, "value": "sideways", "consent": True},
        {"reply": 1, "value": ["up"], "consent": True},
    ],
)
def test_unclear_feedback_or_feedback_without_consent_is_refused(
    server: Server, visitor: Visitor, fields: dict[str, object]
) -> None:
    answer = visitor.post("feedback", **fields)
    assert answer.status == (404 if fields["reply"] in (2, 10**30) else 400)
    assert len(answer.json["error"]) > 40
    assert rows(server, visitor.sender).get("feedback", 0) == 0


def test_a_second_thought_replaces_the_first(server: Server, visitor: Visitor) -> None:
    for value in ("up", "down"):
        assert visitor.post("feedback", reply=1, value=value, consent=True).status == 204
    with sqlite3.connect(server.database) as database:
        name = f"widget:{visitor.sender.partition('.')[0]}"
        stored = database.execute("SELECT reply, value FROM feedback WHERE sender_id = ?", (name,)).fetchall()
    assert stored == [(1, "down")]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"message": "hello"}, 400),
        ({"message": "hello", "id": "short"}, 400),
        ({"message": "hello", "id": 12345678}, 400),
        ({"message": "hello", "id": "with spaces in it"}, 400),
        ({"message": None, "id": "a-good-message-id"}, 400),
        ({"message": "x" * 2001, "id": "a-good-message-id"}, 413),
        ({"message": "x" * 20_000, "id": "a-good-message-id"}, 413),
        ({"message": "hello", "id": "a-good-message-id", "sender": 7}, 400),
        ({"message": "hello", "id": "a-good-message-id", "sender": "somebody"}, 403),
    ],
)
def test_what_is_malformed_is_refused(visitor: Visitor, fields: dict[str, object], status: int) -> None:
    answer = visitor.post("webhook", **fields)
    assert answer.status == status
    assert len(answer.json["error"]) > 40
    assert [speaker for speaker, _ in visitor.lines()] == ["bot"]


def test_the_id_of_another_conversation_cannot_be_made_up(visitor: Visitor) -> None:
    random, _, code = visitor.sender.partition(".")
    visitor.sender = f"{random[:-1]}{'A' if random[-1] != 'A' else 'B'}.{code}"
    assert [visitor.post(path).status for path in ("webhook", "resume", "forget", "export", "feedback")] == [
        403
    ] * 5


def test_rest_lets_nobody_into_a_conversation_of_the_widget(server: Server, visitor: Visitor) -> None:
    name = f"widget:{visitor.sender.partition('.')[0]}"
    assert server.post({"sender": name, "message": "what have you stored about me?"}).status == 400
