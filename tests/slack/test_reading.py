"""What a delivery says: four kinds, and everything that is none of them left alone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.slack.pseudonyms import Pseudonyms
from bot.channels.slack.reading import Click, ForgetWanted, Opened, Person, Place, Said, SummaryWanted, read
from tests.slack.payloads import click, command, direct, event, home_opened, mention
from tests.slack.standin import BOT_USER

SAM = Person("T1", "USAM")
PRIVATE = Place("DUSAM", None, private=True)
BUTTON = {
    "type": "button",
    "action_id": "say:0",
    "text": {"type": "plain_text", "text": "No"},
    "value": "no pain",
}
MESSAGE = {"ts": "7.1", "text": "?", "blocks": []}


def said(payload: dict[str, Any]) -> Said:
    found = read(payload, BOT_USER)
    assert isinstance(found, Said)
    return found


def test_a_direct_message() -> None:
    assert said(direct("USAM", "my *back* hurts", ts="1.5")) == Said(
        ("DUSAM", "USAM", "1.5"), SAM, PRIVATE, "my back hurts"
    )


def test_a_thread_within_direct_messages_is_answered_there() -> None:
    assert said(direct("USAM", "ow", thread_ts="1.1")).place == Place("DUSAM", "1.1", private=True)


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message"])
def test_other_ways_of_saying_something(subtype: str) -> None:
    assert said(direct("USAM", "ow", subtype=subtype)).text == "ow"


def test_a_picture_without_words_is_empty() -> None:
    assert said(direct("USAM", "", subtype="file_share")).text == ""


def test_a_mention_opens_a_thread() -> None:
    found = said(mention("USAM", "my neck hurts", ts="3.1"))
    assert (found.text, found.place) == ("my neck hurts", Place("C1", "3.1", private=False))


def test_a_mention_in_a_thread_stays_there() -> None:
    assert said(mention("USAM", "and now?", thread_ts="3.1")).place.thread == "3.1"


def test_a_bare_mention_and_a_bare_command_only_call() -> None:
    assert said(mention("USAM", "")).text is None
    assert said(command("USAM", " ")).text is None


def test_a_bot_id_that_is_not_known_is_taken_from_the_delivery() -> None:
    found = read(mention("USAM", "my neck hurts"))
    assert isinstance(found, Said)
    assert found.text == "my neck hurts"


@pytest.mark.parametrize(
    "payload",
    [
        direct("USAM", "x", subtype="message_changed"),
        direct("USAM", "x", subtype="message_deleted"),
        direct("USAM", "x", subtype="channel_join"),
        direct("USAM", "x", subtype="bot_message"),
        direct("USAM", "x", bot_id="B1"),
        direct("USAM", "x", hidden=True),
        direct("USAM", "x", edited={"user": "USAM", "ts": "9.9"}),
        direct(BOT_USER, "x"),
        mention("USAM", "x", edited={"user": "USAM", "ts": "9.9"}),
        event(channel="DUSAM", text="x"),
        event(user="USAM", channel="C1", text="x", channel_type="channel"),
        event(user="USAM", channel="G1", text="x", channel_type="mpim"),
        event(user="USAM", type="app_home_opened", tab="messages", channel="DUSAM"),
        event(user="USAM", type="reaction_added", item={"channel": "DUSAM"}),
        {"type": "app_rate_limited"},
        {"ssl_check": "1"},
        {},
    ],
)
def test_what_is_nobodys_own_new_message_is_left_alone(payload: dict[str, Any]) -> None:
    assert read(payload, BOT_USER) is None


def test_a_button() -> None:
    found = said(click("USAM", {**BUTTON, "action_ts": "8.1"}, MESSAGE))
    assert (found.key, found.text) == (("DUSAM", "USAM", "8.1"), "no pain")
    assert (found.place, found.click) == (PRIVATE, Click(MESSAGE, "No"))


def chosen(value: str) -> dict[str, Any]:
    return {"value": value, "text": {"type": "plain_text", "text": value.title()}}


@pytest.mark.parametrize(
    ("action", "text", "title"),
    [
        ({"type": "static_select", "selected_option": chosen("neck")}, "neck", "Neck"),
        ({"type": "radio_buttons", "selected_option": chosen("neck")}, "neck", "Neck"),
        ({"type": "overflow", "selected_option": chosen("neck")}, "neck", "Neck"),
        ({"type": "checkboxes", "selected_options": [chosen("a"), chosen("b")]}, "a. b", "A, B"),
        ({"type": "multi_static_select", "selected_options": [chosen("a")]}, "a", "A"),
    ],
)
def test_every_way_of_choosing(action: dict[str, Any], text: str, title: str) -> None:
    found = said(click("USAM", {"action_id": "say:0", **action}, MESSAGE))
    assert found.click
    assert (found.text, found.click.title) == (text, title)


@pytest.mark.parametrize(
    "action",
    [
        {"type": "button", "action_id": "say:0", "url": "https://nhs.uk"},
        {"type": "button", "action_id": "another", "value": "/forget_me"},
        {"type": "datepicker", "action_id": "say:0", "selected_date": "2026-01-01"},
        {"type": "static_select", "action_id": "say:0", "selected_option": None},
    ],
)
def test_what_is_not_ours_to_obey(action: dict[str, Any]) -> None:
    assert read(click("USAM", action, MESSAGE)) is None


def test_a_click_in_a_channel_stays_in_its_thread() -> None:
    message = {**MESSAGE, "thread_ts": "3.1"}
    assert said(click("USAM", BUTTON, message, "C1")).place == Place("C1", "3.1", private=False)


def test_summary_forget_and_home() -> None:
    wanted = read(click("USAM", {"type": "button", "action_id": "summary"}, MESSAGE))
    assert isinstance(wanted, SummaryWanted)
    assert wanted.trigger.startswith("trigger-")
    assert isinstance(read(click("USAM", {"type": "button", "action_id": "forget"})), ForgetWanted)
    assert read(home_opened("USAM")) == Opened(SAM)


def test_a_command_is_answered_in_private_wherever_it_is_given() -> None:
    found = said(command("USAM", "my back &amp; neck hurt", channel="C1"))
    assert (found.text, found.place) == ("my back & neck hurt", Place("USAM", None, private=True))


def test_one_person_has_one_conversation_however_they_write_directly() -> None:
    names = Pseudonyms(b"secret")
    ways = [
        direct("USAM", "a"),
        direct("USAM", "b", thread_ts="1.1"),
        command("USAM", "c"),
        click("USAM", BUTTON, MESSAGE),
    ]
    found = {names.of_conversation(said(way).person, said(way).place) for way in ways}
    assert found == {names.of_conversation(SAM)}


def test_people_threads_teams_and_secrets_are_kept_apart() -> None:
    names, thread = Pseudonyms(b"secret"), Place("C1", "3.1", private=False)
    conversations = [
        names.of_conversation(SAM),
        names.of_conversation(Person("T2", "USAM")),
        names.of_conversation(Person("T1", "UKIM")),
        names.of_conversation(SAM, thread),
        names.of_conversation(SAM, Place("C1", "4.1", private=False)),
        names.of_conversation(Person("T1", "UKIM"), thread),
        Pseudonyms(b"another").of_conversation(SAM),
    ]
    assert len(set(conversations)) == len(conversations)
    assert not [name for name in conversations if "USAM" in name or len(name) > 255]
