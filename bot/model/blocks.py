"""What a reply is made of before a channel draws it: blocks know what they mean, not how they look.

A reply is a tuple of blocks in reading order: a warning first, sources last. Statements carry their own
citations, so that a channel can mark each sentence; ``Sources`` lists every one of them once.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.answer import Table
from bot.model.assessment import Option
from bot.model.citation import Citation, Statement


@dataclass(frozen=True)
class Warning:
    """What to do now because it may be an emergency. Always the first block."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Paragraph:
    """One or more sentences that belong together."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Heading:
    """Names what follows."""

    text: str


@dataclass(frozen=True)
class List:
    """Statements of equal rank, in order."""

    items: tuple[Statement, ...]


@dataclass(frozen=True)
class Choices:
    """A question with its quick replies; none where any words will do."""

    question: str
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A source as a reader needs it; ``dated``: None if unknown; ``publisher``: of public guidance."""

    citation: Citation
    dated: str | None = None
    publisher: str | None = None


@dataclass(frozen=True)
class Sources:
    """Every source of the reply, each once, in the order of first use. Always the last block."""

    references: tuple[Reference, ...]


Block = Warning | Paragraph | Heading | List | Table | Choices | Sources
Blocks = tuple[Block, ...]
