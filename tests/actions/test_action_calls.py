"""The actions, called as Rasa calls them: a tracker as JSON in, events and responses out."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

from actions import memory, replies
from bot.answer import wording
from bot.model.entities import entities_of
from bot.model.episode import Episode
from bot.model.finding import Finding, Status
from bot.model.reading import Query, Reading
from bot.settings import Settings
from tests.support.contract import check

NAMES = {
    "action_assess", "action_answer", "action_explain", "action_summarise", "action_export",
    "action_start_over", "action_forget", "action_decline", "action_notice",
}  # fmt: skip
NECK = Reading(findings=(Finding("pain", Status.PRESENT, "neck", "neck hurts"),), regions=("neck",))
EXECUTOR = ActionExecutor()
EXECUTOR.register_package("actions")


def call(
    action: str, intent: str | None, reading: Reading, *, slot: Any = None, channel: str = "rest"
) -> dict[str, Any]:
    """One call of an action server."""
    text = "my neck hurts"
    message = {"intent": {"name": intent}, "entities": entities_of(reading, text), "text": text}
    events = [
        {"event": "action", "name": "action_listen"},
        {"event": "user", "text": text, "input_channel": channel, "timestamp": 1.5, "parse_data": message},
        {"event": "bot", "text": "Where?", "timestamp": 2.5},
    ]
    tracker = {
        "sender_id": "x", "slots": {memory.EPISODE: slot}, "latest_message": message, "events": events,
        "paused": False, "followup_action": None, "active_loop": {}, "latest_action_name": None,
    }  # fmt: skip
    body = json.loads(json.dumps({"next_action": action, "sender_id": "x", "tracker": tracker, "domain": {}}))
    return json.loads(json.dumps(asyncio.run(EXECUTOR.run(body))))


def test_these_actions_exist() -> None:
    assert set(EXECUTOR.actions) == NAMES


@pytest.mark.parametrize("action", sorted(NAMES))
def test_any_action_sends_one_message_with_text_buttons_and_data(action: str) -> None:
    result = call(action, "describe_symptoms", NECK)
    (response,) = result["responses"]
    check(response["custom"])
    assert response["custom"]["kind"] == "assessment"
    options = response["custom"]["next_question"]["options"]
    *asked, more = response["buttons"]
    assert asked == options
    assert more["payload"] == wording.load().phrases.treated_payload
    assert "Understood: neck; yes to pain." in response["text"]


def test_the_episode_is_the_only_slot_and_comes_back_unchanged() -> None:
    (event,) = call("action_assess", "describe_symptoms", NECK)["events"]
    assert (event["event"], event["name"]) == ("slot", "episode")
    later = Reading(duration_days=21)
    (again,) = call("action_notice", "nlu_fallback", later, slot=event["value"])["events"]
    assert (again["value"]["present"], again["value"]["duration_days"]) == (["pain"], 21)
    assert Episode.from_dict(again["value"]).regions == ("neck",)


def test_nobody_is_shown_raw_data_in_the_terminal() -> None:
    (response,) = call("action_assess", "describe_symptoms", NECK, channel="cmdline")["responses"]
    assert response["custom"] == {}
    assert response["text"]
    assert response["buttons"]


@pytest.mark.parametrize("slot", [None, "", [], {}, {"from_the_future": 1}, 7])
def test_whatever_the_slot_holds_the_person_is_answered(slot: Any) -> None:
    (response,) = call("action_notice", "greet", Reading(), slot=slot)["responses"]
    assert response["custom"] == {"kind": "notice", "id": "greeting"}


def test_a_message_without_intent_is_not_understood() -> None:
    (response,) = call("action_notice", None, Reading())["responses"]
    assert response["custom"] == {"kind": "notice", "id": "not_understood"}


def test_a_question_travels_whole() -> None:
    asked = Reading(query=Query("side_effects", ("neck_traction",), ("risk",)))
    (response,) = call("action_answer", "ask_knowledge", asked)["responses"]
    assert (response["custom"]["topic"], response["custom"]["subjects"]) == (
        "side_effects",
        ["neck_traction"],
    )


def test_the_export_holds_what_was_said_and_what_is_known() -> None:
    (response,) = call("action_export", "ask_export", Reading(), slot={"present": ["pain"]})["responses"]
    conversation = response["custom"]["conversation"]
    assert conversation["messages"] == [
        {"by": "person", "text": "my neck hurts", "seconds": 1.5},
        {"by": "machine", "text": "Where?", "seconds": 2.5},
    ]
    assert conversation["episode"]["present"] == ["pain"]


def test_who_wants_to_be_forgotten_leaves_the_marker_and_no_episode() -> None:
    events = call("action_forget", "forget_me", Reading(), slot={"present": ["pain"]})["events"]
    known, marker = ((event["name"], event["value"]) for event in events)
    assert (known[1]["present"], marker) == ([], ("forget", True))


def test_nobody_else_leaves_the_marker() -> None:
    assert [event["name"] for event in call("action_notice", "greet", Reading())["events"]] == ["episode"]


def test_the_numbers_are_the_deployers() -> None:
    contacts = replies.contacts_of(
        Settings(emergency_number="911", non_emergency_number="", crisis_line="988")
    )
    assert (contacts.emergency, contacts.non_emergency, contacts.crisis) == ("911", None, "988")
