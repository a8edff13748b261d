"""What would make the start fail later or hang, found at once and said with the next step."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import socket
from pathlib import Path
from typing import IO

import redis
import sqlalchemy as sa

from bot import database
from bot.settings import Settings

_claims: list[IO[str]] = []  # open as long as the process lives


class CannotStart(Exception):
    """The server cannot start: what is wrong, and what to do."""


def check(settings: Settings) -> None:
    """Run every check.

    Raises:
        CannotStart: one of them failed.
    """
    check_model(Path(settings.models))
    check_port(settings.host, settings.port)
    claim(settings)
    check_store(settings)
    check_locks(settings)


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


def check_store(settings: Settings) -> None:
    """The conversations must be writable; Rasa would wait for ever."""
    where = "the database of SPINEWISE_DB_URL" if settings.db_url else settings.db
    try:
        with database.connect(settings).begin() as connection:
            connection.execute(sa.text("CREATE TABLE spinewise_start (at INTEGER)"))
            connection.execute(sa.text("DROP TABLE spinewise_start"))
    except (OSError, sa.exc.SQLAlchemyError) as error:
        reason = getattr(error, "orig", error)
        raise CannotStart(
            f"Conversations cannot be stored in {where}: {reason}. Make room on the disk, mend the"
            " permissions, or set SPINEWISE_DB (SPINEWISE_DB_URL) to another."
        ) from None


def check_locks(settings: Settings) -> None:
    """The servers' common lock, where one is set, must answer."""
    if not settings.redis_url:
        return
    try:
        with redis.Redis.from_url(settings.redis_url, socket_timeout=5, socket_connect_timeout=5) as client:
            client.ping()
    except (redis.RedisError, OSError) as error:
        raise CannotStart(
            f"The Redis server of SPINEWISE_REDIS_URL does not answer: {error}. Start it, or correct"
            " the address (a single server needs none)."
        ) from None


def claim(settings: Settings) -> None:
    """Refuse a second server on the same file: each would let its own message in, and the other's be lost.

    The claim ends with the process, however it ends.
    """
    if settings.db_url:
        return
    path = Path(settings.db + ".lock")
    try:
        database.make_private(path)
        handle = path.open("r+")
    except OSError as error:
        raise CannotStart(f"{path} cannot be written: {error}. Mend the permissions of its folder.") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise CannotStart(
            f"Another Spinewise server (process {handle.read().strip() or '?'}) keeps its conversations in"
            f" {settings.db}. Stop it, or set SPINEWISE_DB to another file. Several servers at once need"
            " SPINEWISE_DB_URL and SPINEWISE_REDIS_URL."
        ) from None
    handle.truncate()
    handle.write(str(os.getpid()))
    handle.flush()
    _claims.append(handle)


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
