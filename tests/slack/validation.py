"""What Slack would refuse, by slack-sdk's own models and by what they do not know."""

from __future__ import annotations

from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = dict[str, Any]

ALL_BLOCKS_CHARS = 13_200
"""Slack's undocumented sum for a message: ``msg_blocks_too_long``."""


def problem_of(sent: Json) -> str:
    """Why Slack would refuse a message or view, "" if it would not."""
    try:
        if "view" in sent:
            check_view(dict(sent["view"]))
        else:
            check_message(sent["text"], sent.get("blocks") or [])
    except (AssertionError, SlackObjectFormationError) as error:
        return str(error)
    return ""


def check_message(text: str, blocks: list[Json]) -> None:
    """Raise an AssertionError or the model's own error where Slack would refuse a message."""
    assert text.strip(), "no text for notifications"
    assert len(text) <= 4000, f"text of {len(text)} characters"
    _check(blocks, 50)
    total = sum(map(len, texts(blocks)))
    assert total <= ALL_BLOCKS_CHARS, f"blocks of {total} characters in all"


def check_view(view: Json) -> None:
    """The same for a home tab or modal."""
    View(**view).to_dict()
    _check(view["blocks"], 100)


def _check(blocks: list[Json], limit: int) -> None:
    assert len(blocks) <= limit, f"{len(blocks)} blocks"
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None, f"unknown block {block['type']}"
        assert parsed.to_dict() == block, f"the model reads {block} otherwise"
        names = [element["action_id"] for element in block.get("elements", ()) if "action_id" in element]
        assert len(names) == len(set(names)), f"action ids that stand twice: {names}"
    for text in texts(blocks):
        assert 0 < len(text) <= 3000, f"a text of {len(text)} characters"


def texts(part: Any) -> list[str]:
    """Every text that blocks show, in order."""
    if isinstance(part, dict):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return own + [text for key, inner in part.items() if key != "value" for text in texts(inner)]
    return [text for one in part for text in texts(one)] if isinstance(part, list) else []
