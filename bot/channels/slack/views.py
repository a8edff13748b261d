"""The home tab, and the modal in which the summary opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    DividerBlock,
    PlainTextObject,
)
from slack_sdk.models.views import View

from bot.channels.slack import choices, wording
from bot.channels.slack.pieces import Piece, header, paragraphs
from bot.channels.slack.rendering import Reply, draw
from bot.settings import Settings

FORGET = "forget"
"""The action id of the button that deletes everything."""


def home(settings: Settings, news: Sequence[Reply] = ()) -> View:
    """What it is, how to start, and how to be forgotten; ``news``: replies to what was pressed there."""
    words = wording.load().home
    about = [settings.contacts().fill(line) for line in words.about]
    privacy = [line.format(days=settings.retention_days) for line in words.privacy]
    told = [piece for reply in news for piece in draw(reply, interactive=False)]
    pieces = [header(words.title), *told, *paragraphs(about), *paragraphs([words.start])]
    buttons = [*choices.summary_button().blocks, DividerBlock()]
    return _view("home", [*_blocks(pieces), *buttons, *_blocks(paragraphs(privacy)), _forget_button()])


def summary(replies: Sequence[Reply]) -> View:
    """The summary as a modal; without replies, what is shown until it is there."""
    words = wording.load().summary
    pieces = [piece for reply in replies for piece in draw(reply, interactive=False)]
    shown = _blocks(pieces or paragraphs([words.wait]))
    title, close = PlainTextObject(text=words.title), PlainTextObject(text=words.close)
    return _view("modal", shown, title=title, close=close)


def _view(kind: str, blocks: Iterable[Block], **rest: Any) -> View:
    # A view cannot be split, and need not: it holds 100 blocks, and a summary has about ten.
    return View(type=kind, blocks=[*blocks], **rest)


def _blocks(pieces: Iterable[Piece]) -> Iterator[Block]:
    for piece in pieces:
        yield from piece.blocks


def _forget_button() -> Block:
    words = wording.load().home
    ask, asked = words.confirm, PlainTextObject(text=words.confirm.text)
    confirm = ConfirmObject(title=ask.title, text=asked, confirm=ask.yes, deny=ask.no)
    text = PlainTextObject(text=words.forget)
    return ActionsBlock(
        elements=[ButtonElement(text=text, action_id=FORGET, style="danger", confirm=confirm)]
    )
