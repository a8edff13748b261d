"""Known errors, kept as data: a new one fails the build, and so does a listed one that is gone.

The list holds what weighs most (missed emergencies, false ones, levels two too low) on the development part's
emergencies and near misses, as the shipped model reads them. ``python -m evaluation --accept`` writes it
anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from evaluation.rows import Row
from evaluation.scored import TOO_LOW, Scored

LISTED = Path(__file__).parent / "known_gaps.yml"
SHOWN = 70
MISSED, FALSE, LOW = "missed_emergency", "false_emergency", "two_levels_too_low"
HEAD = "# Errors that are known. Written by `.venv/bin/python -m evaluation --accept`; do not edit by hand.\n"


@dataclass(frozen=True)
class Gap:
    """One known error; ``id``: a hash of hand, text and what is wrong; ``says``: how the text begins."""

    id: str
    hand: str
    kind: str
    wrong: str
    says: str


def fixed_subset(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows that are watched: every emergency and every near miss."""
    return tuple(row for row in rows if row.emergency or row.near)


def find_gaps(scored: Iterable[Scored]) -> dict[str, Gap]:
    """What is wrong, by id, in a fixed order."""
    found = [_gap(one.row, wrong) for one in scored if (wrong := whats_wrong(one)) is not None]
    return {gap.id: gap for gap in sorted(found, key=lambda gap: (gap.wrong, gap.kind, gap.id))}


def whats_wrong(one: Scored) -> str | None:
    """The gravest mistake in a level, None if there is no grave one."""
    if one.row.emergency and not one.alarmed:
        return MISSED
    if one.row.harmless and one.alarmed:
        return FALSE
    return LOW if one.levels_too_low >= TOO_LOW else None


def read_gaps(path: Path = LISTED) -> dict[str, Gap]:
    """The listed ones, by id; none if there is no list yet."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []
    return {entry["id"]: Gap(**entry) for entry in listed or []}


def write_gaps(gaps: dict[str, Gap], path: Path = LISTED) -> None:
    """Replace the list."""
    entries: Sequence[dict[str, str]] = [asdict(gap) for gap in gaps.values()]
    body = yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=200)
    path.write_text(HEAD + body, encoding="utf-8")


def _gap(row: Row, wrong: str) -> Gap:
    digest = hashlib.sha256(f"{row.hand}\0{row.text}\0{wrong}".encode()).hexdigest()[:12]
    return Gap(digest, row.hand, row.kind, wrong, " ".join(row.text.split())[:SHOWN])
