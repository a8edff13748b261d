"""Thumbs up and down: which reply, which way, when. Never what was said."""

from __future__ import annotations

import time
from typing import Any

import sqlalchemy as sa

VALUES = ("up", "down")

_TABLE = sa.Table(
    "feedback",
    sa.MetaData(),
    # Named as in the table of events: what belongs to a conversation is deleted with it.
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("reply", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("value", sa.String(4), nullable=False),
    sa.Column("timestamp", sa.Float, nullable=False),
)


def read(engine: Any, sender: str) -> list[dict[str, Any]]:
    """What is kept of a conversation: ``{"reply": 2, "value": "up", "seconds": ...}``, seconds since 1970."""
    _TABLE.metadata.create_all(engine)
    query = sa.select(_TABLE).where(_TABLE.c.sender_id == sender).order_by(_TABLE.c.reply)
    with engine.connect() as connection:
        return [
            {"reply": row.reply, "value": row.value, "seconds": row.timestamp}
            for row in connection.execute(query)
        ]


def store(engine: Any, sender: str, reply: int, value: str) -> None:
    """Keep what somebody thinks of a reply; a later word replaces an earlier one."""
    _TABLE.metadata.create_all(engine)
    same = (_TABLE.c.sender_id == sender) & (_TABLE.c.reply == reply)
    with engine.begin() as connection:
        connection.execute(_TABLE.delete().where(same))
        row = {"sender_id": sender, "reply": reply, "value": value, "timestamp": time.time()}
        connection.execute(_TABLE.insert().values(row))
