"""Real PostgreSQL and Redis for tests, where they are installed (Debian: postgresql, redis-server)."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis

from bot.serving.checks import free_port


@dataclass(frozen=True)
class Service:
    """A server that can be stopped and started again at the same address."""

    url: str
    start_command: list[str]
    stop_command: list[str]
    user: str | None = None

    def start(self) -> None:
        self.run(self.start_command)

    def stop(self) -> None:
        self.run(self.stop_command)

    def run(self, command: list[str]) -> None:
        """Run a command as the server's user, and show what it says when it fails."""
        # Output to a file: a server that goes on in the background would keep a pipe open.
        with tempfile.TemporaryFile("w+") as out:
            done = subprocess.run(command, stdout=out, stderr=out, user=self.user, timeout=90, check=False)
            out.seek(0)
            assert not done.returncode, f"{' '.join(command)}: {out.read()}"


def find(program: str) -> str:
    """Where a program is; skips the test when it is nowhere."""
    places = [os.environ["PATH"], *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin")))]
    found = shutil.which(program, path=os.pathsep.join(places))
    if not found:
        pytest.skip(f"NOT TESTED with several servers: {program} is not installed")
    return found


@contextmanager
def postgres() -> Iterator[Service]:
    """PostgreSQL with an empty database."""
    control, port = find("pg_ctl"), free_port()
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    # Not in pytest's folder, which only its owner may enter.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        data.mkdir()
        if user:
            shutil.chown(folder, user)
            shutil.chown(data, user)
        options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1 -c fsync=off"
        begin = [control, "-D", str(data), "-l", str(data / "log"), "-o", options, "-w", "start"]
        end = [control, "-D", str(data), "-m", "immediate", "-w", "stop"]
        service = Service(f"postgresql://postgres@127.0.0.1:{port}/postgres", begin, end, user)
        service.run([control, "init", "-D", str(data), "-o", "-A trust -U postgres"])
        service.start()
        yield service
        with suppress(AssertionError):
            service.stop()


@contextmanager
def redis_server(folder: Path) -> Iterator[Service]:
    """Redis that keeps nothing."""
    program, port = find("redis-server"), free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    begin = [program, *options, "--daemonize", "yes"]
    end = [find("redis-cli"), "-p", str(port), "shutdown", "nosave"]
    service = Service(f"redis://127.0.0.1:{port}/0", begin, end)
    service.start()
    wait_for(service.url)
    yield service
    with suppress(AssertionError):
        service.stop()


def wait_for(url: str) -> None:
    """Wait until a Redis server answers."""
    for _ in range(100):
        with suppress(redis.RedisError), redis.Redis.from_url(url) as client:
            client.ping()
            return
        time.sleep(0.05)
    raise AssertionError(f"{url} does not answer")
