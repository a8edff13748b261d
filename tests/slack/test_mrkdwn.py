"""Slack's writing decoded without losing text, and ours encoded so that it stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.mrkdwn import decode, encode


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("my back hurts", "my back hurts"),
        ("<@UBOT> my back hurts", "my back hurts"),
        ("hey <@UBOT>, my back hurts", "hey , my back hurts"),
        ("<@UBOT>", ""),
        ("ask <@U2|sam>, it hurts", "ask @sam, it hurts"),
        ("ask <@U2>, it hurts", "ask @U2, it hurts"),
        ("from <#C1|general>", "from #general"),
        ("<!here> my neck", "@here my neck"),
        ("<!subteam^S1|@nurses> my neck", "@nurses my neck"),
        ("since <!date^1392734382^{date}|18 February>", "since 18 February"),
        ("see <https://nhs.uk> my leg is numb", "see https://nhs.uk my leg is numb"),
        ("see <https://nhs.uk|this page> my leg is numb", "see this page my leg is numb"),
        ("<https://a.b> one <https://c.d|two> three", "https://a.b one two three"),
        ("mail <mailto:a@b.c|a@b.c> or <mailto:d@e.f>", "mail a@b.c or d@e.f"),
        ("call <tel:+441|+441>", "call +441"),
        ("*very* _bad_ ~not~ `numb` *_both_*", "very bad not numb both"),
        ("pain 2*3 and a_b_c", "pain 2*3 and a_b_c"),
        ("temp &gt; 38 &amp; &lt;3", "temp > 38 & <3"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&lt;@UBOT&gt; typed", "<@UBOT> typed"),
        ("half < open and > close", "half < open and > close"),
        ("<<https://x.y>> nested", "<https://x.y> nested"),
        ("< > <> my back", "< > <> my back"),
    ],
)
def test_decoding(written: str, read: str) -> None:
    assert decode(written, me="UBOT").split() == read.split()


@given(st.text(alphabet="ab <>&@!#|*_~`;:ltgamp", max_size=60))
def test_what_we_send_calls_nobody_and_comes_back_whole(text: str) -> None:
    sent = encode(text)
    assert not {"<", ">"} & set(sent)
    plain = "".join(char for char in text if char not in "*_~`")
    assert "".join(char for char in decode(sent) if char not in "*_~`").strip() == plain.strip()


@given(st.text(alphabet="ab <>&@!#|*_~`;:\n", max_size=200))
def test_no_text_breaks_the_decoder(text: str) -> None:
    decode(text, me="UBOT")
