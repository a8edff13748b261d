"""Quick replies are plain words: the understanding reads out of each what its option says."""

from __future__ import annotations

import pytest

from bot.knowledge.loader import load
from bot.knowledge.rulebook import AskEntry, ReplyOption
from bot.model.finding import Status
from bot.understanding.read import read

KNOWLEDGE = load()
OPTIONS = [
    pytest.param(ask, option, id=f"{ask.id}: {option.title}")
    for ask in KNOWLEDGE.questions.values()
    for option in ask.options
]


@pytest.mark.parametrize(("ask", "option"), OPTIONS)
def test_payload_says_what_its_option_says(ask: AskEntry, option: ReplyOption) -> None:
    reading = read(option.payload)
    present = {wider for finding in reading.ids(Status.PRESENT) for wider in KNOWLEDGE.implied(finding)}
    assert set(option.present) - present == set()
    if option.absent and not option.present:
        denied = set(option.absent) & set(reading.ids(Status.ABSENT))
        assert reading.reply in ("none", "no") or denied or reading.pregnant is False
    if ask.about in ("regions", "duration_days", "severity"):
        assert getattr(reading, ask.about) not in (None, ())
