# ruff: noqa: E501 (a regular expression is easier to check in one piece)
"""Numbers as people say them ("a couple of", "2,5"), and where in the text they stood.

"A couple" is 2, "a few" 3, "several" 5; "the past", "another" and "a whole" stand for one of the unit that follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "couple": 2, "couple of": 2, "a couple of": 2, "a couple": 2, "few": 3,
    "a few": 3, "several": 5, "half a": 0.5, "half": 0.5, "hundred": 100, "past": 1, "last": 1, "this past": 1, "the last": 1, "the past": 1, "nearly a": 1,
    "about a": 1, "over a": 1, "good": 1, "whole": 1, "another": 1, "the whole": 1, "a whole": 1, "zero": 0,
}  # fmt: skip
NUMBER = (
    r"(\d+(?:[.,]\d+)?|" + "|".join(sorted((re.escape(n) for n in NUMBERS), key=len, reverse=True)) + r")"
)
"""A number in digits or words, as one group."""


@dataclass(frozen=True)
class Amount:
    """A number and where it was said: character offsets of the text."""

    value: float
    start: int
    end: int


def to_number(said: str) -> float:
    """The value of what ``NUMBER`` matches."""
    return NUMBERS[said] if said in NUMBERS else float(said.replace(",", "."))
