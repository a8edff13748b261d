"""Where conversations are kept: Rasa's SQL store, which loads only what a turn needs, and can delete.

Rasa loads and replays a whole session several times a turn, so that each turn takes longer than the one
before (rasa #6334, #4101). What steers a turn is the last few turns and the state that earlier events have
left: so these are loaded, and the whole history stays stored.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
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

KEPT_TURNS = 1
"""How far back a rule may look. Each turn that is kept is loaded and replayed with every message."""
MOST_EVENTS = 40
"""Read for them at most: Rasa ends a turn after ten actions."""

_LASTING = [
    kind.type_name
    for kind in (events.SlotSet, events.ActiveLoop, events.ConversationPaused, events.ConversationResumed)
]
"""Events whose effect outlives the turns that are loaded, until one of the next kind. (The message that began
a loop is not among it: no form here reads that.)"""
_RESETTING = [kind.type_name for kind in (events.SessionStarted, events.Restarted, events.AllSlotsReset)]

_EVENTS = SQLTrackerStore.SQLEvent.__table__
# So that no query reads the whole conversation.
_INDICES = (
    sa.Index("events_by_sender_and_id", _EVENTS.c.sender_id, _EVENTS.c.id),
    sa.Index(
        "events_by_kind_and_id", _EVENTS.c.sender_id, _EVENTS.c.type_name, _EVENTS.c.id, _EVENTS.c.action_name
    ),
)

# Written once: SQLAlchemy then finds what it has compiled without looking at all parts of a query again.
_OWN = _EVENTS.c.sender_id == sa.bindparam("sender")
_START = sa.bindparam("start")
_HISTORY = sa.select(_EVENTS.c.data).where(_OWN).order_by(_EVENTS.c.id)
# What we have said steers nothing, and is most of what is stored.
_TELLING = _EVENTS.c.type_name != events.BotUttered.type_name
_LATEST = (
    sa.select(_EVENTS.c.id, _EVENTS.c.type_name)
    .where(_OWN, _TELLING)
    .order_by(_EVENTS.c.id.desc())
    .limit(MOST_EVENTS)
)
_RESET = sa.select(sa.func.coalesce(sa.func.max(_EVENTS.c.id), 0)).where(
    _OWN, _EVENTS.c.type_name.in_(_RESETTING), _EVENTS.c.id <= _START
)
_LEFT_BEHIND = (
    sa.select(sa.func.max(_EVENTS.c.id))
    .where(
        _OWN,
        _EVENTS.c.type_name.in_(_LASTING),
        _EVENTS.c.id < _START,
        _EVENTS.c.id > _RESET.scalar_subquery(),
    )
    .group_by(_EVENTS.c.type_name, _EVENTS.c.action_name)
)
"""The latest lasting event of each kind and name before the start."""
_SINCE = sa.select(_EVENTS.c.id).where(_OWN, _EVENTS.c.id >= _START, _TELLING)
# A union: for "or" SQLite looks at every event of the conversation.
_RECENT = (
    sa.select(_EVENTS.c.data)
    .where(_EVENTS.c.id.in_(sa.union_all(_LEFT_BEHIND, _SINCE)))
    .order_by(_EVENTS.c.id)
)
_INSERT = sa.insert(_EVENTS)

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
        await self.stream_events(tracker)
        with metrics.stage("store", tracker.sender_id):
            if rows := [_row(tracker.sender_id, event) for event in _new(tracker)]:
                with self.engine.begin() as connection:
                    connection.execute(_INSERT, rows)
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
        with self.engine.connect() as connection:
            return _decode(connection.execute(_HISTORY, {"sender": sender_id}))

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> Conversation | None:
        load = self.history if fetch_events_from_all_sessions else self._recent
        with metrics.stage("load", sender_id):
            found = load(sender_id)
            if not found:
                return None
            tracker: Conversation = Conversation.from_dict(sender_id, found, self.domain.slots)
        tracker.stored = len(tracker.events)
        return tracker

    def _recent(self, sender_id: str) -> list[Json]:
        """The last turns, after what earlier ones have left behind."""
        with self.engine.connect() as connection:
            latest = connection.execute(_LATEST, {"sender": sender_id}).all()[::-1]
            if not latest:
                return []
            start = latest[_start([kind for _, kind in latest])].id
            return _decode(connection.execute(_RECENT, {"sender": sender_id, "start": start}))


def _decode(rows: Iterable[Any]) -> list[Json]:
    return [json.loads(data) for (data,) in rows]


def _row(sender_id: str, event: Any) -> Json:
    """An event as Rasa's store writes it."""
    data = event.as_dict()
    intent = data.get("parse_data", {}).get("intent", {}).get("name")
    told = {"timestamp": data.get("timestamp"), "intent_name": intent, "action_name": data.get("name")}
    return {"sender_id": sender_id, "type_name": event.type_name, **told, "data": json.dumps(data)}


def _new(tracker: DialogueStateTracker) -> Iterator[Any]:
    return itertools.islice(tracker.events, tracker.stored, None)


def _start(types: list[str]) -> int:
    """Where the last turns begin: at the listening before a message, or at the start of the session."""
    messages = [at for at, kind in enumerate(types) if kind == events.UserUttered.type_name]
    sessions = [at for at, kind in enumerate(types) if kind == events.SessionStarted.type_name]
    turn = max(messages[-KEPT_TURNS] - 1, 0) if len(messages) >= KEPT_TURNS else 0
    return max(turn, sessions[-1] if sessions else 0)
