"""One run: train, start, ask, stop."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tqdm import tqdm

from evaluation.benchmark.contender import Contender
from evaluation.benchmark.echo import ECHO
from evaluation.benchmark.load import Measured, Plan, Seat, ask
from evaluation.benchmark.machine import Clock, Machine, describe_machine
from evaluation.benchmark.running import Server, running
from evaluation.benchmark.spinewise import SPINEWISE
from evaluation.benchmark.stock import STOCK
from evaluation.benchmark.training import Trained, train_once

CONTENDERS = (SPINEWISE, STOCK, ECHO)
"""Spinewise first: what it answers is what stock Rasa's action sends."""


@dataclass(frozen=True)
class Run:
    """All that was measured, by contender, and the circumstances."""

    day: date
    machine: Machine
    trained: Mapping[str, Trained]
    others: float | None
    plan: Plan
    sheets: Mapping[str, Measured]


def train_all(barely: bool) -> dict[str, Trained]:
    """The models, by contender."""
    bar = tqdm(CONTENDERS, desc="training", disable=None)
    return {contender.id: train_once(contender, barely) for contender in bar}


async def measure(trained: Mapping[str, Trained], plan: Plan, folder: Path) -> Run:
    """Start all, ask all, stop all; logs and databases are left in the folder.

    Raises:
        RuntimeError: one of them does not start or does not answer.
    """
    clock = Clock()
    sheets = {contender.id: Measured(trained[contender.id].seconds) for contender in CONTENDERS}
    if plan.barely:
        sheets[STOCK.id] = Measured(training=None)
    with tqdm(total=plan.steps * len(CONTENDERS), disable=None, unit=" turns") as bar:
        async with AsyncExitStack() as stack:
            seats = []
            for contender in CONTENDERS:
                bar.set_description(f"{contender.title}: starting")
                server = await _start(
                    contender, trained[contender.id].model, plan, folder, sheets[contender.id], stack
                )
                seats.append(Seat(contender, server, sheets[contender.id], bar))
            await ask(seats, plan)
    return Run(date.today(), describe_machine(), trained, clock.others_share(), plan, sheets)


async def _start(
    contender: Contender, model: Path, plan: Plan, folder: Path, sheet: Measured, stack: AsyncExitStack
) -> Server:
    """Start as often as the plan says and stop again, but for the last time."""
    reply = folder / "reply.json"
    for at in range(1, plan.starts):
        async with running(contender, model, folder / f"{contender.id}-{at}", reply) as server:
            sheet.starts.append(server.seconds)
    server = await stack.enter_async_context(running(contender, model, folder / contender.id, reply))
    sheet.starts.append(server.seconds)
    if contender is SPINEWISE:
        reply.write_text(json.dumps(_whole(server)), encoding="utf-8")
    return server


def _whole(server: Server) -> dict[str, object]:
    """The message of the first answer that has the data."""
    return dict(next(message for message in server.first.messages if "custom" in message))
