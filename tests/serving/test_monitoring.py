"""Request ids and figures, on the real server; and what it does not tell."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request

import pytest
import rasa

from tests.support.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def fetch(server: Server, path: str, body: bytes | None = None) -> tuple[str, str]:
    """The request id and the text of an answer, whatever its status."""
    asked = urllib.request.Request(server.address + path, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.headers["X-Request-ID"], answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.headers["X-Request-ID"], error.read().decode()


def figures(server: Server) -> dict[str, float]:
    rows = (line.rpartition(" ") for line in fetch(server, "/metrics")[1].splitlines() if line[0] != "#")
    return {name: float(value) for name, _, value in rows if name.startswith("spinewise_")}


@pytest.mark.parametrize(
    ("path", "body"),
    [("/", None), ("/healthz", None), ("/nowhere", None), ("/webhooks/rest/webhook", b"x" * 50_000)],
)
def test_every_answer_carries_an_id_of_its_own(standin: Server, path: str, body: bytes | None) -> None:
    ids = {fetch(standin, path, body)[0] for _ in range(3)}
    assert len(ids) == 3
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in ids)


def test_the_log_of_a_turn_has_the_id_that_the_client_got(standin: Server) -> None:
    body = json.dumps({"sender": "id", "message": "fails zanzibar"}).encode()
    number, _ = fetch(standin, "/webhooks/rest/webhook", body)
    entries = [json.loads(line) for line in standin.log.read_text().splitlines() if number in line]
    assert {entry["event"] for entry in entries} == {"action.failed", "turn"}
    assert "zanzibar" not in standin.log.read_text()


def test_turns_stages_replies_and_errors_are_counted(standin: Server) -> None:
    before = figures(standin)
    standin.say("counted", "it hurts")
    standin.say("counted", "fails")
    after = figures(standin)
    grown = {name: after[name] - before.get(name, 0) for name in after if "_created" not in name}
    assert grown['spinewise_turns_total{channel="rest"}'] == 2
    assert grown['spinewise_replies_total{detail="",kind="answer"}'] == 1
    assert grown['spinewise_replies_total{detail="unavailable",kind="notice"}'] == 1
    assert grown['spinewise_errors_total{event="action.failed"}'] == 1
    for stage in ("wait", "load", "understand", "act", "store", "turn"):
        assert grown[f'spinewise_stage_seconds_count{{stage="{stage}"}}'] >= 2
    assert after["spinewise_queue"] == 0


def test_urgency_is_counted_and_nobody_can_be_told_apart(server: Server) -> None:
    server.say("zanzibar", "I cannot feel my groin when I wipe and my back hurts")
    text = fetch(server, "/metrics")[1]
    assert 'spinewise_replies_total{detail="emergency",kind="assessment"}' in text
    assert "zanzibar" not in text


def test_probes_are_not_counted(standin: Server) -> None:
    before = figures(standin)['spinewise_stage_seconds_count{stage="turn"}']
    fetch(standin, "/healthz")
    assert figures(standin)['spinewise_stage_seconds_count{stage="turn"}'] == before


def test_nobody_is_told_rasas_version(standin: Server) -> None:
    assert rasa.__version__ not in fetch(standin, "/")[1]
    assert json.loads(fetch(standin, "/")[1])["service"] == "spinewise"
