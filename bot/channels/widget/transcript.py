"""What is stored of a conversation, read straight from the table of events.

A tracker would be the whole conversation replayed; a question as small as "have I answered this one?" should
not cost more the longer people talk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

import sqlalchemy as sa

Line = dict[str, Any]

_EVENTS = sa.table("events", *map(sa.column, ("id", "sender_id", "type_name", "data")))
_MESSAGES = ("user", "bot")
_RECENT_EVENTS = 400
"""Some fifty turns: how far back a message that is sent again is looked for."""


class Transcript:
    """The messages of stored conversations."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def exists(self, sender: str) -> bool:
        """Whether anything is stored: if not, the conversation never began, has expired or was forgotten."""
        return bool(self._select(sender, limit=1))

    def lines(self, sender: str) -> list[Line]:
        """The conversation so far: ``{"from": "user" or "bot", "text": ..., "custom": ..., "buttons": ...}``.

        What the server asked itself on a person's behalf (the greeting, say) has no text and is left out.
        """
        rows = self._select(sender, _EVENTS.c.type_name.in_(_MESSAGES))
        lines = [{"from": kind, **_content(data)} for _, kind, data in rows]
        return [line for line in lines if len(line) > 1]

    def answer_to(self, sender: str, message_id: str) -> list[Line] | None:
        """The messages that answered a message, [] if nothing did, None if it was never taken."""
        its_id = _EVENTS.c.data.contains(f'"message_id": {json.dumps(message_id)}', autoescape=True)
        asked = self._select(sender, _EVENTS.c.type_name == "user", _is_recent(sender), its_id, limit=1)
        if not asked:
            return None
        later = self._select(sender, _EVENTS.c.type_name.in_(_MESSAGES), _EVENTS.c.id > asked[0].id)
        return [_content(data) for _, kind, data in takewhile(lambda row: row.type_name == "bot", later)]

    def _select(self, sender: str, *conditions: Any, limit: int | None = None) -> list[Any]:
        query = sa.select(_EVENTS.c.id, _EVENTS.c.type_name, _EVENTS.c.data)
        query = query.where(_EVENTS.c.sender_id == sender, *conditions).order_by(_EVENTS.c.id).limit(limit)
        with self._engine.connect() as connection:
            return list(connection.execute(query))


def _is_recent(sender: str) -> Any:
    ids = sa.select(_EVENTS.c.id).where(_EVENTS.c.sender_id == sender).order_by(_EVENTS.c.id.desc())
    return _EVENTS.c.id >= sa.func.coalesce(ids.limit(1).offset(_RECENT_EVENTS).scalar_subquery(), 0)


def _content(data: str) -> Line:
    event = json.loads(data)
    inner = event.get("data") or {}
    parts: Iterable[tuple[str, Any]] = (
        ("text", event.get("text")),
        ("buttons", inner.get("buttons")),
        ("custom", inner.get("custom")),
    )
    return {name: part for name, part in parts if part}
