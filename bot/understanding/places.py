"""What was said of which region: since when, how bad, on which side ("neck for 2 weeks, low back for years").

A number or a side belongs to the region that it stands nearest to in its clause, else in the message.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from bot.model.finding import REGIONS
from bot.understanding.amounts import Amount
from bot.understanding.message import Message

SIDES = ("left", "right")
BREAK = 40
"""Characters that a break between clauses counts for."""
V = TypeVar("V")
Place = tuple[str, int, int]
"""A region with first and last character of its words."""


def pair_amounts(
    message: Message, amounts: Iterable[Amount], regions: tuple[str, ...]
) -> tuple[tuple[str, int], ...]:
    """Each region that is complained of with the number nearest to it; whole numbers in the amounts' unit."""
    return _nearest(message, [(round(one.value), one.start, one.end) for one in amounts], regions)


def pair_sides(message: Message, regions: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each region with the side nearest to it."""
    said = [(key, *message.offsets[at]) for at, key in enumerate(message.keys) if key in SIDES]
    return _nearest(message, said, regions)


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
