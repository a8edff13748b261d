"""Replies as Block Kit: the warning first, sources last."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.answer import wording as answers
from bot.channels.slack import views, wording
from bot.settings import Settings
from tests.slack.drawn import assessment, drawn
from tests.slack.validation import check_view, texts
from tests.support.readability import grade

Json = dict[str, Any]

SOON = """See a doctor soon. [1]

Understood: lower back.

Why:
- A nerve may be irritated. [1]

What this can go with:
- Slipped disc. For it: pain in the leg. Against it: no numbness. [1, 2]

Do you have any of these?
- Yes
- None & never

I am a machine.

Sources:
[1] NHS, Back pain, web page
[2] Back & Neck Pain, Symptoms, no date"""
BUTTONS = [{"title": "Yes", "payload": "yes"}, {"title": "None & never", "payload": "none of these"}]


def kinds(message: Json) -> list[str]:
    return [block["type"] for block in message["blocks"]]


def test_an_assessment_from_what_to_do_to_the_sources() -> None:
    [message] = drawn({"text": SOON, "buttons": BUTTONS, "custom": assessment("soon")})
    first, badge, *_, sources = message["blocks"]
    assert first["text"]["text"] == "*See a doctor soon.* [1]"
    assert badge["elements"][0]["text"] == wording.load().urgency.soon
    shown = texts(message["blocks"])
    assert (
        "*What this can go with*\n• *Slipped disc*. For it: pain in the leg. Against it: no numbness. [1, 2]"
        in shown
    )
    assert sources["type"] == "context"
    assert sources["elements"][0]["text"].startswith("*Sources*\n[1] NHS")


def test_only_what_to_do_is_in_bold() -> None:
    [message] = drawn(
        {"text": "Noted: no fever.\nMy advice stays: See a doctor soon. [1]", "custom": assessment("soon")}
    )
    assert texts(message["blocks"])[0] == "Noted: no fever.\n*My advice stays: See a doctor soon.* [1]"


def test_quick_replies_stand_under_their_question_and_send_their_payload() -> None:
    [message] = drawn({"text": SOON, "buttons": BUTTONS, "custom": assessment("soon")})
    at = next(n for n, block in enumerate(message["blocks"]) if block["type"] == "actions")
    assert message["blocks"][at - 1]["text"]["text"] == "*Do you have any of these?*"
    shown = [(one["text"]["text"], one["value"]) for one in message["blocks"][at]["elements"]]
    assert shown == [("Yes", "yes"), ("None & never", "none of these")]
    # Who hears the message reads no buttons.
    assert "- Yes\n- None &amp; never" in message["text"]


def test_an_emergency_has_a_header_of_its_own_before_everything() -> None:
    text = "Call 999 now. [1]\nTell them about your back.\n\nSources:\n[1] NHS, Back pain, web page"
    [message] = drawn({"text": text, "custom": assessment("emergency")})
    assert message["blocks"][0] == {
        "type": "header",
        "text": {"type": "plain_text", "text": wording.load().urgency.emergency, "emoji": True},
    }
    assert message["blocks"][1]["text"]["text"] == "*Call 999 now.* [1]\n*Tell them about your back.*"
    assert message["text"].startswith(wording.load().urgency.emergency)


@pytest.mark.parametrize("kind", ["answer", "summary", "export", "notice"])
def test_an_emergency_that_is_repeated_keeps_its_header(kind: str) -> None:
    text = f"Call 999 now.\n{answers.load().phrases.still_emergency}\n\nHere is the rest."
    [message] = drawn({"text": text, "custom": {"kind": kind, "id": "x"}})
    assert kinds(message) == ["header", "section", "section"]


@pytest.mark.parametrize("urgency", ["urgent", "soon", "routine", "self_care"])
def test_every_other_level_is_named_in_words(urgency: str) -> None:
    [message] = drawn({"text": "Do this.", "custom": assessment(urgency)})
    assert "header" not in kinds(message)
    assert re.search(r"\w{4}", message["blocks"][1]["elements"][0]["text"].partition("*")[2])


def test_the_hint_comes_last() -> None:
    [message] = drawn({"text": SOON, "custom": assessment("soon")}, hint="Others can read this.")
    assert message["blocks"][-1]["elements"][0]["text"] == "Others can read this."


def test_what_only_slack_says_is_easy_to_read() -> None:
    words = wording.load()
    said = [words.in_private, words.asked_in_private, words.undelivered, words.too_long, words.not_yours]
    said += [
        words.summary.wait,
        *words.home.about,
        words.home.start,
        *words.home.privacy,
        words.home.confirm.text,
    ]
    assert grade("\n".join(re.sub(r"[*_`{}/]", "", text) for text in said)) <= 6


def test_home_tab_and_modal() -> None:
    settings = Settings(emergency_number="999", retention_days=7)
    home = views.home(
        settings, [{"text": "I have deleted it.", "custom": {"kind": "notice", "id": "forgotten"}}]
    )
    check_view(home.to_dict())
    shown = "\n".join(texts(home.to_dict()["blocks"]))
    assert "call 999" in shown
    assert "7 days" in shown
    assert shown.index("I have deleted it.") < shown.index("Tell me")
    forget = home.to_dict()["blocks"][-1]["elements"][0]
    assert (forget["style"], forget["confirm"]["title"]["text"]) == ("danger", "Forget everything?")
    reply = {"text": SOON, "buttons": BUTTONS, "custom": {"kind": "summary"}}
    for view in (views.summary(()), views.summary([reply])):
        check_view(view.to_dict())
        assert "actions" not in [block["type"] for block in view.to_dict()["blocks"]]
