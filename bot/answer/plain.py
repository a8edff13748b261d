"""Blocks as plain text: complete on its own, short lines, for a terminal and a screen reader.

Numbers in square brackets lead to the list of sources at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.answer import wording
from bot.model.answer import Table
from bot.model.blocks import Block, Blocks, Choices, Heading, List, Paragraph, Reference, Sources, Warning
from bot.model.citation import Citation, Statement

FEW_SOURCES = 3


def render(blocks: Blocks) -> str:
    """The whole reply as text; blocks are parted by an empty line, a heading stays with what it names."""
    numbers = _numbers(blocks)
    text = ""
    for before, block in zip((None, *blocks), blocks, strict=False):
        gap = "" if before is None else "\n" if isinstance(before, Heading) else "\n\n"
        text += gap + _render(block, numbers)
    return text


def _render(block: Block, numbers: Mapping[Citation, int]) -> str:
    if isinstance(block, (Warning, Paragraph)):
        return "\n".join(_mark(said, numbers) for said in block.statements)
    if isinstance(block, List):
        return _items(_mark(said, numbers) for said in block.items)
    if isinstance(block, Heading):
        return f"{block.text}:"
    if isinstance(block, Choices):
        return "\n".join([block.question, *(f"- {option.title}" for option in block.options)])
    if isinstance(block, Table):
        return _table(block)
    return "\n".join([f"{wording.load().phrases.sources}:", *_sources(block, numbers)])


def _items(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(table: Table) -> str:
    """Columns read out one after the other: a grid of characters tells a screen reader nothing.

    What all columns share comes first, once.
    """
    shared = [row for row in table.rows if len(set(row)) == 1]
    rest = [row for row in table.rows if row not in shared]
    parts: list[tuple[str, list[str]]] = [(wording.load().phrases.both, [row[0] for row in shared])]
    parts += [(title, [row[n] for row in rest if row[n]]) for n, title in enumerate(table.columns)]
    return "\n\n".join(f"{title}:\n{_items(cells)}" for title, cells in parts if cells)


def _mark(said: Statement, numbers: Mapping[Citation, int]) -> str:
    cited = sorted({numbers[source] for source in said.sources if source in numbers})
    marks = ", ".join(map(str, cited))
    return f"{said.text} [{marks}]" if marks else said.text


def _numbers(blocks: Blocks) -> dict[Citation, int]:
    """One number a document, so that the list of sources stays short; its sections share it."""
    listed = [ref.citation for block in blocks if isinstance(block, Sources) for ref in block.references]
    documents = list(dict.fromkeys(citation.document for citation in listed))
    return {citation: documents.index(citation.document) + 1 for citation in listed}


def _sources(block: Sources, numbers: Mapping[Citation, int]) -> Iterable[str]:
    """One line a document: publisher, title, date; in a short list the sections too, which the data always
    hold."""
    listed = sorted({numbers[reference.citation] for reference in block.references})
    for number in listed:
        used = [reference for reference in block.references if numbers[reference.citation] == number]
        named = _name(used) if len(listed) <= FEW_SOURCES else _name_briefly(used[0])
        yield f"[{number}] " + ", ".join(part for part in named if part)


def _name(used: list[Reference]) -> tuple[str | None, ...]:
    first = used[0]
    sections = dict.fromkeys(ref.citation.section for ref in used)
    named = "; ".join(section for section in sections if section != first.citation.title)
    return first.publisher, first.citation.title, named, first.dated or wording.load().phrases.no_date


def _name_briefly(first: Reference) -> tuple[str | None, ...]:
    """The publisher without its authors."""
    publisher = (first.publisher or "").split(" (", 1)[0].split(",", 1)[0]
    return publisher, first.citation.title, first.dated
