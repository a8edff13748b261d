"""The seam between Rasa and the actions, without a server."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from rasa.utils.endpoints import ClientResponseError

from bot.serving import actions
from bot.serving.checks import free_port
from bot.settings import Settings

SETTINGS = Settings(action_seconds=0.5)
UNAVAILABLE = {"kind": "notice", "id": "unavailable"}

SOURCE = """
import asyncio

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

SEEN = {"list": [1]}

class Shares(Action):
    def name(self):
        return "action_shares"

    def run(self, dispatcher, tracker, domain):
        tracker.slots["mine"].append("changed")
        dispatcher.utter_message(text="ok", json_message=SEEN)
        return [SlotSet("mine", SEEN)]

class Waits(Action):
    def name(self):
        return "action_waits"

    async def run(self, dispatcher, tracker, domain):
        await asyncio.sleep(0.01)
        dispatcher.utter_message(text="waited")
        return []

class Exits(Action):
    def name(self):
        return "action_exits"

    def run(self, dispatcher, tracker, domain):
        raise SystemExit(1)

class Unserialisable(Action):
    def name(self):
        return "action_unserialisable"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(json_message={"a": {1, 2}})
        return []
"""


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[actions.InProcessActions]:
    folder = tmp_path_factory.mktemp("package")
    (folder / "spinewise_test_actions.py").write_text(SOURCE)
    sys.path.insert(0, str(folder))
    yield actions.InProcessActions(SETTINGS, package="spinewise_test_actions")
    sys.path.remove(str(folder))


def call(name: str, slot: list[Any] | None = None) -> dict[str, Any]:
    slots = {"mine": [] if slot is None else slot}
    tracker = {
        "sender_id": "a", "slots": slots, "latest_message": {}, "events": [], "paused": False,
        "followup_action": None, "active_loop": {}, "latest_action_name": None,
    }  # fmt: skip
    return {"next_action": name, "sender_id": "a", "tracker": tracker}


def run(endpoint: actions.SafeActions, name: str, slot: list[Any] | None = None) -> Any:
    return asyncio.run(endpoint.request(json=call(name, slot), method="post", timeout=300, compress=False))


def test_an_action_may_wait(inside: actions.InProcessActions) -> None:
    [response] = run(inside, "action_waits")["responses"]
    assert response["text"] == "waited"


def test_no_state_is_shared(inside: actions.InProcessActions) -> None:
    slot: list[Any] = []
    result = run(inside, "action_shares", slot)
    assert slot == []
    result["events"][0]["value"]["list"].append(2)
    result["responses"][0]["custom"]["list"].append(3)
    assert sys.modules["spinewise_test_actions"].SEEN == {"list": [1]}


@pytest.mark.parametrize("name", ["action_exits", "action_unserialisable", "action_of_nobody"])
def test_every_error_is_answered(inside: actions.InProcessActions, name: str) -> None:
    [response] = run(inside, name)["responses"]
    assert response["custom"] == UNAVAILABLE
    assert "112" in response["text"]


def test_too_many_late_actions_refuse_new_ones(inside: actions.InProcessActions) -> None:
    inside._late = {threading.Thread() for _ in range(actions.MAX_LATE)}
    try:
        [response] = run(inside, "action_shares")["responses"]
        assert response["custom"] == UNAVAILABLE
    finally:
        inside._late = set()


def test_an_action_server_that_is_down_is_answered() -> None:
    outside = actions.HttpActions(SETTINGS, url=f"http://127.0.0.1:{free_port()}/webhook")
    [response] = run(outside, "action_shares")["responses"]
    assert response["custom"] == UNAVAILABLE


class Answers(BaseHTTPRequestHandler):
    """An action server that declines, fails or answers, by the action's name."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name = asked["next_action"]
        status = {"declines": 400, "fails": 500}.get(name, 200)
        body = {"error": "no", "action_name": name} if status != 200 else {"events": [], "responses": []}
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def outside() -> Iterator[actions.HttpActions]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield actions.HttpActions(SETTINGS, url=f"http://127.0.0.1:{server.server_port}/webhook")
    server.shutdown()
    server.server_close()


def test_an_action_server_answers(outside: actions.HttpActions) -> None:
    assert run(outside, "answers") == {"events": [], "responses": []}


def test_an_action_server_fails(outside: actions.HttpActions) -> None:
    assert run(outside, "fails")["responses"][0]["custom"] == UNAVAILABLE


def test_an_action_server_declines(outside: actions.HttpActions) -> None:
    with pytest.raises(ClientResponseError) as caught:
        run(outside, "declines")
    assert (caught.value.status, json.loads(caught.value.text)["action_name"]) == (400, "declines")


def test_the_settings_choose_where_actions_run() -> None:
    outside = actions.create(Settings(action_url="http://127.0.0.1:5055/webhook"), lambda _: [])
    assert isinstance(outside, actions.HttpActions)
    assert isinstance(actions.create(Settings(), lambda _: []), actions.InProcessActions)


def test_an_action_that_tells_all_gets_what_is_stored_and_what_is_new() -> None:
    stored = [{"event": "user", "text": text, "timestamp": at} for at, text in enumerate("abc", start=1)]
    endpoint = actions.SafeActions(SETTINGS, lambda sender: stored if sender == "a" else [])
    seen: dict[str, list[str]] = {}

    async def keep(asked: dict[str, Any]) -> Any:
        seen[asked["next_action"]] = [event["text"] for event in asked["tracker"]["events"]]
        return {"events": [], "responses": []}

    endpoint._run = keep  # type: ignore[method-assign]
    for name in ("action_export", "action_assess"):
        asked = call(name)
        asked["tracker"]["events"] = [stored[-1], {"event": "user", "text": "d", "timestamp": 4}]
        asyncio.run(endpoint.request(json=asked))
    assert seen == {"action_export": ["a", "b", "c", "d"], "action_assess": ["c", "d"]}
