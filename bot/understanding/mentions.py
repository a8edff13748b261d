"""Findings in one message, with scope and place: what ``matching`` found, seen through ``scope``."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.finding import REGIONS, Status
from bot.understanding.concepts import Hit
from bot.understanding.harmless import explained
from bot.understanding.matching import Match, find_matches
from bot.understanding.message import Message
from bot.understanding.scope import Scope

HISTORY = frozenset(
    [
        "cancer_history", "steroid_or_osteoporosis", "diabetes", "weak_immunity", "immune_or_drug_risk",
        "known_aneurysm", "rheumatoid_neck",
    ]
)  # fmt: skip
"""Findings that count in the past tense too."""


EVENTS = frozenset(["trauma", "high_energy_trauma", "head_first_injury", "whiplash"])
"""Findings that something happened: what nearly did, or was only watched, did not."""

COMPLAINT = frozenset(["pain", "stiffness"])
"""Why people write: a time of the past that is told beside it is of something else."""

DERIVED = frozenset(
    [
        "bilateral_leg_symptoms",
        "progressive_weakness",
        "rapid_onset",
        "slow_onset",
        "worsening",
        "improving",
        "recurrent",
    ]
)
"""Findings that say how others are: to deny "numb legs" is not to deny these."""


@dataclass(frozen=True)
class Mention:
    """One finding where it stands.

    Attributes:
        finding: its id.
        status: have, have not, only mentioned; as far as its own clause says.
        region: the region of the spine that is part of it.
        place: where its head stands (the feeling, not the body part).
        own: the places of all its words.
        start, end: characters of the text.
    """

    finding: str
    status: Status
    region: str | None
    place: int
    own: frozenset[int]
    start: int
    end: int


def find_mentions(message: Message, scope: Scope) -> list[Mention]:
    """Every finding of a message, in the order of the patterns."""
    cost = [message.layout.cost[place] for place in message.places]
    matches = find_matches(list(message.hits), cost, [word.key for word in message.stream])
    found = [mention for match in matches if (mention := _mention(match, message, scope))]
    return explained(message, found)


def _mention(match: Match, message: Message, scope: Scope) -> Mention | None:
    own = message.own(match.hits)
    place = message.place(match.hits[0])
    status = _status(match, own, place, scope)
    if status is None:
        return None
    return Mention(
        finding=match.pattern.finding,
        status=status,
        region=_region(match.hits),
        place=place,
        own=own,
        start=message.offsets[min(own)][0],
        end=message.offsets[max(own)][1],
    )


def _status(match: Match, own: frozenset[int], place: int, scope: Scope) -> Status | None:
    """What its own clause makes of it; a denial that is itself denied ("not fine") says nothing."""
    pondered = scope.hypothetical(place) or (match.pattern.finding in EVENTS and scope.averted(place))
    if match.pattern.denies:
        refused = scope.refused(own)
        return None if refused or pondered or scope.past(place) else Status.ABSENT
    if scope.negated(min(own), max(own), own):
        return None if match.pattern.finding in DERIVED else Status.ABSENT
    if match.pattern.negated_only:
        return None
    gone = scope.over if match.pattern.finding in COMPLAINT else scope.past
    if pondered or (match.pattern.finding not in HISTORY and gone(place)):
        return Status.MENTIONED
    return Status.PRESENT


def _region(hits: tuple[Hit, ...]) -> str | None:
    return next((hit.concept.name for hit in hits if hit.concept.name in REGIONS), None)
