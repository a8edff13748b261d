"""Where conversations are kept: Rasa's SQL store, with the deletion that it lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bot.serving.checks import make_private

# Rasa saves after the action, so an action that is to forget everything cannot delete: it sets this slot, and
# the store deletes instead of saving. Rasa issue #10719: stores have no delete.
FORGET_SLOT = "forget"


class ConversationStore(SQLTrackerStore):
    """The conversations in an SQLite file that only its owner can read."""

    def __init__(self, domain: Any = None, db: str = "var/conversations.db", **kwargs: Any) -> None:
        make_private(Path(db))
        kwargs.pop("host", None)
        super().__init__(domain=domain, dialect="sqlite", db=db, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new, or delete all of a conversation that asks to be forgotten."""
        slot = tracker.slots.get(FORGET_SLOT)
        if slot is not None and slot.value:
            self.delete(tracker.sender_id)
        else:
            await super().save(tracker)

    def delete(self, sender_id: str) -> int:
        """Delete everything stored about a conversation; returns the number of events."""
        with self.session_scope() as session:
            rows = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id)
            count = int(rows.delete(synchronize_session=False))
            session.commit()
        return count

    def count(self, sender_id: str) -> int:
        """How many events of a conversation are stored."""
        with self.session_scope() as session:
            return int(session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).count())
