"""What is answered once, and what not at all: with the real server."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.slack.payloads import Sender, direct, event, mention
from tests.slack.standin import BOT_USER, Slack

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

QUIET_SECONDS = 0.7
"""More than a turn takes: after so long nothing more will come."""


def test_eleven_deliveries_get_one_answer(slack: Slack, http: Sender) -> None:
    delivery = direct("UDUP1", "my lower back hurts")
    with ThreadPoolExecutor(6) as pool:  # at once, as after a hiccup of the network
        answers = list(pool.map(lambda _: http.send(delivery), range(6)))
    slack.wait_posted("DUDUP1")
    retry = {"X_Slack_Retry_Reason": "http_error"}  # later, with Slack's headers, and without
    answers += [http.send(delivery, X_Slack_Retry_Num=number, **retry) for number in "123"]
    answers += [http.send(delivery), http.send({**delivery, "event_id": "Ev2"})]
    time.sleep(QUIET_SECONDS)
    assert [answer.status for answer in answers] == [200] * 11
    assert len(slack.posted("DUDUP1")) == 1


def test_a_mention_that_is_delivered_as_two_events_gets_one_answer(slack: Slack, http: Sender) -> None:
    named = mention("UDUP2", "my neck hurts", "CDUP2", ts="1700000003.000100")
    http.send(named)
    http.send({**named, "event": {**named["event"], "type": "message"}})
    slack.wait_posted("CDUP2")
    time.sleep(QUIET_SECONDS)
    assert len(slack.posted("CDUP2")) == 1


def test_what_is_not_a_persons_new_message_gets_no_answer(slack: Slack, http: Sender) -> None:
    ignored = [
        direct("UIGN1", "my back hurts", subtype="message_changed"),
        direct("UIGN1", "my back hurts", subtype="message_deleted"),
        direct("UIGN1", "my back hurts", bot_id="B1"),
        direct(BOT_USER, "my back hurts"),
        event(user="UIGN1", channel="CIGN1", text="my back hurts", channel_type="channel"),
        event(user="UIGN1", channel="CIGN1", text="joined", subtype="channel_join", channel_type="channel"),
        {"type": "event_callback", "event": ["not an object"]},
        {"type": "block_actions", "actions": []},
    ]
    assert [http.send(payload).status for payload in ignored] == [200] * len(ignored)
    time.sleep(QUIET_SECONDS)
    assert slack.posted("DUIGN1") == slack.posted("CIGN1") == slack.posted(f"D{BOT_USER}") == []
