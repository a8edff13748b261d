"""What was said of which region: since when, how bad, on which side ("neck for 2 weeks, low back for years").

A number or a side belongs to the region that it stands nearest to in its clause, else in the message.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from bot.model.finding import REGIONS, Status
from bot.understanding.amounts import Amount
from bot.understanding.mentions import Mention
from bot.understanding.message import Message

SIDE = re.compile(
    r"\b(left|right)[- ](?:hand )?(?:side|sided|part|one|neck|lower|low|upper|shoulder|hip|leg|arm|back)\b"
    r"|\b(?:on|to|in) (?:the|my|her|his|their) (left|right)\b"
)
"""A side, and not "I left" or "right now"."""
SIDES = ("left", "right")
NOT_MEANT = re.compile(r"\bnot (?:on |in |to |the |my |her |his |their )*(left|right)\b")
"""The side that is put right: "not left, right"."""
BOTH = re.compile(r"\b(?:both sides|left and right)\b")
SHORT = 5
"""Words of a message that may be nothing but a side: "it's the left one"."""
BREAK = 40
"""Characters that a break between clauses counts for."""
V = TypeVar("V")
Place = tuple[str, int, int]
"""A region with first and last character of its words."""


def pair_amounts(
    message: Message, amounts: Iterable[Amount], regions: tuple[str, ...]
) -> tuple[tuple[str, int], ...]:
    """Each region with the number nearest to it, in the amounts' unit."""
    return _nearest(message, [(round(one.value), one.start, one.end) for one in amounts], regions)


def pair_sides(message: Message, regions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each region with the side nearest to it."""
    return _nearest(message, _sides(message), regions)


def _sides(message: Message) -> list[tuple[str, int, int]]:
    """Sides with their place in the text; of "not left, right" only the second."""
    text = message.text.lower()
    denied = {one.start(1) for one in NOT_MEANT.finditer(text)}
    said = [(str(one[1] or one[2]), *one.span(one.lastindex or 0)) for one in SIDE.finditer(text)]
    return [one for one in said if one[1] not in denied] or said


def _nearest(
    message: Message, said: list[tuple[V, int, int]], regions: tuple[str, ...]
) -> tuple[tuple[str, V], ...]:
    places = [place for place in _places(message) if place[0] in regions]
    found: dict[str, tuple[int, V]] = {}
    for value, start, end in said:
        gaps = [(_gap(message.text, place, start, end), place[0]) for place in places]
        if gaps:
            gap, region = min(gaps)
            if region not in found or gap < found[region][0]:
                found[region] = (gap, value)
    return tuple((region, found[region][1]) for region in regions if region in found)


def _places(message: Message) -> list[Place]:
    return [
        (
            hit.concept.name,
            message.offsets[message.places[hit.first]][0],
            message.offsets[message.places[hit.last]][1],
        )
        for hit in message.hits
        if hit.concept.name in REGIONS
    ]


def _gap(text: str, place: Place, start: int, end: int) -> int:
    """Characters between a region and a value; a comma or "and" between them counts as more."""
    _, first, last = place
    low, high = (last, start) if last <= start else (end, first)
    between = text[low:high].lower() if low < high else ""
    breaks = sum(between.count(mark) for mark in (",", ";", ".", " and ", " but "))
    return max(high - low, 0) + BREAK * breaks


def name_regions(message: Message) -> tuple[str, ...]:
    """Every region that is named, in the order said; a back that is said more exactly is not ``back`` too."""
    named = tuple(dict.fromkeys(hit.concept.name for hit in message.hits if hit.concept.name in REGIONS))
    exact = {"upper_back", "lower_back"}.intersection(named)
    return tuple(name for name in named if not exact or name != "back")


def complained_of(mentions: Sequence[Mention], named: tuple[str, ...], told: set[str]) -> tuple[str, ...]:
    """Regions that are complained of, or told a time or side of beside one that is; without a complaint, all
    that are named."""
    bound = dict.fromkeys(m.region for m in mentions if m.region and m.status is Status.PRESENT)
    if not bound:
        return named
    exact = tuple(name for name in named if name.endswith("_back"))
    if "back" in bound and "back" not in named:
        del bound["back"]
        bound |= dict.fromkeys(exact[:1])
    return tuple(dict.fromkeys((*bound, *(one for one in named if one in told and one != "back"))))


def read_side(message: Message, alone: bool) -> str | None:
    """Left or right, where it stands beside a body part or "side", or (``alone``) the message says nothing
    else; of "not left, right" the second."""
    text = message.text.lower()
    if BOTH.search(text):
        return "both"
    said = _beside_bodies(message, alone) or {side for side, _, _ in _sides(message)}
    said = said - set(NOT_MEANT.findall(text)) or said
    return "both" if len(said) == 2 else next(iter(said), None)


def _beside_bodies(message: Message, alone: bool) -> set[str]:
    bodies = {at for hit in message.hits if hit.concept.kind == "body" for at in message.own((hit,))}
    bodies |= {at for at, key in enumerate(message.keys) if key == "side"}
    anywhere = alone and sum(key.isalnum() for key in message.keys) <= SHORT
    return {
        key
        for at, key in enumerate(message.keys)
        if key in SIDES and (anywhere or bodies & set(range(at - 3, at + 4)))
    }
