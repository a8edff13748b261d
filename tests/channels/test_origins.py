"""Whose pages may talk to the widget."""

from __future__ import annotations

import pytest

from bot.channels import origins
from bot.channels.refusal import Refused

ALLOWED = ("https://www.example.org", "http://localhost:8080")
HOST = {"host": "chat.example.org"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://www.example.org"},
        {"origin": "HTTPS://WWW.EXAMPLE.ORG"},
        {"origin": "http://localhost:8080"},
        {"origin": "https://chat.example.org"},
        {"origin": "https://other.example.org", "sec-fetch-site": "same-origin"},
    ],
)
def test_own_pages_allowed_sites_and_programs_may_ask(headers: dict[str, str]) -> None:
    origins.check({**HOST, **headers}, ALLOWED)


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://evil.example",
        "http://www.example.org",
        "https://www.example.org.evil.example",
        "https://www.example.org:444",
        "https://chat.example.org:8443",
        "http://localhost",
        "https://",
        "http://[::1",
        "*",
    ],
)
def test_others_are_refused_and_told_nothing(origin: str) -> None:
    with pytest.raises(Refused) as caught:
        origins.check({**HOST, "origin": origin, "sec-fetch-site": "cross-site"}, ALLOWED)
    assert caught.value.status == 403
    assert origins.allow({"origin": origin}, ALLOWED) == {}


def test_an_allowed_site_is_named_and_may_send_no_cookies() -> None:
    told = origins.allow({"origin": "https://www.example.org"}, ALLOWED)
    assert told["Access-Control-Allow-Origin"] == "https://www.example.org"
    assert "Access-Control-Allow-Credentials" not in told


def test_without_a_list_nobody_else_is_let_in() -> None:
    assert origins.allow({"origin": "https://www.example.org"}, ()) == {}
    with pytest.raises(Refused):
        origins.check({**HOST, "origin": "https://www.example.org"}, ())
