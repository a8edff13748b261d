"""A region of the spine that is named, with nothing more said of it, is complained of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.finding import REGIONS, Status
from bot.understanding.concepts import Hit
from bot.understanding.mentions import Mention
from bot.understanding.message import Message
from bot.understanding.scope import Scope

SPINAL = frozenset(["pain", "stiffness", "muscle_spasm"])


def find_bare(message: Message, mentions: Sequence[Mention], scope: Scope) -> list[Mention]:
    """Pain, for the first bare region, where no other complaint of the spine is had or denied."""
    if any(m.finding in SPINAL and m.status is not Status.MENTIONED for m in mentions):
        return []
    bound = {place for m in mentions for place in m.own if m.finding in SPINAL}
    bare = (hit for hit in message.tagged("spine") if bound.isdisjoint(message.own((hit,))))
    return [_mention(message, hit) for hit in bare if _stands(message, hit, scope)][:1]


def _stands(message: Message, hit: Hit, scope: Scope) -> bool:
    own, place = message.own((hit,)), message.place(hit)
    return not (scope.negated(min(own), max(own), own) or scope.hypothetical(place) or scope.past(place))


def _mention(message: Message, hit: Hit) -> Mention:
    own = message.own((hit,))
    region = hit.concept.name if hit.concept.name in REGIONS else None
    return Mention(
        "pain",
        Status.PRESENT,
        region,
        message.place(hit),
        own,
        message.offsets[min(own)][0],
        message.offsets[max(own)][1],
    )
