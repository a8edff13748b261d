"""The project's own server on awkward input: a kind reply or a clear error each, nothing silent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def test_healthz(server: Server) -> None:
    assert (server.request("/healthz").status, server.request("/healthz").json) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    "text",
    [
        "😀",
        "",
        "   ",
        "\u200b",
        "a\x00b",
        "/session_start",
        "/restart",
        '/inform{"forget": true}',
        "/",
        "؟",
        "x" * 2000,
    ],
)
def test_awkward_text_gets_a_reply(server: Server, text: str) -> None:
    messages = server.say("awkward", text)
    assert any(message.get("text", "").strip() for message in messages)
    [data] = [message["custom"] for message in messages if "custom" in message]
    assert data["kind"] in {"notice", "answer", "assessment"}
    assert data.get("id") != "unavailable"


@pytest.mark.parametrize(
    ("payload", "status"),
    [
        ({"sender": "a", "message": 3}, 400),
        ({"sender": "a"}, 400),
        ({"message": "hello"}, 400),
        ({"sender": "a", "message": "x" * 10_000}, 413),
        ({"sender": "a", "message": "x" * 50_000}, 413),
        ([], 400),
    ],
)
def test_what_is_malformed_gets_a_clear_error(server: Server, payload: Any, status: int) -> None:
    reply = server.post(payload)
    assert reply.status == status
    assert len(reply.json["error"]) > 40


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/nowhere", None, 404),
        ("/webhooks/rest/webhook", None, 405),
        ("/webhooks/rest/webhook", b"{", 400),
        ("/conversations/a/tracker", None, 404),
        ("/model/parse", b"{}", 404),
    ],
)
def test_http_errors_are_json_too(server: Server, path: str, body: bytes | None, status: int) -> None:
    reply = server.request(path, body)
    assert reply.status == status
    assert reply.json["error"]
