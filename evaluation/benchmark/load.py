"""What is asked of the contenders, by turns: what else the machine does meanwhile then hits all alike."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tqdm import tqdm

from evaluation.benchmark.contender import Contender
from evaluation.benchmark.running import Server
from evaluation.benchmark.talking import new_sender, texts

EARLY = 10
"""Turns of a short conversation."""
SENDERS = (8, 32)
AT_ONCE = 3


@dataclass(frozen=True)
class Plan:
    """How much is asked of each contender.

    Attributes:
        quick: for trying the benchmark itself; its figures say nothing.
        barely: stock Rasa is trained for one epoch; as fast and as large, but its answers are worse.
        starts: cold starts.
        short: conversations of ``EARLY`` turns each.
        long: conversations of ``turns`` turns each.
        bursts: rounds of as many people at once as ``SENDERS`` says, ``said`` messages each.
        triples: rounds of ``AT_ONCE`` messages at once in one conversation.
    """

    quick: bool
    barely: bool
    starts: int
    short: int
    long: int
    turns: int
    bursts: int
    said: int
    triples: int

    @property
    def steps(self) -> int:
        """Turns of one contender in all."""
        at_once = self.triples * (1 + 2 * AT_ONCE)
        return self.short * EARLY + self.long * self.turns + self.bursts * sum(SENDERS) * self.said + at_once


FULL = Plan(quick=False, barely=False, starts=3, short=100, long=3, turns=310, bursts=3, said=10, triples=10)
QUICK = Plan(quick=True, barely=True, starts=1, short=4, long=1, turns=310, bursts=1, said=3, triples=2)


@dataclass(frozen=True)
class Burst:
    """Several people at once: how long all of it took, and how long each waited for each answer; seconds."""

    seconds: float
    waits: Sequence[float]


@dataclass(frozen=True)
class Measured:
    """What was measured of one contender. Times are seconds, memory is MB, a process a column.

    Memory, and ``work``, the processor time used so far, are read after each short conversation.
    ``long_work``: the same before the first turn of a long conversation and after each.
    """

    training: float | None
    starts: list[float] = field(default_factory=list)
    memory: list[list[float]] = field(default_factory=list)
    work: list[float | None] = field(default_factory=list)
    short: list[list[float]] = field(default_factory=list)
    long: list[list[float]] = field(default_factory=list)
    long_work: list[list[float | None]] = field(default_factory=list)
    bursts: dict[int, list[Burst]] = field(default_factory=lambda: {senders: [] for senders in SENDERS})
    alone: list[float] = field(default_factory=list)
    last_of_three: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)


@dataclass(frozen=True)
class Seat:
    """A running contender, and the sheet on which its figures are noted."""

    contender: Contender
    server: Server
    sheet: Measured
    bar: tqdm[None]

    async def talk(self, words: Iterable[str], sender: str | None = None) -> list[float]:
        """Say one thing after the other in one conversation, a new one unless told; seconds of each turn."""
        waits = []
        to = sender or new_sender()
        for text in words:
            turn = await self.server.client.say(to, text)
            self.sheet.right.append(self.contender.answers(turn.messages))
            self.bar.update()
            waits.append(turn.seconds)
        return waits


async def ask(seats: Sequence[Seat], plan: Plan) -> None:
    """All of the plan. The short conversations come first, so that memory is weighed on fresh servers."""
    for what, rounds in (
        (talk_briefly, plan.short),
        (talk_long, plan.long),
        (talk_together, plan.bursts),
        (talk_at_once, plan.triples),
    ):
        for _, seat in itertools.product(range(rounds), seats):
            seat.bar.set_description(f"{seat.contender.title}: {what.__name__.replace('_', ' ')}")
            await what(seat, plan)


async def talk_briefly(seat: Seat, _: Plan) -> None:
    """One short conversation, and what the server has needed after it."""
    seat.sheet.short.append(await seat.talk(itertools.islice(texts(), EARLY)))
    seat.sheet.work.append(seat.server.work())
    seat.sheet.memory.append(seat.server.weigh())


async def talk_long(seat: Seat, plan: Plan) -> None:
    """One long conversation, and what the server has needed up to each turn."""
    sender, waits, work = new_sender(), [], [seat.server.work()]
    for text in itertools.islice(texts(), plan.turns):
        waits += await seat.talk([text], sender)
        work.append(seat.server.work())
    seat.sheet.long.append(waits)
    seat.sheet.long_work.append(work)


async def talk_together(seat: Seat, plan: Plan) -> None:
    """Several people, each in a conversation of their own, each saying the next thing when answered."""
    for senders in SENDERS:
        began = time.perf_counter()
        talks = [seat.talk(itertools.islice(texts(), plan.said)) for _ in range(senders)]
        waits = list(itertools.chain(*await asyncio.gather(*talks)))
        seat.sheet.bursts[senders].append(Burst(time.perf_counter() - began, waits))


async def talk_at_once(seat: Seat, _: Plan) -> None:
    """In one conversation: messages one by one, then as many without waiting for the answers."""
    sender, words = new_sender(), texts()
    await seat.talk([next(words)], sender)
    seat.sheet.alone.extend(await seat.talk(itertools.islice(words, AT_ONCE), sender))
    waits = await asyncio.gather(*(seat.talk([next(words)], sender) for _ in range(AT_ONCE)))
    seat.sheet.last_of_three.append(max(itertools.chain(*waits)))
