"""The answer to a question about the documents."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.assessment import Option
from bot.model.citation import Statement


@dataclass(frozen=True)
class Table:
    """A comparison: column titles and rows of cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Answer:
    """Facts with their sources, the cautions that belong beside them, and where one may go next.

    Attributes:
        told: references (``subject.fact``) of the facts that are told.
        rest: those that wait until "more" is asked for.
        by_name: whether the text names what the facts are about in place of telling them.
    """

    topic: str
    subjects: tuple[str, ...]
    facts: tuple[Statement, ...]
    cautions: tuple[Statement, ...] = ()
    table: Table | None = None
    suggestions: tuple[Option, ...] = ()
    told: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    by_name: bool = False
