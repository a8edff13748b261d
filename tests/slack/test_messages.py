"""What people write, as Slack delivers it over HTTP: to the real server, answered to the stand-in."""

from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.slack.payloads import Sender, command, direct, mention
from tests.slack.standin import BOT_USER, Slack
from tests.slack.validation import texts
from tests.support.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def shown(messages: list[dict[str, Any]]) -> str:
    return "\n".join(text for message in messages for text in texts(message["blocks"]))


def test_a_direct_message_is_acknowledged_at_once_and_answered(slack: Slack, http: Sender) -> None:
    answer = http.send(direct("UDM1", "my lower back hurts and it shoots down my left leg"))
    assert (answer.status, answer.body) == (200, "")
    assert answer.seconds < 1
    [message] = slack.wait_posted("DUDM1")
    assert message.get("thread_ts") is None
    assert "*Slipped (herniated) disc*" in shown([message])
    assert "Others can read this" not in shown([message])


def test_an_emergency_comes_first_with_a_header_and_the_deployers_number(slack: Slack, http: Sender) -> None:
    http.send(direct("UDM2", "I can't feel my groin and my back hurts"))
    [message] = slack.wait_posted("DUDM2")
    assert message["blocks"][0]["type"] == "header"
    assert "999" in message["blocks"][1]["text"]["text"]
    assert message["blocks"][-1]["type"] == "context"


def test_a_mention_is_answered_in_its_thread_with_a_way_to_privacy(slack: Slack, http: Sender) -> None:
    http.send(mention("UCH1", "what causes neck pain?", "CPUB1", ts="1700000000.000100"))
    [message] = slack.wait_posted("CPUB1")
    assert message["thread_ts"] == "1700000000.000100"
    assert (
        f"Others can read this. To go on in private, write to me in a direct message: <@{BOT_USER}>"
        in shown([message])
    )


def test_a_thread_is_one_conversation_and_not_that_of_the_direct_messages(slack: Slack, http: Sender) -> None:
    root = {"thread_ts": "1700000001.000100"}
    http.send(mention("UCH2", "my lower back hurts", "CPUB2", **root))
    slack.wait_posted("CPUB2")
    http.send(mention("UCH2", "what have you stored about me?", "CPUB2", **root))
    http.send(direct("UCH2", "what have you stored about me?"))
    assert "my lower back hurts" in shown(slack.wait_posted("CPUB2", 2)[1:])
    assert "my lower back hurts" not in shown(slack.wait_posted("DUCH2"))


def test_two_people_in_one_thread_do_not_become_one_patient(slack: Slack, http: Sender) -> None:
    root = {"thread_ts": "1700000002.000100"}
    http.send(mention("UCH3", "my neck hurts and I have a fever", "CPUB3", **root))
    slack.wait_posted("CPUB3")
    http.send(mention("UCH4", "my lower back hurts since yesterday", "CPUB3", **root))
    other = shown(slack.wait_posted("CPUB3", 2)[1:])
    assert "lower back" in other
    assert "fever;" not in other
    assert "neck;" not in other


def test_links_and_entities_do_not_hide_symptoms(slack: Slack, http: Sender) -> None:
    http.send(
        direct("UDM3", "see <https://nhs.uk> &amp; *help*: my lower back hurts and I can't feel my _groin_")
    )
    [message] = slack.wait_posted("DUDM3")
    assert message["blocks"][0]["type"] == "header"


def test_hostile_words_come_back_as_words(slack: Slack, http: Sender) -> None:
    http.send(direct("UDM4", "my back hurts &lt;!channel&gt; &lt;@U1&gt; &lt;img onerror&gt;"))
    slack.wait_posted("DUDM4")
    http.send(direct("UDM4", "what have you stored about me?"))
    export = slack.wait_posted("DUDM4", 2)[1]
    assert "&lt;!channel&gt; &lt;@U1&gt;" in export["text"]
    assert "<" not in shown([export]) + export["text"]


@pytest.mark.parametrize("text", ["", "\u200b", "/restart", "/session_start", "/", ":smile:"])
def test_awkward_text_gets_a_kind_reply(slack: Slack, http: Sender, text: str) -> None:
    user = f"UAWK{abs(hash(text)) % 10**8}"
    http.send(direct(user, text))
    assert slack.wait_posted(f"D{user}")[0]["text"].strip()


def test_too_long_a_message_is_told_so(slack: Slack, http: Sender) -> None:
    http.send(direct("UDM5", "pain " * 500))
    [message] = slack.wait_posted("DUDM5")
    assert "2499 characters" in message["text"]
    assert "2000" in message["text"]
    assert "call 999" in message["text"]


def test_a_long_answer_comes_in_messages_that_slack_takes(slack: Slack, http: Sender) -> None:
    for text in (
        "my neck hurts",
        "what causes neck pain?",
        "what helps against back pain?",
        "my arm is numb",
    ):
        http.send(direct("UDM6", text))
        time.sleep(0.1)
    before = len(slack.wait_posted("DUDM6", 4))
    http.send(direct("UDM6", "what have you stored about me?"))
    parts = slack.wait_posted("DUDM6", before + 2)[before:]
    assert len(parts) >= 2


def test_a_command_is_answered_in_private_and_acknowledged_where_it_was_typed(
    slack: Slack, http: Sender
) -> None:
    answer = http.send(command("UCMD1", "my neck hurts", channel="CPUB4"))
    assert answer.status == 200
    assert '"response_type":"ephemeral"' in answer.body.replace(": ", ":")
    [message] = slack.wait_posted("UCMD1")
    assert "neck" in shown([message])
    assert slack.posted("CPUB4") == []


def test_a_command_goes_on_with_the_conversation_of_the_direct_messages(slack: Slack, http: Sender) -> None:
    http.send(direct("UCMD2", "my lower back hurts"))
    slack.wait_posted("DUCMD2")
    assert http.send(command("UCMD2", "what have you stored about me?", channel="DUCMD2")).body == ""
    assert "my lower back hurts" in shown(slack.wait_posted("UCMD2"))


def test_a_bare_mention_and_a_bare_command_are_told_what_can_be_done(slack: Slack, http: Sender) -> None:
    http.send(mention("UCH5", "", "CPUB5"))
    http.send(command("UCH5", ""))
    assert "what hurts" in shown(slack.wait_posted("CPUB5"))
    assert "what hurts" in shown(slack.wait_posted("UCH5"))


def test_people_who_write_at_once_get_their_own_answers(slack: Slack, http: Sender) -> None:
    users = [f"UCON{n}" for n in range(12)]
    sent = {user: "my neck hurts" if n % 2 else "my lower back hurts" for n, user in enumerate(users)}
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda user: http.send(direct(user, sent[user])), users))
    assert max(answer.seconds for answer in answers) < 3, "Slack would send them again"
    for user in users:
        [message] = slack.wait_posted(f"D{user}")
        assert ("Understood: neck" in message["text"]) == (sent[user] == "my neck hurts")


def test_messages_of_one_person_are_answered_in_order(slack: Slack, http: Sender) -> None:
    texts_sent = ["my lower back hurts", "since 3 weeks", "summary for my doctor"]
    for text in texts_sent:
        http.send(direct("UORD1", text))
    first, second, third = slack.wait_posted("DUORD1", 3)
    assert "3 weeks" not in first["text"]
    assert "3 weeks" in second["text"]
    assert "Summary for a clinician" in third["text"]


def test_nothing_of_slacks_is_stored(slack: Slack, http: Sender, slack_server: Server) -> None:
    http.send(mention("UPRIVATE1", "my neck hurts", "CPRIVATE1", ts="1700000004.000177"))
    slack.wait_posted("CPRIVATE1")
    with sqlite3.connect(slack_server.database) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        stored = "\n".join(
            repr(row) for table in tables for row in database.execute(f"SELECT * FROM {table}")
        )
    assert "my neck hurts" in stored
    assert [name for name in ("UPRIVATE1", "CPRIVATE1", "1700000004.000177", "'T1'") if name in stored] == []
    assert "my neck hurts" not in slack_server.log.read_text()
