"""Quick replies: buttons, or menus where there are many. Each sends plain words, as if typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    InteractiveElement,
    Option,
    PlainTextObject,
    StaticSelectElement,
)

from bot.channels.slack import limits, wording
from bot.channels.slack.mrkdwn import encode
from bot.channels.slack.outline import ITEM
from bot.channels.slack.pieces import Piece, paragraphs

Reply = Mapping[str, str]
T = TypeVar("T")

SAY = "say"
"""Begins the action id of everything that is said for the person who presses it."""
OWNED = ":"
"""Ends the mark of whose quick replies these are, in the id of their block."""
SUMMARY = "summary"
"""The action id of the button that opens the summary."""


def draw(replies: Sequence[Reply], question: str = "") -> Iterator[Piece]:
    """The question and its quick replies (``title``, ``payload``); nothing when there are none.

    What a button cannot show in full stands in the text too, and what it cannot send has to be typed.
    """
    if not replies:
        return
    asked = [f"*{encode(question)}*"] if question else []
    listed = [encode(ITEM + reply["title"]) for reply in replies]
    sendable = [reply for reply in replies if len(reply["payload"]) <= limits.BUTTON_VALUE_CHARS]
    shown = all(len(one["title"]) <= limits.BUTTON_CHARS for one in replies)
    # What stands on buttons alone has to fit into the text for those who hear the message.
    told = sum(map(len, [*asked, *listed])) < limits.SECTION_CHARS
    whole = shown and told and len(sendable) == len(replies)
    *above, last = [*paragraphs(asked if whole else [*asked, *listed])] or [Piece("", ())]
    yield from above
    spoken = "\n".join(filter(None, [last.text, *listed])) if whole else last.text
    yield Piece(spoken, (*last.blocks, *_actions(sendable)))


def mark(blocks: Sequence[Block], owner: str) -> None:
    """Mark whose quick replies these are."""
    for at, block in enumerate(blocks):
        if isinstance(block, ActionsBlock):
            block.block_id = f"{owner}{OWNED}{at}"


def summary_button() -> Piece:
    """Opens the summary for a clinician."""
    title = wording.load().summary.button
    button = ButtonElement(text=PlainTextObject(text=title), action_id=SUMMARY)
    return Piece(title, (ActionsBlock(elements=[button]),))


def _actions(replies: Sequence[Reply]) -> Iterator[ActionsBlock]:
    elements: list[InteractiveElement]
    fit = all(len(reply["payload"]) <= limits.OPTION_VALUE_CHARS for reply in replies)
    if len(replies) > limits.ACTIONS and fit:
        groups = _grouped(replies, limits.OPTIONS)
        elements = [_menu(group, f"{SAY}:{at}") for at, group in enumerate(groups)]
    else:
        elements = [_button(reply, f"{SAY}:{at}") for at, reply in enumerate(replies)]
    for group in _grouped(elements, limits.ACTIONS):
        yield ActionsBlock(elements=group)


def _button(reply: Reply, action: str) -> ButtonElement:
    text = PlainTextObject(text=_clip(reply["title"], limits.BUTTON_CHARS))
    return ButtonElement(text=text, action_id=action, value=reply["payload"])


def _menu(replies: Sequence[Reply], action: str) -> StaticSelectElement:
    texts = [PlainTextObject(text=_clip(reply["title"], limits.OPTION_CHARS)) for reply in replies]
    options = [Option(text=text, value=reply["payload"]) for text, reply in zip(texts, replies, strict=True)]
    placeholder = PlainTextObject(text=wording.load().choose)
    return StaticSelectElement(placeholder=placeholder, action_id=action, options=options)


def _clip(title: str, limit: int) -> str:
    return title if len(title) <= limit else f"{title[: limit - 1]}…"


def _grouped(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[at : at + size] for at in range(0, len(items), size)]
