"""Replies drawn for tests, each message checked as Slack checks it."""

from __future__ import annotations

from typing import Any

from bot.channels.slack.pieces import Message
from bot.channels.slack.rendering import render
from tests.slack.validation import check_message

Json = dict[str, Any]

CAUSES = [{"id": "herniated_disc", "name": "Slipped disc", "why": [], "against": [], "sources": []}]


def assessment(urgency: str) -> Json:
    """The data of an assessment, as far as they are drawn."""
    action = [{"text": "See a doctor soon.", "sources": []}]
    return {"kind": "assessment", "urgency": urgency, "action": action, "causes": CAUSES, "treatments": []}


def drawn(*replies: Json, hint: str = "") -> list[Json]:
    """The messages of replies as they are sent, checked as Slack checks them."""
    sent = [as_sent(message) for message in render(replies, hint)]
    for message in sent:
        check_message(message["text"], message["blocks"])
    return sent


def as_sent(message: Message) -> Json:
    """A message as the Web API gets it."""
    return {"text": message.text, "blocks": [block.to_dict() for block in message.blocks]}
