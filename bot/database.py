"""The one database: conversations, and whatever else is kept about them.

A table with the columns ``sender_id`` (text) and ``timestamp`` (seconds since 1970) belongs to conversations.
Forgetting and retention reach it without being told of it: a part that keeps something about a person keeps
it in this database, names its columns so, and is done.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from bot.settings import Settings

CONVERSATIONS = "events"
"""The table that says when a conversation was last active."""
BUSY_SECONDS = 5

# Deleted text is overwritten, not only unlinked. With a log ahead of the file readers and the writer need not
# wait for each other, and what was stored survives the end of the process at any moment.
_PRAGMAS = ("secure_delete = ON", "journal_mode = WAL", "synchronous = NORMAL")

# A connection that the server has dropped meanwhile is noticed and made anew; a cut one is not waited for.
_SERVER: dict[str, Any] = {
    "pool_pre_ping": True,
    "connect_args": {"connect_timeout": BUSY_SECONDS, "tcp_user_timeout": 1000 * BUSY_SECONDS},
}


@functools.lru_cache(maxsize=1)
def connect(settings: Settings) -> Any:
    """The engine for the database that the settings name."""
    if settings.db_url:
        # Errors must not quote what was said; here and below.
        return sa.create_engine(settings.db_url, hide_parameters=True, **_SERVER)
    return connect_file(Path(settings.db))


def connect_file(path: Path) -> Any:
    """The engine for an SQLite file that only its owner can read, made when missing."""
    make_private(path)
    # Not made anew while we run: a file that has vanished is a failure, not an empty history.
    url = f"sqlite:///file:{path.absolute()}?mode=rw&uri=true"
    ways = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = sa.create_engine(url, poolclass=QueuePool, hide_parameters=True, connect_args=ways)
    sa.event.listen(engine, "connect", functools.partial(_configure, path))
    sa.event.listen(engine, "checkout", functools.partial(_check_file, path))
    return engine


def make_private(path: Path) -> None:
    """Make the file and its folder for its owner alone: it holds what people say about their health."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)


def erase(engine: Any, sender_id: str) -> int:
    """Delete everything kept about a conversation; returns the number of rows."""
    with engine.begin() as database:
        count = sum(
            int(database.execute(sa.delete(table).where(table.c.sender_id == sender_id)).rowcount)
            for table in _tables(database).values()
        )
    if count and engine.dialect.name == "sqlite":
        # What was deleted may still stand in the log ahead of the file.
        with engine.connect() as database:
            database.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return count


def expire(engine: Any, before: float) -> int:
    """Delete what was last active before a time (seconds since 1970); returns the number of conversations."""
    with engine.begin() as database:
        tables = _tables(database)
        events = tables.pop(CONVERSATIONS)
        last = sa.func.max(events.c.timestamp)
        idle = sa.select(events.c.sender_id).group_by(events.c.sender_id).having(last < before)
        senders = [sender for (sender,) in database.execute(idle)]
        for table in tables.values():
            database.execute(sa.delete(table).where(table.c.timestamp < before))
    for sender in senders:  # each by itself, so that nobody who talks meanwhile has to wait for all
        erase(engine, sender)
    return len(senders)


def _tables(database: Any) -> dict[str, Any]:
    """The tables that belong to conversations. Looked up each time: others may add theirs while we run."""
    look = sa.inspect(database)
    columns = ("sender_id", "timestamp")
    return {
        name: sa.table(name, *map(sa.column, columns))
        for name in look.get_table_names()
        if {column["name"] for column in look.get_columns(name)}.issuperset(columns)
    }


def _configure(path: Path, connection: Any, record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    record.info["file"] = _identify(path)


def _check_file(path: Path, _: Any, record: Any, __: Any) -> None:
    """A connection kept from before would go on with a file that has been moved away or replaced."""
    if record.info["file"] != _identify(path):
        raise sa.exc.DisconnectionError


def _identify(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
