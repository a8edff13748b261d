"""What was measured, made into figures."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from evaluation.benchmark.load import EARLY, SENDERS, Measured

AROUND = 10
"""Turns to either side of "around turn 100"."""
LATE = (100, 300)
PERCENTILES = (50, 95, 99)
MS = 1000.0


@dataclass(frozen=True)
class Figure:
    """One row of the table.

    Attributes:
        id: by which goals name it.
        label: what it is.
        unit: ms, s, MB, "a second", or "times" for what is a ratio itself.
        of: its value; None where nothing was measured.
    """

    id: str
    label: str
    unit: str
    of: Callable[[Measured], float | None]


def figures() -> tuple[Figure, ...]:
    """All rows, in the order of the table."""
    return (*_latency(), *_crowds(), *_patience(), *_upkeep())


def around(conversations: Sequence[Sequence[float]], turn: int) -> list[float]:
    """The turns near this one, of all conversations; turns count from 1.

    >>> around([[float(at) for at in range(1, 31)]], 15)[0::19]
    [6.0, 25.0]
    """
    first = max(turn - AROUND, 0)
    return [wait for talk in conversations for wait in talk[first : turn + AROUND]]


def percentile(waits: Sequence[float], share: int) -> float | None:
    """In milliseconds; None of nothing.

    >>> percentile([0.001, 0.002, 0.003], 50)
    2.0
    """
    return float(np.percentile(waits, share)) * MS if waits else None


def growth(sheet: Measured) -> float | None:
    """How many times as long a turn takes around turn 300 as at turns 1 to 10 of the same conversations."""
    early = percentile([wait for talk in sheet.long for wait in talk[:EARLY]], 50)
    late = percentile(around(sheet.long, LATE[-1]), 50)
    return late / early if early and late else None


def _latency() -> Iterator[Figure]:
    for share in PERCENTILES:
        yield _waits(f"p{share}_early", f"p{share}, turns 1 to {EARLY}", lambda s: [*_flat(s.short)], share)
    yield Figure("work", f"processor time of a turn, turns 1 to {EARLY}", "ms", _work)
    for turn, share in itertools.product(LATE, PERCENTILES):
        label = f"p{share}, around turn {turn} of one conversation"
        yield _waits(f"p{share}_{turn}", label, _late(turn), share)
    last = LATE[-1]
    yield Figure("growth", f"p50 around turn {last} against turns 1 to {EARLY}", "times", growth)
    yield Figure("work_late", f"processor time of a turn, around turn {last}", "ms", _work_late)
    yield Figure(
        "work_growth", f"the same against turns 1 to {EARLY} of these conversations", "times", _work_growth
    )


def _crowds() -> Iterator[Figure]:
    for senders in SENDERS:
        yield Figure(f"rate_{senders}", f"messages, {senders} senders", "a second", _rate(senders))
        yield _waits(f"p99_of_{senders}", f"p99, {senders} senders", _crowd(senders), 99)


def _patience() -> Iterator[Figure]:
    yield _waits("alone", "a message alone, p50", lambda s: s.alone, 50)
    yield _waits("third", "the last of three at once in one conversation, p50", lambda s: s.last_of_three, 50)
    yield Figure("third_alone", "the last of three against one alone", "times", _third_against_alone)


def _upkeep() -> Iterator[Figure]:
    yield Figure("start", "start until the first answer", "s", lambda s: median(s.starts))
    yield Figure("memory", "memory after all short conversations", "MB", lambda s: s.memory[-1][0])
    yield Figure("memory_growth", "the same against halfway", "times", _memory_growth)
    yield Figure("memory_all", "memory, the action server included", "MB", lambda s: sum(s.memory[-1]))
    yield Figure("training", "training", "s", lambda s: s.training)


def _late(turn: int) -> Callable[[Measured], list[float]]:
    return lambda sheet: around(sheet.long, turn)


def _crowd(senders: int) -> Callable[[Measured], list[float]]:
    return lambda sheet: [*_flat([burst.waits for burst in sheet.bursts[senders]])]


def _rate(senders: int) -> Callable[[Measured], float]:
    """Messages a second, of the middle one of all rounds."""
    return lambda sheet: median(len(burst.waits) / burst.seconds for burst in sheet.bursts[senders])


def _work(sheet: Measured) -> float | None:
    """Of all turns but those of the first conversation, which pays for what is loaded late."""
    if len(sheet.work) < 2 or sheet.work[0] is None or sheet.work[-1] is None:
        return None
    return (sheet.work[-1] - sheet.work[0]) / (EARLY * (len(sheet.work) - 1)) * MS


def _work_late(sheet: Measured) -> float | None:
    return _work_within(sheet, LATE[-1] - AROUND, LATE[-1] + AROUND)


def _work_growth(sheet: Measured) -> float | None:
    early, late = _work_within(sheet, 0, EARLY), _work_late(sheet)
    return late / early if early and late else None


def _work_within(sheet: Measured, first: int, last: int) -> float | None:
    """Of a turn after the first so many, up to the last of them, in all long conversations."""
    bounds = [(work[first], work[last]) for work in sheet.long_work if len(work) > last]
    needed = [after - before for before, after in bounds if before is not None and after is not None]
    return sum(needed) / (len(needed) * (last - first)) * MS if needed else None


def _third_against_alone(sheet: Measured) -> float:
    return median(sheet.last_of_three) / median(sheet.alone)


def _memory_growth(sheet: Measured) -> float:
    return sheet.memory[-1][0] / sheet.memory[len(sheet.memory) // 2 - 1][0]


def _waits(name: str, label: str, of: Callable[[Measured], Sequence[float]], share: int) -> Figure:
    return Figure(name, label, "ms", lambda sheet: percentile(of(sheet), share))


def _flat(nested: Sequence[Sequence[float]]) -> Iterator[float]:
    return itertools.chain.from_iterable(nested)
