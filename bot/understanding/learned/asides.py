"""Talk beside the matter, dealt out so that nothing is learned from it.

People in danger are told that they make a fuss, and say so: a model that reads only the corpus takes the fuss
for a sign. So each message is learned a second time with somebody's aside before or after it: a sentence of
the corpus in which no concept of illness stands. Asides then stand beside danger and harmlessness alike.

Measured: see "changes that must not matter" in ``docs/evaluation.md``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.understanding.learned.remarks import idle
from bot.understanding.learned.rows import Row
from bot.understanding.message import take_apart

SEED = 3
LENGTHS = range(3, 25)
"""In words; a shorter one is hardly a sentence, a longer one a story of its own."""
_END = re.compile(r"(?<=[.!?])\s+")


def add_asides(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Each row once more, with an aside; the same rows get the same ones. Empty where there are no asides."""
    asides = tuple(dict.fromkeys(aside for row in rows for aside in _asides(row.text)))
    if not asides:
        return ()
    chance = random.Random(SEED)  # noqa: S311 - no secret
    return tuple(replace(row, text=_join(row.text, chance.choice(asides), chance)) for row in rows)


def _asides(text: str) -> Iterator[str]:
    sentences = _END.split(text.strip())
    if len(sentences) > 1:
        yield from (one for one in sentences if len(one.split()) in LENGTHS and idle(take_apart(one)))


def _join(text: str, aside: str, chance: random.Random) -> str:
    first, second = (text, aside) if chance.random() < 0.5 else (aside, text)
    return f"{first.rstrip(' .')}. {second}"
