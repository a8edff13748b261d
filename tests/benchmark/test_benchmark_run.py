"""Asking, timing and weighing, on a server that is started for it."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tqdm import tqdm

from evaluation.benchmark import machine
from evaluation.benchmark.contender import Contender, Place, Program, says_something
from evaluation.benchmark.load import QUICK, SENDERS, Measured, Seat, ask
from evaluation.benchmark.machine import Clock, describe_machine
from evaluation.benchmark.running import environment, running

ANSWERER = Path(__file__).with_name("answerer.py")


def contender(*command: str) -> Contender:
    def programs(place: Place) -> list[Program]:
        return [Program([*command, str(place.port)], place.folder)]

    return Contender("a", "A", lambda _: [], lambda *_: None, programs, says_something)


async def fill_in(sheet: Measured, folder: Path, *words: str) -> None:
    """All of a small plan, then these words in one conversation."""
    plan = replace(QUICK, short=2, turns=12)
    async with running(contender(sys.executable, str(ANSWERER)), folder, folder / "a", folder) as server:
        seat = Seat(contender(), server, sheet, tqdm(disable=True))
        await ask([seat], plan)
        assert len(sheet.right) == plan.steps
        await seat.talk(words)


def test_all_of_the_plan_is_asked_and_every_answer_timed(tmp_path: Path) -> None:
    sheet = Measured(training=1)
    asyncio.run(fill_in(sheet, tmp_path))
    assert [len(talk) for talk in (*sheet.short, *sheet.long)] == [10, 10, 12]
    assert {n: len(bursts[0].waits) for n, bursts in sheet.bursts.items()} == {n: 3 * n for n in SENDERS}
    assert (len(sheet.alone), len(sheet.last_of_three)) == (6, 2)
    assert all(0 < wait < 10 for talk in sheet.short for wait in talk)
    assert all(5 < weight < 500 for (weight,) in sheet.memory)  # a Python with a web server, in MB
    assert all(sheet.right)
    assert [len(work) for work in sheet.long_work] == [13]  # before the first turn and after each
    assert sheet.work == sorted(filter(None, sheet.work)) or sheet.work == [None, None]


def test_silence_and_refusal_are_noted(tmp_path: Path) -> None:
    sheet = Measured(training=1)
    asyncio.run(fill_in(sheet, tmp_path, "pain", "silent", "refused", "pain"))
    assert sheet.right[-4:] == [True, False, False, True]


def test_a_server_that_ends_by_itself_is_told_with_its_log(tmp_path: Path) -> None:
    async def start() -> None:
        async with running(
            contender(sys.executable, "-c", "raise SystemExit"), tmp_path, tmp_path / "a", tmp_path
        ):
            raise AssertionError("it cannot run")

    with pytest.raises(RuntimeError, match=r"A has ended by itself; its log is in .*a$"):
        asyncio.run(start())


def test_nobodys_settings_reach_a_server() -> None:
    found = environment({"A": "1"}, {"SPINEWISE_DB": "mine", "SLACK_BOT_TOKEN": "mine", "PATH": "/bin"})
    assert found == {"A": "1", "PATH": "/bin", "RASA_TELEMETRY_ENABLED": "false"}


def test_the_machine_is_described() -> None:
    found = describe_machine()
    assert 0 < found.cores <= (os.cpu_count() or 1)
    assert found.processor
    assert found.python == ".".join(map(str, sys.version_info[:3]))


def test_our_own_work_is_not_that_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_busy_seconds", lambda: 130.0)
    monkeypatch.setattr(machine, "_own_seconds", lambda: 30.0)
    clock = Clock(wall=time.monotonic() - 100, busy=100.0, own=10.0)
    # 30 s in all, 20 of them ours, of 100 s of each core.
    assert clock.others_share() == pytest.approx(0.1 / (os.cpu_count() or 1), rel=0.01)


@pytest.mark.skipif(not Path("/proc/stat").exists(), reason="this system does not tell")
def test_the_whole_machine_is_at_least_as_busy_as_we_are() -> None:
    clock = Clock()
    sum(range(20_000_000))
    assert clock.busy is not None
    assert (machine._busy_seconds() or 0) - clock.busy > 0
    assert machine._own_seconds() > clock.own
