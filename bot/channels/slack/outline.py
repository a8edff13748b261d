"""The parts of a reply's plain text, as ``bot/answer/plain.py`` writes them.

The text is complete on its own, so what is drawn from its parts loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SOURCE = re.compile(r"\[\d+\] ")
ITEM = "- "


@dataclass(frozen=True)
class Part:
    """Lines that belong together; ``heading`` names them, "" if nothing does."""

    heading: str
    lines: tuple[str, ...]

    def as_text(self) -> str:
        """The part as it stood in the text."""
        return "\n".join([f"{self.heading}:", *self.lines] if self.heading else self.lines)

    def lists_sources(self) -> bool:
        """Whether these are the sources."""
        return bool(self.lines) and all(_SOURCE.match(line) for line in self.lines)

    def offers(self, titles: Sequence[str]) -> bool:
        """Whether this is the question that the quick replies answer."""
        return bool(titles) and self.lines[1:] == tuple(ITEM + title for title in titles)


def outline(text: str) -> tuple[Part, ...]:
    """The parts of a text: an empty line parts them, a first line with a colon is a heading.

    >>> outline("Go.\\n\\nWhy:\\n- It hurts.")
    (Part(heading='', lines=('Go.',)), Part(heading='Why', lines=('- It hurts.',)))
    """
    return tuple(_part(piece.split("\n")) for piece in re.split(r"\n\n+", text.strip("\n")) if piece)


def _part(lines: list[str]) -> Part:
    headed = len(lines) > 1 and lines[0].endswith(":")
    return Part(lines[0][:-1], tuple(lines[1:])) if headed else Part("", tuple(lines))
