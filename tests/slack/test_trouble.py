"""When Slack makes us wait, refuses or breaks: nothing is lost and nobody waits in silence."""

from __future__ import annotations

import sqlite3
import time

import pytest

from bot import database
from bot.channels.slack.deliveries import Deliveries
from tests.slack.payloads import Sender, direct, mention
from tests.slack.standin import Slack
from tests.support.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def test_a_rate_limit_is_waited_out_for_as_long_as_slack_says(slack: Slack, http: Sender) -> None:
    limit = {"error": "ratelimited", "status": 429, "headers": {"Retry-After": "1"}}
    slack.errors += [limit, limit]
    began = time.monotonic()
    http.send(direct("URATE1", "my lower back hurts"))
    assert len(slack.wait_posted("DURATE1")) == 1
    assert time.monotonic() - began >= 2


def test_others_and_the_acknowledgement_do_not_wait_with_it(slack: Slack, http: Sender) -> None:
    slack.errors.append({"error": "ratelimited", "status": 429, "headers": {"Retry-After": "2"}})
    assert http.send(direct("URATE2", "my neck hurts")).seconds < 1
    slack.wait(lambda: not slack.errors)
    http.send(direct("URATE3", "my neck hurts"))
    slack.wait_posted("DURATE3")
    assert slack.posted("DURATE2") == []
    slack.wait_posted("DURATE2")


@pytest.mark.parametrize("status", [500, 503])
def test_a_failure_of_slacks_is_tried_again(slack: Slack, http: Sender, status: int) -> None:
    slack.errors.append({"error": "internal_error", "status": status})
    http.send(direct(f"UFAIL{status}", "my neck hurts"))
    assert len(slack.wait_posted(f"DUFAIL{status}")) == 1


def test_refused_blocks_are_sent_as_text(slack: Slack, http: Sender) -> None:
    slack.errors.append({"error": "invalid_blocks"})
    http.send(direct("UBLK1", "I can't feel my groin and my back hurts"))
    [message] = slack.wait_posted("DUBLK1")
    assert "blocks" not in message
    assert "call 999" in message["text"]


def test_where_the_bot_may_not_write_the_answer_comes_in_private(slack: Slack, http: Sender) -> None:
    slack.errors += [{"error": "not_in_channel"}, {"error": "not_in_channel"}]
    http.send(mention("UCLOSED1", "my neck hurts", "CCLOSED1"))
    message = slack.wait_posted("UCLOSED1")[0]
    assert message["text"].startswith("I could not answer you where you asked.")
    assert "neck" in message["text"]
    assert slack.posted("CCLOSED1") == []


def test_without_the_table_of_deliveries_people_are_still_answered(
    slack: Slack, http: Sender, slack_server: Server
) -> None:
    with sqlite3.connect(slack_server.database, timeout=10) as broken:
        broken.execute("DROP TABLE slack_deliveries")
    http.send(direct("UNOTABLE1", "my neck hurts"))
    slack.wait_posted("DUNOTABLE1")
    assert "slack.claim_failed" in slack_server.log.read_text()
    Deliveries(database.connect_file(slack_server.database))  # makes it anew
