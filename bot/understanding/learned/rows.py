"""What training reads: the labelled corpus, one file a hand (a writer), and talk that describes nothing.

Without the talk (questions, thanks, "I don't know") the model takes one in seventeen of such messages for an
emergency: the corpus alone holds hardly any.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

EMERGENCY = "emergency"
NEAR = "near"
DESCRIBES = "describe_symptoms"
"""The intent whose examples carry no label of urgency: they teach nothing here."""
TALKERS = 3
"""Parts that talk is dealt into, so that it too can be estimated on what was left out."""
PARTS = 4
"""Parts that hands are dealt into for estimates; one a hand takes four times as long and says the same."""
CALM = frozenset(["soon", "routine", "self_care", "none"])


@dataclass(frozen=True)
class Row:
    """One labelled message.

    Attributes:
        hand: who wrote it. Estimates leave out one hand at a time: a writer resembles himself.
        text: as typed.
        kind: ``E1`` … ``E14``, ``near:E1`` …, or the level of an ordinary message.
        urgency: the acceptable levels.
        present: ids of the findings that the person has now.
        absent: ids of the findings that the person denies.
        causes: ids of the conditions that fit; none where unclear or an emergency.
    """

    hand: str
    text: str
    kind: str
    urgency: frozenset[str]
    present: frozenset[str]
    absent: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()

    @property
    def emergency(self) -> bool | None:
        """Whether it is one; None where both views are defensible."""
        if self.urgency == {EMERGENCY}:
            return True
        return None if EMERGENCY in self.urgency else False

    @property
    def near(self) -> bool:
        """Whether it looks like an emergency and is harmless."""
        return self.kind.startswith(NEAR)

    @property
    def calm(self) -> bool:
        """Whether nothing in it needs to be seen today."""
        return self.urgency <= CALM


def read_rows(folder: Path) -> tuple[Row, ...]:
    """All rows of a folder of JSON Lines files, in a fixed order.

    Raises:
        FileNotFoundError: the folder holds no rows.
    """
    rows = tuple(row for path in sorted(folder.glob("*.jsonl")) for row in _rows(path))
    if not rows:
        raise FileNotFoundError(f"no labelled messages in {folder}: expected one .jsonl file a hand")
    return rows


def talk_rows(examples: Iterable[tuple[str, str]]) -> tuple[Row, ...]:
    """Examples of intents, as pairs of intent and text, as rows in which nothing is the matter."""
    texts = [text for intent, text in examples if intent != DESCRIBES and text]
    none: frozenset[str] = frozenset()
    return tuple(
        Row(f"talk {at % TALKERS}", text, "other", frozenset(["none"]), none) for at, text in enumerate(texts)
    )


def deal(hands: Sequence[str]) -> npt.NDArray[np.int64]:
    """For each message the part that its hand belongs to, 0 to PARTS - 1; talk belongs to one as well."""
    part_of = {hand: at % PARTS for at, hand in enumerate(sorted(set(hands)))}
    return np.array([part_of[hand] for hand in hands])


def _rows(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            raw: dict[str, Any] = json.loads(line)
            yield Row(
                path.stem,
                raw["text"],
                raw["kind"],
                *(frozenset(raw[name]) for name in ("urgency", "present", "absent", "causes")),
            )
