"""What was taken already, so that nothing is answered twice.

Slack has sent one message up to eleven times, also without saying that it is a repetition. The table lies in
the database of the conversations: it outlives a restart, replicas share it, and its columns ``sender_id`` and
``timestamp`` let forgetting and retention reach it (``bot/database.py``).
"""

from __future__ import annotations

import time
from typing import Any

import sqlalchemy as sa

LOST_SECONDS = 60.0
"""After so long what was taken and not finished was lost with its process: it may be taken again."""

_METADATA = sa.MetaData()
_TABLE = sa.Table(
    "slack_deliveries",
    _METADATA,
    sa.Column("delivery", sa.String(64), primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("timestamp", sa.Float, nullable=False),
    sa.Column("finished", sa.Boolean, nullable=False),
)


class Deliveries:
    """The table of deliveries.

    Args:
        engine: SQLAlchemy's, for the database of the conversations.
    """

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        _METADATA.create_all(engine)

    def claim(self, delivery: str, conversation: str) -> bool:
        """Whether this delivery is ours to answer: nobody has taken it, or who took it is gone."""
        now = time.time()
        row = {"delivery": delivery, "sender_id": conversation, "timestamp": now, "finished": False}
        lost = ~_TABLE.c.finished & (_TABLE.c.timestamp < now - LOST_SECONDS)
        try:
            with self._engine.begin() as database:
                database.execute(_TABLE.insert().values(row))
                return True
        except sa.exc.IntegrityError:
            again = _TABLE.update().where(_TABLE.c.delivery == delivery, lost).values(timestamp=now)
            with self._engine.begin() as database:
                return bool(database.execute(again).rowcount)

    def finish(self, delivery: str) -> None:
        """Note that it was answered."""
        done = _TABLE.update().where(_TABLE.c.delivery == delivery).values(finished=True)
        with self._engine.begin() as database:
            database.execute(done)

    def conversations(self, person: str) -> list[str]:
        """Every conversation of a person, by the name of the one in direct messages."""
        own = (_TABLE.c.sender_id == person) | _TABLE.c.sender_id.startswith(f"{person}.", autoescape=True)
        with self._engine.connect() as database:
            found = database.execute(sa.select(_TABLE.c.sender_id).where(own).distinct())
            return sorted(sender for (sender,) in found)
