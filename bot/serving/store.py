"""Where conversations are kept: Rasa's SQL store, which loads only what a turn needs, and can delete.

Rasa loads and replays a whole session several times a turn, so that each turn takes longer than the one
before (rasa #6334, #4101). What steers a turn is the last few turns and the state that earlier events have
left: so these are loaded, and the whole history stays stored.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core import events
from rasa.shared.core.trackers import DialogueStateTracker

from bot import database
from bot.serving import metrics

# Rasa saves after the action, so an action that is to forget everything cannot delete: it sets this slot, and
# the store deletes instead of saving. Rasa issue #10719: stores have no delete.
FORGET_SLOT = "forget"

KEPT_TURNS = 5
"""How far back a rule may look."""
MOST_EVENTS = 100
"""Read for them at most: Rasa ends a turn after ten actions."""

_LASTING = [
    kind.type_name
    for kind in (events.SlotSet, events.ActiveLoop, events.ConversationPaused, events.ConversationResumed)
]
"""Events whose effect outlives the turns that are loaded, until one of the next kind. (The message that began
a loop is not among it: no form here reads that.)"""
_RESETTING = [kind.type_name for kind in (events.SessionStarted, events.Restarted, events.AllSlotsReset)]

_Event = SQLTrackerStore.SQLEvent
# So that neither query reads the whole conversation.
_INDICES = (
    sa.Index("events_by_sender_and_id", _Event.sender_id, _Event.id),
    sa.Index("events_by_kind", _Event.sender_id, _Event.type_name, _Event.action_name, _Event.id),
)

Json = dict[str, Any]


class Conversation(DialogueStateTracker):
    """A tracker that knows how many of its events are stored; Rasa would count those in the store."""

    stored = 0


class ConversationStore(SQLTrackerStore):
    """The conversations, in an SQLite file or in the database of the engine."""

    def __init__(
        self,
        domain: Any = None,
        db: str = "var/conversations.db",
        engine: Any = None,
        event_broker: Any = None,
        **_: Any,
    ) -> None:
        # Not the constructor above: it would wait for ever for a database that cannot be used.
        TrackerStore.__init__(self, domain, event_broker)
        self.engine = engine or database.connect_file(Path(db))
        self.Base.metadata.create_all(self.engine)
        for index in _INDICES:
            index.create(self.engine, checkfirst=True)
        self.sessionmaker = sa.orm.sessionmaker(bind=self.engine)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new, or delete all of a conversation that asks to be forgotten."""
        slot = tracker.slots.get(FORGET_SLOT)
        if slot is not None and slot.value:
            self.delete(tracker.sender_id)
            return
        with metrics.stage("store", tracker.sender_id):
            await super().save(tracker)
        tracker.stored = len(tracker.events)

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Pass on what is new, where an event broker is set up."""
        if self.event_broker:
            await self._stream_new_events(self.event_broker, list(_new(tracker)), tracker.sender_id)

    def init_tracker(self, sender_id: str) -> Conversation:
        """A conversation of which nothing is stored."""
        return Conversation(sender_id, self.domain.slots)

    def delete(self, sender_id: str) -> int:
        """Delete everything stored about a conversation, here and in other tables; the number of rows."""
        return database.erase(self.engine, sender_id)

    def count(self, sender_id: str) -> int:
        """How many events of a conversation are stored."""
        return len(self.history(sender_id))

    def history(self, sender_id: str) -> list[Json]:
        """All events of a conversation as JSON, oldest first."""
        with self.session_scope() as session:
            rows = session.execute(sa.select(_Event.data).filter_by(sender_id=sender_id).order_by(_Event.id))
            return [json.loads(data) for (data,) in rows]

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> Conversation | None:
        load = self.history if fetch_events_from_all_sessions else self._recent
        with metrics.stage("load", sender_id):
            found = load(sender_id)
            if not found:
                return None
            tracker: Conversation = Conversation.from_dict(sender_id, found, self.domain.slots)
        tracker.stored = len(tracker.events)
        return tracker

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Any]:
        return _new(tracker)

    def _recent(self, sender_id: str) -> list[Json]:
        """The last turns, after what earlier ones have left behind."""
        query = sa.select(_Event.id, _Event.type_name, _Event.data).filter_by(sender_id=sender_id)
        # What we have said steers nothing, and is most of what is stored.
        query = query.where(_Event.type_name != events.BotUttered.type_name)
        with self.session_scope() as session:
            rows = session.execute(query.order_by(_Event.id.desc()).limit(MOST_EVENTS)).all()[::-1]
            start = _start([row.type_name for row in rows])
            rows = rows[start:]
            if rows and rows[0].type_name not in _RESETTING:
                rows = [*self._left_behind(session, sender_id, rows[0].id), *rows]
        return [json.loads(row.data) for row in rows]

    def _left_behind(self, session: Any, sender_id: str, before: int) -> list[Any]:
        """The latest lasting event of each kind and name before an event, in order."""
        own = _Event.sender_id == sender_id
        reset = sa.select(sa.func.coalesce(sa.func.max(_Event.id), 0)).where(
            own, _Event.type_name.in_(_RESETTING), _Event.id < before
        )
        latest = (
            sa.select(sa.func.max(_Event.id))
            .where(
                own, _Event.type_name.in_(_LASTING), _Event.id < before, _Event.id > reset.scalar_subquery()
            )
            .group_by(_Event.type_name, _Event.action_name)
        )
        query = sa.select(_Event.data).where(_Event.id.in_(latest)).order_by(_Event.id)
        return list(session.execute(query).all())


def _new(tracker: DialogueStateTracker) -> Iterator[Any]:
    return itertools.islice(tracker.events, tracker.stored, None)


def _start(types: list[str]) -> int:
    """Where the last turns begin: at the listening before a message, or at the start of the session."""
    messages = [at for at, kind in enumerate(types) if kind == events.UserUttered.type_name]
    sessions = [at for at, kind in enumerate(types) if kind == events.SessionStarted.type_name]
    turn = max(messages[-KEPT_TURNS] - 1, 0) if len(messages) >= KEPT_TURNS else 0
    return max(turn, sessions[-1] if sessions else 0)
