"""What is wrong with the corpus: labels that do not exist, contradictions, texts that two hands share.

Problems name the place and the label, never the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.knowledge.base import Knowledge
from bot.model.finding import REGIONS
from evaluation.labels import load_labels
from evaluation.rows import Row

LONGEST_SHARED = 8
"""Two hands may share fewer words in a row than this by chance."""
SHORT = 3
"""Two people may well type the same few words as a whole message."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def find_problems(rows: Iterable[Row], knowledge: Knowledge) -> list[str]:
    """Every label that cannot be meant, with its place; empty if all is well."""
    return [f"{row.where}: {problem}" for row in rows for problem in _problems(row, knowledge)]


def find_shared(rows: Sequence[Row], length: int = LONGEST_SHARED) -> list[tuple[Row, Row]]:
    """Pairs of rows with all words the same, or with so many in a row by two hands or in two parts."""
    seen: dict[tuple[str, ...], Row] = {}
    pairs: dict[tuple[Row, Row], None] = {}
    for row in rows:
        for run in _runs(row.text, length):
            first = seen.setdefault(run, row)
            apart = (first.part, first.hand) != (row.part, row.hand)
            if first is not row and (apart or _words(first.text) == _words(row.text)):
                pairs[first, row] = None
    return list(pairs)


def count(rows: Sequence[Row]) -> dict[str, int]:
    """How much there is, by the names of ``parts.yml``."""
    return {
        "messages": len(rows),
        "emergencies": sum(row.emergency for row in rows),
        "near_misses": sum(row.near for row in rows),
        "hands": len({row.hand for row in rows}),
    }


def _problems(row: Row, knowledge: Knowledge) -> Iterator[str]:
    labels = load_labels()
    yield from _unknown("kind", {row.kind}, labels.kinds)
    yield from _unknown("urgency", row.urgency, labels.levels)
    yield from _unknown("finding", row.present | row.absent | row.neither, labels.findings)
    yield from _unknown("region", row.regions, REGIONS)
    yield from _unknown("cause", row.causes, knowledge.conditions)
    yield from _unknown("subject", {row.subject}, ("self", "other"))
    twice = (row.present & row.absent) | (row.present & row.neither) | (row.absent & row.neither)
    if twice:
        yield f"in two of present, absent, neither: {sorted(twice)}"
    if not row.urgency:
        yield "no acceptable level"
    if not row.text.strip():
        yield "no text"
    if (row.kind in labels.lines) != row.emergency and row.kind in labels.lines:
        yield "an emergency line, but another level is acceptable too"
    if row.severity is not None and not 0 <= row.severity <= 10:
        yield "severity is not between 0 and 10"


def _unknown(what: str, used: Iterable[str], allowed: Iterable[str]) -> Iterator[str]:
    known = set(allowed)
    yield from (f"unknown {what} {one!r}" for one in used if one not in known)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """All runs of so many words; of a shorter text, the whole."""
    words = _words(text)
    if len(words) > SHORT:
        yield from (words[at : at + length] for at in range(max(1, len(words) - length + 1)))
