"""What would make the start fail later or hang, found at once and said with the next step."""

from __future__ import annotations

import contextlib
import errno
import socket
import sqlite3
from pathlib import Path

from bot.settings import Settings


class CannotStart(Exception):
    """The server cannot start: what is wrong, and what to do."""


def check(settings: Settings) -> None:
    """Run every check.

    Raises:
        CannotStart: one of them failed.
    """
    check_model(Path(settings.models))
    check_port(settings.host, settings.port)
    check_store(Path(settings.db))


def check_model(models: Path) -> None:
    """A model must have been trained."""
    if not (models.is_file() or any(models.glob("*.tar.gz"))):
        raise CannotStart(f"There is no trained model in {models}. Run: make train")


def check_port(host: str, port: int) -> None:
    """The port must be free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(_port_problem(host, port, error)) from None


def check_store(path: Path) -> None:
    """The conversations must be writable; Rasa would wait for ever."""
    try:
        make_private(path)
        with contextlib.closing(sqlite3.connect(path, timeout=5)) as database:
            database.execute("BEGIN IMMEDIATE")
            database.execute("CREATE TABLE IF NOT EXISTS spinewise_start (at)")
            database.rollback()
    except (OSError, sqlite3.Error) as error:
        raise CannotStart(
            f"Conversations cannot be stored in {path}: {error}. Make room on the disk, mend the permissions,"
            " or set SPINEWISE_DB to another file."
        ) from None


def make_private(path: Path) -> None:
    """Make the file and its folder for its owner alone: it holds what people say about their health."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _port_problem(host: str, port: int, error: OSError) -> str:
    if error.errno != errno.EADDRINUSE:
        return f"Cannot listen on {host}:{port} ({error.strerror}). Set SPINEWISE_HOST and SPINEWISE_PORT."
    who = f" by {owner}" if (owner := _owner(port)) else ""
    return (
        f"Port {port} is taken{who}. Stop that, or choose another port: SPINEWISE_PORT={port + 1} make run"
        " (or set it in .env)."
    )


def _owner(port: int) -> str:
    """Who listens on the port, as far as the system lets us see; "" otherwise."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            rows = (line.split() for line in Path(table).read_text().splitlines()[1:])
            inodes |= {row[9] for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")}
    wanted = {f"socket:[{inode}]" for inode in inodes}
    for handle in Path("/proc").glob("[0-9]*/fd/*"):
        with contextlib.suppress(OSError):
            if str(handle.readlink()) in wanted:
                process = handle.parent.parent
                return f"{(process / 'comm').read_text().strip()} (process {process.name})"
    return ""
