"""The labelled corpus (data/corpus/README.md): a folder a part, a file a hand (writer), a line a message."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.labels import EMERGENCY, NEAR

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "data" / "corpus"
DEVELOPMENT = "dev"
SEALED = "sealed"
PARTS = (DEVELOPMENT, SEALED)
LEFT_OUT_IN = 5
"""Hands are left out in so many rounds: a round fits everything anew."""
KEYS = frozenset(
    [
        "text",
        "kind",
        "urgency",
        "present",
        "absent",
        "neither",
        "regions",
        "duration_days",
        "severity",
        "subject",
        "age_years",
        "pregnant",
        "causes",
    ]
)


class CorpusError(Exception):
    """A line of the corpus cannot be read; says where, and never what it says."""


@dataclass(frozen=True)
class Row:
    """One labelled message. The text is never printed with it: a failing test must not show a sealed one.

    Attributes:
        part, hand, line: where it stands.
        text: as typed.
        kind: ``E1`` … ``E14``, ``near:E1`` …, or the level of an ordinary message.
        urgency: the acceptable levels, the likeliest first.
        present, absent, neither: ids of findings.
        regions: regions of the spine that are complained of.
        duration_days, severity, subject, age_years, pregnant: as a Reading has them.
        causes: ids of conditions that fit, the best first.
    """

    part: str
    hand: str
    line: int
    text: str = field(repr=False)
    kind: str
    urgency: tuple[str, ...]
    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    neither: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    duration_days: int | None = None
    severity: int | None = None
    subject: str = "self"
    age_years: int | None = None
    pregnant: bool | None = None
    causes: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """``dev/anna.jsonl:12``."""
        return f"{self.part}/{self.hand}.jsonl:{self.line}"

    @property
    def key(self) -> str:
        """A short hash of hand and text: the same while both stay, wherever the line moves."""
        return hashlib.sha256(f"{self.hand}\0{self.text}".encode()).hexdigest()[:12]

    @property
    def emergency(self) -> bool:
        """Whether nothing but an emergency is acceptable."""
        return self.urgency == (EMERGENCY,)

    @property
    def harmless(self) -> bool:
        """Whether an emergency is not acceptable. A row can be neither this nor an emergency."""
        return EMERGENCY not in self.urgency

    @property
    def near(self) -> bool:
        """Whether it looks like an emergency and is none."""
        return self.kind.startswith(NEAR)


def read_part(part: str, corpus: Path = CORPUS) -> tuple[Row, ...]:
    """All rows of a part, in a fixed order.

    Raises:
        CorpusError: the part is empty, or a line is no row.
    """
    rows = tuple(row for path in sorted((corpus / part).glob("*.jsonl")) for row in _read_hand(part, path))
    if not rows:
        raise CorpusError(f"{corpus / part} holds no messages: expected one .jsonl file a hand")
    return rows


def hands_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """Everyone who wrote some of these."""
    return tuple(sorted({row.hand for row in rows}))


def leave_out(rows: Sequence[Row]) -> dict[str, tuple[Row, ...]]:
    """By hand what may be fitted on before it is scored: all rows by hands that are not left out with it."""
    hands = hands_of(rows)
    dealt = [frozenset(hands[at::LEFT_OUT_IN]) for at in range(min(LEFT_OUT_IN, len(hands)))]
    others = {together: tuple(row for row in rows if row.hand not in together) for together in dealt}
    return {hand: others[together] for together in dealt for hand in sorted(together)}


def _read_hand(part: str, path: Path) -> Iterator[Row]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield _row(part, path.stem, number, line)


def _row(part: str, hand: str, number: int, line: str) -> Row:
    where = f"{part}/{hand}.jsonl:{number}"
    try:
        raw: dict[str, Any] = json.loads(line)
    except json.JSONDecodeError as error:
        # From nothing: the error's own text would quote the line.
        raise CorpusError(
            f"{where}: not JSON at column {error.colno}; write one object on one line"
        ) from None
    if not isinstance(raw, dict) or set(raw) != KEYS:
        off = sorted(KEYS.symmetric_difference(raw)) if isinstance(raw, dict) else "no object"
        raise CorpusError(f"{where}: keys missing or unknown: {off}; allowed are {sorted(KEYS)}")
    raw.update({name: frozenset(raw[name]) for name in ("present", "absent", "neither", "regions")})
    raw.update({name: tuple(raw[name]) for name in ("urgency", "causes")})
    return Row(part, hand, number, **raw)
