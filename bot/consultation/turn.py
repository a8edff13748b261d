"""What a consultation needs and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.knowledge.base import Knowledge
from bot.model.assessment import Option
from bot.model.blocks import Blocks
from bot.model.contacts import Contacts
from bot.model.episode import Episode


@dataclass(frozen=True)
class Context:
    """Everything around one message.

    Attributes:
        knowledge: what the documents and guidelines say.
        contacts: the deployer's numbers.
        now: when the message came, with its time zone.
        idle_hours: after so many hours without a message an episode has ended.
        stored: what else is stored about this conversation, for the export.
    """

    knowledge: Knowledge
    contacts: Contacts
    now: datetime
    idle_hours: float = 12.0
    stored: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """One reply: data, blocks and quick replies, and the episode that the next message continues.

    ``forget`` says that the person wants everything stored about the conversation to be deleted.
    """

    custom: dict[str, Any]
    blocks: Blocks
    buttons: tuple[Option, ...]
    episode: Episode
    forget: bool = False
