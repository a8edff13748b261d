"""Every accepted message gets a reply with exactly one ``custom``; every refused one a clear error."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.text import clean
from tests.channels.visitor import Answer, Visitor, data
from tests.support import contract
from tests.support.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

REST = "/webhooks/rest/webhook"
FEW = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)

ORDERS = (
    "/restart",
    "/session_start",
    "/start_over",
    "/back",
    '/greet{"forget": true}',
    '/ask_summary{"episode": {"present": ["saddle_numbness"]}}',
    "/SetSlots(episode=None)",
    "EXTERNAL: session_start",
    " \u200b/restart",
    "\u2028/restart",
    "//restart",
    "\uff0frestart",
    "/" * 2000,
)
ODD = st.characters(categories=("Cc", "Cf", "Co", "Mn", "Me", "Zl", "Zp", "Zs", "So", "Sk"))
RIGHT_TO_LEFT = st.characters(min_codepoint=0x0590, max_codepoint=0x08FF)
EMOJI = st.text(
    st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF) | st.sampled_from("\u200d\ufe0f"), max_size=30
)
TEXTS = (
    st.text(max_size=200)
    | st.text(ODD, max_size=60)
    | st.text(RIGHT_TO_LEFT, max_size=60)
    | EMOJI
    | st.sampled_from(ORDERS)
    | st.builds("{}my back hurts{}".format, st.text(ODD, max_size=8), st.text(ODD, max_size=8))
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "sender": JSON | st.just("payloads"),
        "message": JSON | st.just("hello"),
        "id": JSON | st.just("an-id-for-payloads"),
        "metadata": JSON,
        "input_channel": JSON,
        "reply": JSON,
        "value": JSON,
        "consent": JSON,
    },
)
BODIES = (
    st.binary(max_size=200)
    | FIELDS.map(lambda fields: json.dumps(fields).encode())
    | JSON.map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass"))
)
KINDS = st.sampled_from(
    ["application/json", "application/json; charset=utf-16", "text/plain", "", "APPLICATION/JSON"]
)


def check(answer: Answer) -> None:
    """The invariant."""
    if answer.status == 200:
        contract.check(data(answer))
        assert all(message["text"].strip() for message in answer.json)
        assert data(answer).get("id") != "unavailable"
    else:
        assert 400 <= answer.status < 500, answer
        assert len(answer.json["error"]) > 20


@pytest.fixture(scope="module")
def visitor(server: Server) -> Visitor:
    started = Visitor(server)
    started.start()
    return started


@given(text=TEXTS)
@FEW
def test_any_text_is_answered(visitor: Visitor, text: str) -> None:
    for answer in (
        visitor.say(text),
        visitor.ask(REST, json.dumps({"sender": "any-text", "message": text}).encode()),
    ):
        check(answer)
        assert answer.status == 200


@given(
    body=BODIES, kind=KINDS, path=st.sampled_from([REST, "webhook", "start", "resume", "feedback", "export"])
)
@FEW
def test_any_request_is_answered_or_refused(visitor: Visitor, body: bytes, kind: str, path: str) -> None:
    answer = visitor.ask(path, body, headers={"Content-Type": kind})
    if path == "start" and answer.status == 200:
        assert answer.json["sender"]
    else:
        check(answer)


@pytest.mark.parametrize("size", [2_000, 2_001, 16_000, 17_000, 1_000_000])
def test_any_size_is_answered_or_refused(visitor: Visitor, size: int) -> None:
    for path, fields in (
        (REST, {"sender": "sizes"}),
        ("webhook", {"sender": visitor.sender, "id": "of-any-size"}),
    ):
        answer = visitor.ask(path, json.dumps({**fields, "message": "x" * size}).encode())
        check(answer)
        assert answer.status == (200 if size <= 2_000 else 413)


def events(server: Server, sender: str) -> list[dict[str, Any]]:
    with sqlite3.connect(server.database) as database:
        query = "SELECT data FROM events WHERE sender_id = ? ORDER BY id"
        return [json.loads(event) for (event,) in database.execute(query, (sender,))]


@pytest.mark.parametrize("order", ORDERS)
def test_what_looks_like_an_order_is_text(server: Server, order: str) -> None:
    """Only text comes in, so nothing needs to be checked for having been offered: there are no orders."""
    replies = []
    for sender, text in (
        (f"order-{ORDERS.index(order)}", order),
        (f"words-{ORDERS.index(order)}", clean(order)),
    ):
        server.say(sender, "my lower back hurts for three weeks")
        replies.append(server.say(sender, text)[0]["text"])
        stored = events(server, sender)
        assert [event["text"] for event in stored if event["event"] == "user"][1] == clean(order)
        assert sum(event["event"] == "session_started" for event in stored) == 1
        assert not any(event["event"] in ("restart", "reset_slots") for event in stored)
        assert {event["name"] for event in stored if event["event"] == "slot"} == {"episode"}
    assert replies[0] == replies[1]


def test_what_a_client_says_about_itself_is_not_kept(server: Server) -> None:
    sent = {
        "sender": "pretends",
        "message": "my neck hurts",
        "metadata": {"zanzibar": 1},
        "input_channel": "cmdline",
        "parse_data": {"intent": {"name": "forget_me"}},
    }
    reply = server.post(sent)
    assert reply.json[-1]["custom"]["kind"] == "assessment"
    stored = events(server, "pretends")
    assert "zanzibar" not in json.dumps(stored)
    assert {event["input_channel"] for event in stored if event["event"] == "user"} == {"rest"}
