"""What a request may be, and that everything else is refused with a reason."""

from __future__ import annotations

import contextlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.refusal import Refused
from bot.channels.request import Incoming, read
from bot.channels.text import EMPTY, clean
from bot.settings import Settings

JSON = "application/json"


def body(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def test_an_accepted_request() -> None:
    got = read("application/json; charset=utf-8", body(sender="a", message="my neck"), Settings())
    assert got == Incoming("a", "my neck")


def test_what_else_the_client_sends_is_not_trusted() -> None:
    sent = body(sender="a", message="hi", metadata={"x": 1}, input_channel="slack")
    assert read(JSON, sent, Settings()) == Incoming("a", "hi")


@pytest.mark.parametrize(
    ("status", "content_type", "sent"),
    [
        (415, "text/plain", body(sender="a", message="hi")),
        (415, "", body(sender="a", message="hi")),
        (400, JSON, b""),
        (400, JSON, b"{"),
        (400, JSON, b"\xff\xfe"),
        (400, JSON, b"[" * 5000),
        (400, JSON, b"NaN"),
        (400, JSON, b'{"sender": "a", "message": "b", "x": NaN}'),
        (400, JSON, b"[]"),
        (400, JSON, b'"text"'),
        (400, JSON, body(message="hi")),
        (400, JSON, body(sender="", message="hi")),
        (400, JSON, body(sender="  ", message="hi")),
        (400, JSON, body(sender=None, message="hi")),
        (400, JSON, body(sender=7, message="hi")),
        (400, JSON, body(sender="x" * 256, message="hi")),
        (400, JSON, body(sender="a\x00b", message="hi")),
        (400, JSON, body(sender="a\u200bb", message="hi")),
        (400, JSON, body(sender="a\ud800", message="hi")),
        (400, JSON, body(sender="a")),
        (400, JSON, body(sender="a", message=3)),
        (400, JSON, body(sender="a", message=None)),
        (400, JSON, body(sender="a", message=["hi"])),
        (413, JSON, body(sender="a", message="x" * 2001)),
        (413, JSON, body(sender="a", message="x" * 20_000)),
    ],
)
def test_a_refusal_says_why(status: int, content_type: str, sent: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read(content_type, sent, Settings())
    assert caught.value.status == status
    assert len(caught.value.error) > 40


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("my neck hurts", "my neck hurts"),
        ("  two\n lines\t ", "two\n lines"),
        ("ba\u200bck\x00 \u202epain\u202c", "back pain"),
        ("\ufeffneck\u00a0pain", "neck pain"),
        ("cafe\u0301", "café"),
        ("😀", "😀"),
        ("", EMPTY),
        ("\u200b \x00", EMPTY),
        ("/", EMPTY),
        ("/restart", "restart"),
        (' / /greet{"name": "x"}', 'greet{"name": "x"}'),
        ("\u200b/session_start", "session_start"),
        ("and/or", "and/or"),
        ("half \ud83d", "half"),
    ],
)
def test_text_is_made_safe(typed: str, seen: str) -> None:
    assert clean(typed) == seen


@given(st.text())
def test_no_text_reaches_rasa_as_an_order_or_as_nothing(typed: str) -> None:
    seen = clean(typed)
    assert seen.strip()
    assert not seen.strip().startswith("/")
    assert all(char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in seen)
    assert clean(seen) == seen


@given(st.binary(max_size=300))
def test_any_bytes_are_accepted_or_refused(sent: bytes) -> None:
    with contextlib.suppress(Refused):
        read(JSON, sent, Settings())
