"""Replies that are neither an assessment nor an answer."""

from __future__ import annotations

from typing import Any

from bot.answer import wording
from bot.answer.references import with_sources
from bot.knowledge.base import Knowledge
from bot.model.assessment import Option
from bot.model.blocks import Block, Blocks, Heading, List, Paragraph
from bot.model.citation import Statement
from bot.model.contacts import Contacts


def describe(notice: str) -> dict[str, Any]:
    """The contract's ``notice``."""
    entry = wording.load().notices[notice]
    return {"kind": "notice", "id": entry.shown_as or entry.id}


def options(notice: str) -> tuple[Option, ...]:
    """The quick replies of a notice."""
    return tuple(Option(one.title, one.payload) for one in wording.load().notices[notice].options)


def paragraphs(notice: str, knowledge: Knowledge, contacts: Contacts) -> tuple[Paragraph, ...]:
    """What a notice says; medical wording carries its sources."""
    entry = wording.load().notices[notice]
    sources = knowledge.sources(entry.cites)
    return tuple(Paragraph((Statement(contacts.fill(line), sources),)) for line in entry.say)


def compose(notice: str, knowledge: Knowledge, contacts: Contacts) -> Blocks:
    """A notice as blocks."""
    return with_sources(paragraphs(notice, knowledge, contacts), knowledge)


def compose_not_found(nearby: tuple[Statement, ...], knowledge: Knowledge, contacts: Contacts) -> Blocks:
    """The documents do not say; what they do say of the same subjects stands below."""
    said: list[Block] = [*paragraphs("not_in_documents", knowledge, contacts)]
    if nearby:
        said += [Heading(wording.load().phrases.nearby), List(nearby)]
    return with_sources(said, knowledge)
