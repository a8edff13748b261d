"""Our limits are those that slack-sdk's own models hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ConfirmObject,
    HeaderBlock,
    Option,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.channels.slack import limits

BUTTON = ButtonElement(text="b", action_id="a", value="v")
OPTION = Option(text="o", value="v")
SECTION = SectionBlock(text="s")

# The name of a limit, and what has so many characters or parts.
LIMITED: list[tuple[str, Callable[[int], Any]]] = [
    ("SECTION_CHARS", lambda n: SectionBlock(text="x" * n)),
    ("HEADER_CHARS", lambda n: HeaderBlock(text="x" * n)),
    ("ACTIONS", lambda n: ActionsBlock(elements=[BUTTON] * n)),
    ("BUTTON_CHARS", lambda n: ButtonElement(text="x" * n, action_id="a")),
    ("BUTTON_VALUE_CHARS", lambda n: ButtonElement(text="b", action_id="a", value="x" * n)),
    ("OPTIONS", lambda n: StaticSelectElement(placeholder="p", action_id="a", options=[OPTION] * n)),
    ("OPTION_CHARS", lambda n: Option(text="x" * n, value="v")),
    ("OPTION_VALUE_CHARS", lambda n: Option(text="o", value="x" * n)),
    ("VIEW_BLOCKS", lambda n: View(type="home", blocks=[SECTION] * n)),
    ("VIEW_TITLE_CHARS", lambda n: View(type="modal", title=PlainTextObject(text="x" * n), blocks=[SECTION])),
    ("CONFIRM_TITLE_CHARS", lambda n: ConfirmObject(title="x" * n, text="t")),
    ("CONFIRM_TEXT_CHARS", lambda n: ConfirmObject(title="t", text="x" * n)),
    ("CONFIRM_BUTTON_CHARS", lambda n: ConfirmObject(title="t", text="t", confirm="x" * n)),
]
UNKNOWN_TO_MODELS = {"MESSAGE_BLOCKS", "MESSAGE_CHARS", "CONTEXT_CHARS", "BODY_BYTES"}


@pytest.mark.parametrize(("name", "make"), LIMITED, ids=[name for name, _ in LIMITED])
def test_the_model_takes_what_the_limit_allows_and_no_more(name: str, make: Callable[[int], Any]) -> None:
    limit = getattr(limits, name)
    make(limit).to_dict()
    with pytest.raises(SlackObjectFormationError):
        make(limit + 1).to_dict()


def test_every_limit_is_held_against_a_model() -> None:
    ours = {name for name in vars(limits) if name.isupper()}
    assert ours == {name for name, _ in LIMITED} | UNKNOWN_TO_MODELS
