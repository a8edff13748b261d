"""Who is let in, how often, and what every answer carries: on a real server that is set up to be strict."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator

import pytest

from tests.channels.visitor import Answer, Visitor, data
from tests.support.server import ROOT, Server, running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

SITE = "https://www.example.org"
TOKEN = "a token of sixteen or more"
PER_SENDER, PER_ADDRESS = 5, 20
REST = "/webhooks/rest/webhook"


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {
        "limit_loopback": "yes",
        "messages_per_minute": str(PER_SENDER),
        "requests_per_minute": str(PER_ADDRESS),
        "trusted_proxies": "127.0.0.1",
        "widget_origins": SITE,
        "api_token": TOKEN,
    }
    with running(ROOT, tmp_path_factory.mktemp("strict"), **settings) as started:
        yield started


addresses = (f"203.0.113.{last}" for last in itertools.count(1))


@pytest.fixture
def visitor(strict: Server) -> Visitor:
    """Somebody with an address of their own, behind the trusted proxy."""
    return Visitor(strict, {"X-Forwarded-For": next(addresses)})


def wait_of(answer: Answer) -> int:
    """The seconds that a refusal for rate asks for."""
    assert answer.status == 429, answer.body
    assert "wait" in answer.json["error"]
    return int(answer.headers["retry-after"])


def test_a_conversation_that_sends_too_fast_is_told_to_wait(visitor: Visitor) -> None:
    visitor.start()
    sent = [visitor.say(f"message {at}") for at in range(PER_SENDER)]
    assert {answer.status for answer in sent} == {200}
    assert 0 < wait_of(visitor.say("one too many")) <= 60 / PER_SENDER
    assert not any("one too many" in text for _, text in visitor.lines())
    visitor.start()
    assert visitor.say("another conversation").status == 200


def test_an_address_that_asks_too_often_is_told_to_wait(strict: Server, visitor: Visitor) -> None:
    assert {visitor.post("start").status for _ in range(PER_ADDRESS)} == {200}
    assert 0 < wait_of(visitor.post("start")) <= 60 / PER_ADDRESS
    assert Visitor(strict, {"X-Forwarded-For": next(addresses)}).post("start").status == 200
    # What a client writes in front of what the proxy adds changes nothing.
    pretender = f"{next(addresses)}, {visitor.headers['X-Forwarded-For']}"
    assert Visitor(strict, {"X-Forwarded-For": pretender}).post("start").status == 429


def test_the_same_holds_over_rest(visitor: Visitor) -> None:
    def send(sender: str) -> Answer:
        return visitor.ask(REST, json.dumps({"sender": sender, "message": "hello"}).encode())

    assert {send("fast").status for _ in range(PER_SENDER)} == {200}
    assert 0 < wait_of(send("fast")) <= 60 / PER_SENDER
    rest = [send(f"other-{at}") for at in range(PER_ADDRESS)]
    assert [answer.status for answer in rest].count(200) == PER_ADDRESS - PER_SENDER - 1
    wait_of(rest[-1])


def test_without_the_setting_this_machine_is_not_limited(server: Server) -> None:
    assert {Visitor(server).ask("start", b"no JSON").status for _ in range(310)} == {400}


def test_a_page_of_an_allowed_site_may_ask_and_no_other(visitor: Visitor) -> None:
    for origin, status in ((SITE, 200), ("https://evil.example", 403), ("null", 403)):
        visitor.headers["Origin"] = origin
        before = visitor.ask("start", method="OPTIONS", headers={"Access-Control-Request-Method": "POST"})
        answer = visitor.post("start")
        assert answer.status == status
        told = origin if status == 200 else None
        for got in (before, answer):
            assert got.headers.get("access-control-allow-origin") == told
            assert "Origin" in got.headers["vary"]


def test_a_refusal_can_be_read_by_the_page_that_is_refused(visitor: Visitor) -> None:
    visitor.headers["Origin"] = SITE
    for answer in (
        visitor.ask("start", b"{"),
        visitor.ask("start", b"x" * 50_000),
        visitor.ask("nothing.js"),
    ):
        assert 400 <= answer.status < 500
        assert answer.headers["access-control-allow-origin"] == SITE


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/nowhere", "/webhooks/rest/", REST, "start", "", "widget.js"]
)
def test_every_answer_is_hardened_and_open_to_nobody(visitor: Visitor, path: str) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        answer = visitor.ask(
            path, b"{}" if method == "POST" else None, method, {"Origin": "https://evil.example"}
        )
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src 'none';")
        assert "permissions-policy" in headers
        assert "cross-origin-resource-policy" in headers
        assert "cache-control" in headers
        assert [name for name in headers if name.startswith("access-control")] == []


def test_the_demo_page_allows_its_own_files_and_nothing_inline(visitor: Visitor) -> None:
    page = visitor.ask("")
    assert page.status == 200
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert policy.endswith("report-uri /webhooks/widget/csp-report")
    assert visitor.ask("/webhooks/widget").headers["location"] == "/webhooks/widget/"


def test_files_are_packed_and_asked_for_again_only_when_changed(visitor: Visitor) -> None:
    plain = visitor.ask("widget.js")
    packed = visitor.ask("widget.js", headers={"Accept-Encoding": "gzip"})
    assert plain.headers["content-type"].startswith("text/javascript")
    assert gzip.decompress(packed.body) == plain.body
    assert "Accept-Encoding" in packed.headers["vary"]
    assert plain.headers["cross-origin-resource-policy"] == "cross-origin"
    again = visitor.ask("widget.js", headers={"If-None-Match": plain.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert visitor.ask("widget.js", method="HEAD").headers["content-length"] == str(len(plain.body))


@pytest.mark.parametrize(
    "name", ["files.py", "..%2ffiles.py", "../files.py", "%00", "..", "widget.js%00", "x" * 3000]
)
def test_no_other_file_is_served(visitor: Visitor, name: str) -> None:
    assert visitor.ask(name).status == 404


def test_a_violation_of_the_policy_is_noted_without_what_it_says(strict: Server, visitor: Visitor) -> None:
    answer = visitor.ask("csp-report", b'{"csp-report": {"blocked-uri": "zanzibar"}}')
    assert answer.status == 204
    log = strict.log.read_text()
    assert "widget.policy_violated" in log
    assert "zanzibar" not in log


def test_the_api_of_rasa_opens_to_the_token_alone(visitor: Visitor) -> None:
    visitor.start()
    tracker = f"/conversations/widget:{visitor.sender.partition('.')[0]}/tracker"
    assert [visitor.ask(f"{tracker}{query}").status for query in ("", "?token=", "?token=wrong")] == [401] * 3
    assert visitor.ask(f"{tracker}?token={TOKEN.replace(' ', '%20')}").status == 200


def test_without_a_token_there_is_no_api(server: Server) -> None:
    paths = ("/version", "/status", "/domain", "/conversations/a/tracker?token=", "/model/parse")
    assert {Visitor(server).ask(path).status for path in paths} == {404}


def test_a_name_among_proxies_that_nobody_trusts_is_noted_once(server: Server) -> None:
    for _ in range(2):
        Visitor(server, {"X-Forwarded-For": "203.0.113.1"}).start()
    assert server.log.read_text().count("guard.untrusted_proxy") == 1


def test_data_of_the_answers_is_unharmed_behind_the_proxy(visitor: Visitor) -> None:
    visitor.start()
    assert data(visitor.say("my lower back hurts"))["kind"] == "assessment"
