"""Whose findings they are: the patient's own, or those of someone who is merely mentioned.

A message is written *on someone else's behalf* where a relative, a friend or a patient has the complaint and the writer has none.
Otherwise the others are mere mentions, and what they have counts for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.model.finding import Status
from bot.understanding.language import phrase_keys
from bot.understanding.mentions import Mention
from bot.understanding.message import Message
from bot.understanding.vocabulary import load_concepts

OWNERS = frozenset(["my", "our"])
LOOK_AHEAD = 3


@lru_cache(maxsize=1)
def _persons() -> dict[str, frozenset[str]]:
    """Keys that name the writer, a relative, someone spoken of, or that show a professional's note."""
    return {name: frozenset(k for p in load_concepts()[name].phrases for k in phrase_keys(p)[-1:]) for name in ("relative", "they", "note")} | {
        "me": frozenset(load_concepts()["me"].phrases)
    }


def settle(message: Message, mentions: Sequence[Mention]) -> tuple[str | None, list[Mention]]:
    """Decide the subject, and turn what belongs to others into mere mentions.

    Returns:
        ``self``, ``other`` or None where the message does not say, and the mentions with their final status.
    """
    who = _who(message)
    holders = [_holder(who, mention.place) for mention in mentions]
    subject = _subject(message, mentions, holders)
    if subject == "other":
        return subject, list(mentions)
    settled = [replace(m, status=Status.MENTIONED) if holder == "other" else m for m, holder in zip(mentions, holders)]
    return subject, settled


def _who(message: Message) -> list[str | None]:
    """Who is named at each place."""
    sets, keys = _persons(), message.keys
    named: list[str | None] = []
    for at, key in enumerate(keys):
        if key in sets["relative"] or key in sets["they"]:
            named.append("other")
        elif key in OWNERS and sets["relative"].intersection(keys[at + 1 : at + LOOK_AHEAD]):
            named.append(None)
        else:
            named.append("self" if key in sets["me"] else None)
    return named


def _holder(who: list[str | None], place: int) -> str | None:
    """Who stands nearest before a place; None where nobody was named yet."""
    return next((person for person in reversed(who[: place + 1]) if person), None)


def _subject(message: Message, mentions: Sequence[Mention], holders: Sequence[str | None]) -> str | None:
    keys = set(message.keys)
    counts = {"self": 0, "other": 0}
    for mention, holder in zip(mentions, holders):
        if mention.status is Status.PRESENT and holder:
            counts[holder] += 1
    named = bool(keys & _persons()["relative"])
    if named and counts["other"] > counts["self"]:
        return "other"
    if keys & _persons()["note"] and not keys & _persons()["me"]:
        return "other"
    return "self" if keys & _persons()["me"] else None
