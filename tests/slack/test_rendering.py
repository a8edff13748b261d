"""Replies as Block Kit: the warning first, sources last, within every limit, and nothing lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import wording as answers
from bot.channels.slack import limits, views, wording
from bot.channels.slack.pieces import Message, chunks
from bot.channels.slack.rendering import render
from bot.settings import Settings
from tests.slack.validation import check_message, check_view, texts
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
CAUSES = [{"id": "herniated_disc", "name": "Slipped disc", "why": [], "against": [], "sources": []}]


def assessment(urgency: str) -> Json:
    action = [{"text": "See a doctor soon.", "sources": []}]
    return {"kind": "assessment", "urgency": urgency, "action": action, "causes": CAUSES, "treatments": []}


def drawn(*replies: Json, hint: str = "") -> list[Json]:
    """The messages of replies as they are sent, checked as Slack checks them."""
    sent = [as_sent(message) for message in render(replies, hint)]
    for message in sent:
        check_message(message["text"], message["blocks"])
    return sent


def as_sent(message: Message) -> Json:
    return {"text": message.text, "blocks": [block.to_dict() for block in message.blocks]}


def kinds(message: Json) -> list[str]:
    return [block["type"] for block in message["blocks"]]


def words(text: str) -> list[str]:
    """The words of a text, without list signs and Slack's signs."""
    return re.findall(r"[^\s\-•*_~`:']+", text)


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


def test_more_quick_replies_than_a_block_holds_become_a_menu() -> None:
    options = [{"title": f"Choice {n}", "payload": f"choose {n}"} for n in range(26)]
    [message] = drawn({"text": "Which?", "buttons": options, "custom": {"kind": "notice", "id": "x"}})
    [menu] = message["blocks"][-1]["elements"]
    assert menu["type"] == "static_select"
    assert [one["value"] for one in menu["options"]] == [one["payload"] for one in options]


def values(messages: list[Json]) -> list[str]:
    """What quick replies send, in order."""
    elements = [
        one for message in messages for block in message["blocks"] for one in block.get("elements", ())
    ]
    options = [[one, *one.get("options", ())] for one in elements]
    return [one["value"] for group in options for one in group if "value" in one]


@pytest.mark.parametrize("count", [1, 25, 26, 100, 101])
@pytest.mark.parametrize("payload", [10, 151, 2000])
@pytest.mark.parametrize("title", [10, 75, 90])
def test_every_quick_reply_can_be_given_however_many(count: int, payload: int, title: int) -> None:
    names = [f"{n:03} " for n in range(count)]
    options = [{"title": name.ljust(title, "t"), "payload": name.ljust(payload, "p")} for name in names]
    messages = drawn({"text": "Which?", "buttons": options, "custom": {"kind": "notice", "id": "x"}})
    assert values(messages) == [one["payload"] for one in options]
    everything = "\n".join(message["text"] for message in messages)
    assert all(one["title"] in everything for one in options)


def test_what_no_button_can_send_can_be_read_and_typed() -> None:
    options = [{"title": "Long", "payload": "p" * 2001}, {"title": "Short", "payload": "short"}]
    messages = drawn({"text": "Which?", "buttons": options})
    assert values(messages) == ["short"]
    assert "- Long" in messages[0]["text"]


reply_texts = st.lists(
    st.text(alphabet="abc <>&*_~`:-[]1•\n\u00e9😀", min_size=1, max_size=4000).filter(
        lambda text: text.strip()
    ),
    min_size=1,
    max_size=6,
)


@given(parts=reply_texts, titles=st.lists(st.text(alphabet="ab<&", min_size=1, max_size=90), max_size=30))
def test_nothing_is_lost_and_every_limit_kept(parts: list[str], titles: list[str]) -> None:
    text = "\n\n".join(parts)
    options = [{"title": title, "payload": title} for title in titles]
    messages = drawn({"text": text, "buttons": options, "custom": assessment("soon")})
    shown = "".join(
        words(unescape("\n".join(one for message in messages for one in texts(message["blocks"]))))
    )
    for part in parts:
        for word in words(part):
            assert word in shown
    assert values(messages) == titles


def test_a_very_long_answer_is_split_between_lines_and_keeps_its_order() -> None:
    lines = [f"- Line {n} says that {'pain ' * 40}{n}." for n in range(200)]
    messages = drawn({"text": "Facts:\n" + "\n".join(lines) + "\n\nSources:\n[1] NHS, Back pain, web page"})
    assert len(messages) > 5
    shown = re.findall(r"Line (\d+) says", "\n".join(message["text"] for message in messages))
    assert shown == [str(n) for n in range(200)]
    assert messages[-1]["blocks"][-1]["type"] == "context"


def test_hostile_words_stay_words() -> None:
    quoted = "- <!channel> <@U1|you> *shout* </script> & ```code```"
    [message] = drawn({"text": f"In the person's own words:\n{quoted}", "custom": {"kind": "summary"}})
    [section] = message["blocks"]
    assert "&lt;!channel&gt; &lt;@U1|you&gt; *shout* &lt;/script&gt; &amp;" in section["text"]["text"]
    assert section["text"]["verbatim"] is True
    assert "<" not in message["text"]


def test_data_stand_in_a_fence_that_nothing_ends() -> None:
    text = 'Here it is.\n\n{\n  "text": "' + "```<x> " * 900 + '"\n}'
    messages = drawn({"text": text, "custom": {"kind": "export", "conversation": {}}})
    fenced = [text for message in messages for text in texts(message["blocks"])][1:]
    assert len(fenced) > 1
    assert all(text.startswith("```") and text.endswith("```") and text.count("```") == 2 for text in fenced)


def test_the_hint_comes_last() -> None:
    [message] = drawn({"text": SOON, "custom": assessment("soon")}, hint="Others can read this.")
    assert message["blocks"][-1]["elements"][0]["text"] == "Others can read this."


def test_the_end_of_a_piece_is_never_within_an_entity() -> None:
    for length in range(2990, 3005):
        for piece in chunks(["x" * length + "&amp;&lt;" * 3], limits.SECTION_CHARS):
            assert re.fullmatch(r"(x|&amp;|&lt;)+", piece)


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
