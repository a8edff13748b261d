"""Where it ran, and how busy others kept the machine meanwhile."""

from __future__ import annotations

import os
import platform
import resource
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    """What a reader needs in order to compare."""

    cores: int
    processor: str
    system: str
    python: str

    def __str__(self) -> str:
        return f"{self.cores} cores ({self.processor}), {self.system}, Python {self.python}"


def describe_machine() -> Machine:
    """This machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Machine(cores, _processor(), platform.system(), platform.python_version())


@dataclass(frozen=True)
class Clock:
    """Started before some work; read after all processes of that work have ended."""

    wall: float = field(default_factory=time.monotonic)
    busy: float | None = field(default_factory=lambda: _busy_seconds())
    own: float = field(default_factory=lambda: _own_seconds())

    def seconds(self) -> float:
        """Since it was started."""
        return time.monotonic() - self.wall

    def others_share(self) -> float | None:
        """The share of the machine's processor time that others have used since; None where nobody tells."""
        now = _busy_seconds()
        if now is None or self.busy is None:
            return None
        theirs = (now - self.busy) - (_own_seconds() - self.own)
        return max(theirs, 0.0) / (self.seconds() * (os.cpu_count() or 1))


def processor_seconds(process: int) -> float | None:
    """Processor seconds that a process and its threads have used; None where nobody tells (Linux does)."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return None
    # Behind the name, which is in brackets and may hold anything: user and system time are the 12th and 13th.
    user, system = text.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    """Processor seconds of this process and of all that it has started and seen end."""
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _busy_seconds() -> float | None:
    """Processor seconds that the whole machine has not been idle since it started (Linux)."""
    try:
        first = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0]
    except OSError:
        return None
    ticks = [int(part) for part in first.split()[1:9]]
    idle = ticks[3] + ticks[4]  # idle, and waiting for a disk
    return (sum(ticks) - idle) / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()
