"""Buttons, menus, home tab, summary and forgetting: with the real server."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from bot.channels.slack.choices import SUMMARY
from bot.channels.slack.views import FORGET
from tests.slack.payloads import Sender, click, direct, home_opened, mention
from tests.slack.standin import Slack
from tests.slack.validation import texts
from tests.support.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

Json = dict[str, Any]


def ask(slack: Slack, http: Sender, user: str, text: str = "my lower back hurts") -> Json:
    """Write a direct message; returns the answer."""
    before = len(slack.posted(f"D{user}"))
    http.send(direct(user, text))
    return slack.wait_posted(f"D{user}", before + 1)[before]


def buttons(message: Json) -> list[Json]:
    """The quick replies of a message, each as Slack tells of it when it is pressed."""
    offered = [(block, one) for block in message["blocks"] for one in block.get("elements", ())]
    return [{**one, "block_id": block.get("block_id", "b1")} for block, one in offered if "value" in one]


def titled(message: Json, title: str) -> Json:
    """The quick reply with a title."""
    return next(button for button in buttons(message) if button["text"]["text"] == title)


def rows(server: Server, table: str) -> set[str]:
    """Conversations that a table knows."""
    with sqlite3.connect(server.database) as database:
        return {name for (name,) in database.execute(f"SELECT DISTINCT sender_id FROM {table}")}


def test_a_button_says_its_words_and_gives_way_to_what_was_picked(slack: Slack, http: Sender) -> None:
    offer = ask(slack, http, "UBTN1", "my lower back hurts and it shoots down my left leg")
    answer = http.send(click("UBTN1", titled(offer, "None of these"), {**offer, "ts": "5.5"}))
    assert (answer.status, answer.body) == (200, "")
    reply = slack.wait_posted("DUBTN1", 2)[1]
    assert "no to numbness between the legs" in reply["text"]
    [settled] = slack.wait_made("chat.update", channel="DUBTN1")
    assert settled["ts"] == "5.5"
    offered = [block for block in offer["blocks"] if "say:0" in str(block)]
    assert settled["blocks"][:-1] == [block for block in offer["blocks"] if block not in offered]
    assert texts(settled["blocks"][-1:]) == ["You picked: None of these"]


def test_a_menu_says_its_words_in_the_thread_of_its_message(slack: Slack, http: Sender) -> None:
    option = {"text": {"type": "plain_text", "text": "Neck"}, "value": "my neck hurts"}
    action = {"type": "static_select", "action_id": "say:0", "selected_option": option}
    http.send(click("UMENU1", action, {"ts": "6.6", "thread_ts": "6.1", "text": "?", "blocks": []}, "CMENU1"))
    [reply] = slack.wait_posted("CMENU1")
    assert reply["thread_ts"] == "6.1"
    assert "neck" in reply["text"]


def test_a_click_that_slack_repeats_counts_once(slack: Slack, http: Sender) -> None:
    offer = ask(slack, http, "UBTN2")
    pressed = click("UBTN2", buttons(offer)[0], offer)
    for _ in range(3):
        http.send(pressed)
    slack.wait_made("chat.update", channel="DUBTN2")
    assert len(slack.posted("DUBTN2")) == 2


def test_in_a_channel_only_who_asked_can_answer(slack: Slack, http: Sender) -> None:
    http.send(mention("UOWN1", "my lower back hurts", "COWN1", ts="1700000006.000100"))
    offer = slack.wait_posted("COWN1")[0]
    message = {"ts": "7.7", "thread_ts": "1700000006.000100", **offer}
    http.send(click("UOWN2", buttons(offer)[0], message, "COWN1"))
    [told] = slack.wait_made("chat.postEphemeral", user="UOWN2")
    assert (told["channel"], told["thread_ts"]) == ("COWN1", "1700000006.000100")
    assert slack.made("chat.update", channel="COWN1") == []
    http.send(click("UOWN1", buttons(offer)[0], message, "COWN1"))
    slack.wait_made("chat.update", channel="COWN1")
    assert len(slack.posted("COWN1")) == 2


def test_the_summary_opens_at_once_and_is_filled(slack: Slack, http: Sender) -> None:
    answer = ask(slack, http, "USUM1", "my lower back hurts for 3 weeks")
    pressed = click("USUM1", {"type": "button", "action_id": SUMMARY}, answer)
    http.send(pressed)
    [opened] = slack.wait_made("views.open", trigger_id=pressed["trigger_id"])
    assert opened["view"]["type"] == "modal"
    updated = slack.wait(lambda: [one for one in slack.made("views.update") if "for 3 weeks" in str(one)])[0]
    shown = texts(updated["view"]["blocks"])
    assert any("Summary for a clinician" in text for text in shown)
    assert len(slack.posted("DUSUM1")) == 1


def test_a_summary_that_cannot_open_comes_as_a_message(slack: Slack, http: Sender) -> None:
    answer = ask(slack, http, "USUM2")
    slack.errors.append({"error": "expired_trigger_id"})
    http.send(click("USUM2", {"type": "button", "action_id": SUMMARY}, answer))
    assert "Summary for a clinician" in slack.wait_posted("USUM2")[0]["text"]


def test_the_home_tab_says_what_it_is_and_how_to_be_forgotten(slack: Slack, http: Sender) -> None:
    http.send(home_opened("UHOME1"))
    [home] = slack.wait_made("views.publish", user_id="UHOME1")
    shown = "\n".join(texts(home["view"]["blocks"]))
    assert "I am a machine" in shown
    assert "call 999" in shown
    assert "passes through Slack" in shown
    assert FORGET in str(home["view"]["blocks"])


def test_forget_me_on_the_home_tab_deletes_everything_of_the_person(
    slack: Slack, http: Sender, slack_server: Server
) -> None:
    before = {table: rows(slack_server, table) for table in ("events", "slack_deliveries")}
    ask(slack, http, "UFRG1")
    http.send(mention("UFRG1", "my neck hurts", "CFRG1"))
    slack.wait_posted("CFRG1")
    assert len(rows(slack_server, "events") - before["events"]) == 2
    http.send(click("UFRG1", {"type": "button", "action_id": FORGET}))
    [home] = slack.wait_made("views.publish", user_id="UFRG1")
    assert "I have deleted" in "\n".join(texts(home["view"]["blocks"]))
    assert {table: rows(slack_server, table) for table in before} == before


def test_forget_me_in_words_does_the_same_for_that_person_alone(
    slack: Slack, http: Sender, slack_server: Server
) -> None:
    ask(slack, http, "UFRG2")
    before = {table: rows(slack_server, table) for table in ("events", "slack_deliveries")}
    ask(slack, http, "UFRG3")
    http.send(mention("UFRG3", "my neck hurts", "CFRG3"))
    slack.wait_posted("CFRG3")
    assert "I have deleted" in ask(slack, http, "UFRG3", "forget me")["text"]
    assert slack.wait(lambda: {table: rows(slack_server, table) for table in before} == before)
