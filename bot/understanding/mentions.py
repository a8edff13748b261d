"""Findings in one message, each with its scope and its place: what ``patterns`` found, seen through ``scope``."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.finding import REGIONS, Status
from bot.understanding.concepts import Hit
from bot.understanding.message import Message
from bot.understanding.patterns import Match, find_matches
from bot.understanding.scope import Scope

HISTORY = frozenset(
    ["cancer_history", "steroid_or_osteoporosis", "diabetes", "immune_or_drug_risk", "known_aneurysm", "rheumatoid_neck"]
)
"""Findings that count in the past tense too."""


@dataclass(frozen=True)
class Mention:
    """One finding where it stands.

    Attributes:
        finding: its id.
        status: have, have not, only mentioned; as far as its own clause says.
        region: the region of the spine that is part of it.
        place: where its head stands (the feeling, not the body part).
        start, end: characters of the text.
    """

    finding: str
    status: Status
    region: str | None
    place: int
    start: int
    end: int


def find_mentions(message: Message) -> list[Mention]:
    """Every finding of a message, in the order of the patterns."""
    scope = Scope(message.layout)
    cost = [message.layout.cost[place] for place in message.places]
    matches = find_matches(list(message.hits), cost, [word.key for word in message.stream])
    return [_mention(match, message, scope) for match in matches]


def _mention(match: Match, message: Message, scope: Scope) -> Mention:
    own = message.own(match.hits)
    place = message.place(match.hits[0])
    return Mention(
        finding=match.pattern.finding,
        status=_status(match, own, place, scope),
        region=_region(match.hits),
        place=place,
        start=message.offsets[min(own)][0],
        end=message.offsets[max(own)][1],
    )


def _status(match: Match, own: frozenset[int], place: int, scope: Scope) -> Status:
    if match.pattern.denies:
        return Status.ABSENT
    if scope.negated(min(own), max(own), own):
        return Status.ABSENT
    if scope.hypothetical(place) or (match.pattern.finding not in HISTORY and scope.past(place)):
        return Status.MENTIONED
    return Status.PRESENT


def _region(hits: tuple[Hit, ...]) -> str | None:
    return next((hit.concept.name for hit in hits if hit.concept.name in REGIONS), None)
