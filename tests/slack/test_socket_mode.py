"""Socket Mode: the same server, the same answers, through a WebSocket."""

from __future__ import annotations

import time

import pytest

from bot.channels.slack.choices import SUMMARY
from tests.slack.payloads import Sender, click, command, direct, mention
from tests.slack.standin import Slack
from tests.support.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180), pytest.mark.usefixtures("slack_server")]


def test_a_direct_message_is_acknowledged_and_answered(slack: Slack) -> None:
    began = time.monotonic()
    assert slack.push("events_api", direct("USOC1", "my lower back hurts"), "E1") == {"envelope_id": "E1"}
    assert time.monotonic() - began < 1
    assert "lower back" in slack.wait_posted("DUSOC1")[0]["text"]


def test_a_mention_and_a_click(slack: Slack) -> None:
    slack.push("events_api", mention("USOC2", "my neck hurts", "CSOC2", ts="1700000005.000100"), "E2")
    [message] = slack.wait_posted("CSOC2")
    assert message["thread_ts"] == "1700000005.000100"
    slack.push(
        "interactive", click("USOC2", {"type": "button", "action_id": SUMMARY}, message, "CSOC2"), "E3"
    )
    slack.wait_made("views.open")


def test_a_command_is_acknowledged_with_words(slack: Slack) -> None:
    answer = slack.push("slash_commands", command("USOC3", "my neck hurts"), "E4")
    assert answer["payload"]["response_type"] == "ephemeral"
    slack.wait_posted("USOC3")


def test_what_came_by_one_way_is_not_answered_again_by_the_other(slack: Slack, http: Sender) -> None:
    delivery = direct("USOC4", "my lower back hurts")
    slack.push("events_api", delivery, "E5")
    slack.wait_posted("DUSOC4")
    http.send(delivery)
    slack.push("events_api", {**delivery, "retry_attempt": 1}, "E6")
    time.sleep(0.7)
    assert len(slack.posted("DUSOC4")) == 1


def test_what_cannot_be_read_is_acknowledged_and_harms_nothing(slack: Slack, slack_server: Server) -> None:
    unreadable = {
        "type": "event_callback",
        "event": {"type": "message", "user": "USOC5", "channel_type": "im"},
    }
    assert slack.push("events_api", unreadable, "E7") == {"envelope_id": "E7"}
    slack.push("events_api", direct("USOC5", "my neck hurts"), "E8")
    slack.wait_posted("DUSOC5")
    assert "slack.unreadable" in slack_server.log.read_text()


def test_a_socket_that_slack_replaces_goes_on(slack: Slack) -> None:
    slack.ask_to_reconnect()
    slack.push("events_api", direct("USOC6", "my neck hurts"), "E9")
    slack.wait_posted("DUSOC6")
