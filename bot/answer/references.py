"""The list of sources that closes every reply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bot.knowledge.base import Knowledge
from bot.model.blocks import Block, Blocks, List, Paragraph, Reference, Sources, Warning
from bot.model.citation import Citation, Statement

GUIDELINE = "guideline:"


def with_sources(blocks: Iterable[Block], knowledge: Knowledge, further: Iterable[Citation] = ()) -> Blocks:
    """The blocks and, last, every source of theirs once; ``further`` adds those that no statement shows."""
    body = tuple(blocks)
    used = dict.fromkeys([*(source for said in _statements(body) for source in said.sources), *further])
    return (*body, Sources(tuple(refer(source, knowledge) for source in used))) if used else body


def refer(citation: Citation, knowledge: Knowledge) -> Reference:
    """A citation with its date and, for public guidance, its publisher."""
    if citation.document.startswith(GUIDELINE):
        guideline = knowledge.guidelines[citation.document.removeprefix(GUIDELINE)]
        return Reference(citation, guideline.year, guideline.publisher)
    return Reference(citation, spell_date(knowledge.documents[citation.document].published))


def spell_date(day: date | None) -> str | None:
    """``18 December 2025``."""
    return None if day is None else f"{day.day} {day:%B %Y}"


def spare(blocks: Iterable[Block]) -> Blocks:
    """The blocks with one source a statement, that which most of them share: a short list that is read.

    The data of a reply hold every source.
    """
    body = tuple(blocks)
    shared = Counter(source.document for said in _statements(body) for source in said.sources)

    def short(said: Statement) -> Statement:
        first = sorted(said.sources, key=lambda source: -shared[source.document])[:1]
        return replace(said, sources=tuple(first))

    return tuple(
        replace(block, statements=tuple(map(short, block.statements)))
        if isinstance(block, (Warning, Paragraph))
        else replace(block, items=tuple(map(short, block.items)))
        if isinstance(block, List)
        else block
        for block in body
    )


def _statements(blocks: Iterable[Block]) -> Iterator[Statement]:
    for block in blocks:
        if isinstance(block, (Warning, Paragraph)):
            yield from block.statements
        elif isinstance(block, List):
            yield from block.items
