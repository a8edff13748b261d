"""Pieces of a message, put into as few messages as Slack's limits allow, losing no character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ContextBlock, HeaderBlock, MarkdownTextObject, SectionBlock

from bot.channels.slack import limits


@dataclass(frozen=True)
class Piece:
    """Blocks that stay together, and the same as mrkdwn text for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Message:
    """Text and blocks of one message or view, within Slack's limits."""

    text: str
    blocks: tuple[Block, ...]


def header(text: str) -> Piece:
    """A headline in plain text, at most ``limits.HEADER_CHARS``."""
    return Piece(text, (HeaderBlock(text=text),))


def paragraphs(lines: Sequence[str]) -> Iterator[Piece]:
    """Lines of mrkdwn in normal print."""
    for text in chunks(lines, limits.SECTION_CHARS):
        # Expanded: else Slack folds long texts, and what to watch for would hide behind "see more".
        yield Piece(text, (SectionBlock(text=_mrkdwn(text), expand=True),))


def small_print(lines: Sequence[str]) -> Iterator[Piece]:
    """Lines of mrkdwn in small print."""
    for text in chunks(lines, limits.CONTEXT_CHARS):
        yield Piece(text, (ContextBlock(elements=[_mrkdwn(text)]),))


def pack(pieces: Iterable[Piece]) -> tuple[Message, ...]:
    """Messages of whole pieces, in order; each piece by itself fits into one."""
    packed: list[Message] = []
    for piece in pieces:
        before = packed[-1] if packed else Message("", ())
        text = "\n\n".join(filter(None, (before.text, piece.text)))
        blocks = (*before.blocks, *piece.blocks)
        if packed and len(text) <= limits.MESSAGE_CHARS and len(blocks) <= limits.MESSAGE_BLOCKS:
            packed[-1] = Message(text, blocks)
        else:
            packed.append(Message(piece.text, piece.blocks))
    return tuple(packed)


def chunks(lines: Sequence[str], limit: int) -> list[str]:
    """The lines joined to texts of at most ``limit`` characters.

    >>> chunks(["one", "two", "three"], 7)
    ['one\\ntwo', 'three']
    """
    made: list[str] = []
    for line in (part for whole in lines for part in _cut(whole, limit)):
        if made and len(made[-1]) + 1 + len(line) <= limit:
            made[-1] += f"\n{line}"
        else:
            made.append(line)
    return made


def _cut(line: str, limit: int) -> Iterator[str]:
    """A line in parts, cut after a space where there is one, and never within an entity such as ``&amp;``."""
    while len(line) > limit:
        at = line.rfind(" ", 0, limit) + 1 or limit
        entity = line.rfind("&", max(1, at - len("&amp;") + 1), at)
        if entity > 0 and ";" not in line[entity:at]:
            at = entity
        yield line[:at]
        line = line[at:]
    yield line


def _mrkdwn(text: str) -> MarkdownTextObject:
    # Verbatim: else Slack would look for names and addresses in what people wrote.
    return MarkdownTextObject(text=text, verbatim=True)
