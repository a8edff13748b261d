"""Starts the processes of a contender, says what memory they hold, and stops them."""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.serving.checks import free_port
from evaluation.benchmark.contender import Contender, Place, Program
from evaluation.benchmark.machine import processor_seconds
from evaluation.benchmark.talking import Client, Turn, load_texts, new_sender

START_SECONDS = 300
STOP_SECONDS = 15
POLL_SECONDS = 0.05


@dataclass(frozen=True)
class Server:
    """A contender that runs.

    Attributes:
        seconds: from the start of its first process to its first answer.
        first: that answer.
    """

    client: Client
    processes: Sequence[subprocess.Popen[bytes]]
    seconds: float
    first: Turn

    def weigh(self) -> list[float]:
        """The resident memory of each process in MB, the chat server first."""
        return [_resident(process.pid) for process in self.processes]

    def work(self) -> float | None:
        """The processor seconds that all of its processes have used so far; None where nobody tells."""
        used = [processor_seconds(process.pid) for process in self.processes]
        return None if None in used else sum(filter(None, used))


@asynccontextmanager
async def running(contender: Contender, model: Path, folder: Path, reply: Path) -> AsyncIterator[Server]:
    """Start it in a folder and wait until it has answered a message; stop it in the end.

    Raises:
        RuntimeError: it ended by itself or did not answer in time; where its log is stands in the message.
    """
    place = _prepare(folder, model, reply)
    programs = contender.programs(place)
    client = Client(f"http://127.0.0.1:{place.port}")
    began = time.perf_counter()
    processes = [_start(program, folder / f"{at}.log") for at, program in enumerate(programs)]
    try:
        first = await _first_answer(contender, client, processes, folder)
        yield Server(client, processes, time.perf_counter() - began, first)
    finally:
        await client.close()
        _stop(processes)


def _prepare(folder: Path, model: Path, reply: Path) -> Place:
    folder.mkdir(parents=True)
    return Place(free_port(), folder, model, reply)


def environment(extra: Mapping[str, str], inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What a process is told: nothing of the settings with which somebody happens to work."""
    kept = {name: value for name, value in inherited.items() if not name.startswith(("SPINEWISE_", "SLACK_"))}
    return {**kept, "RASA_TELEMETRY_ENABLED": "false", **extra}


def _start(program: Program, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            program.command, cwd=program.folder, env=environment(program.environ), stdout=out, stderr=out
        )


async def _first_answer(
    contender: Contender, client: Client, processes: Sequence[subprocess.Popen[bytes]], folder: Path
) -> Turn:
    deadline = time.perf_counter() + START_SECONDS
    while time.perf_counter() < deadline:
        if any(process.poll() is not None for process in processes):
            raise RuntimeError(f"{contender.title} has ended by itself; its log is in {folder}")
        turn = await client.say(new_sender(), load_texts()[0])
        if contender.answers(turn.messages):
            return turn
        await asyncio.sleep(POLL_SECONDS)
    raise RuntimeError(f"{contender.title} gave no answer in {START_SECONDS} s; its log is in {folder}")


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_SECONDS)
        process.kill()
        process.wait()


def _resident(process: int) -> float:
    # On Linux and macOS alike; in kB.
    told = subprocess.check_output(["ps", "-o", "rss=", "-p", str(process)], text=True)
    return int(told) / 1024
