"""Whatever is too much for a message is split within every limit, and nothing is lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack import limits
from bot.channels.slack.pieces import chunks
from tests.slack.drawn import assessment, drawn
from tests.slack.validation import texts

Json = dict[str, Any]


def words(text: str) -> list[str]:
    """The words of a text, without list signs and Slack's signs."""
    return re.findall(r"[^\s\-•*_~`:']+", text)


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


def test_the_end_of_a_piece_is_never_within_an_entity() -> None:
    for length in range(2990, 3005):
        for piece in chunks(["x" * length + "&amp;&lt;" * 3], limits.SECTION_CHARS):
            assert re.fullmatch(r"(x|&amp;|&lt;)+", piece)
