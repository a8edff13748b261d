"""Where the cues stand: words that deny, place in the past, make hypothetical, ask.

``cues.yml`` lists phrases by sort. They are found apart from their effect, which ``scope`` decides, because a
phrase may hide a shorter one: "not only" denies nothing. A year ("in 2010") is a cue of the past too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.knowledge.yaml_lines import read_yaml
from bot.understanding.language import tokenizer, words_of

HERE = Path(__file__).parent
END = ""
YEAR = re.compile(r"(?:19|20)\d\d|'\d\d|(?:19|20)?\d0s")
FULL_YEAR = re.compile(r"(?:19[3-9]|20[0-4])\d")
UNITS = frozenset(
    [
        "mg", "ml", "kcal", "calorie", "step", "pound", "euro", "dollar", "rupee", "kg", "kilo", "mile",
        "hour",
    ]
)  # fmt: skip
"""What makes an amount of a number that looks like a year."""
AGE = re.compile(r"1[3-9]|[2-6]\d")
AGES = frozenset(
    [
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        "twenty", "thirty", "forty", "fifty", "sixty",
    ]
)  # fmt: skip
PERSONS = frozenset(["i", "my", "we", "he", "she", ","])
"""What follows an age that opens a story: "at nineteen I was …"."""
YEAR_LEADS = frozenset(
    [
        "in", "of", "around", "about", "early", "late", "summer", "winter", "spring", "autumn", "from",
        "during", "back", ",", "(", "year", "be",
    ]
)  # fmt: skip
"""What stands before a number that is a year."""


@lru_cache(maxsize=1)
def cue_tree() -> dict[str, Any]:
    """All cues as paths of keys; under END the sorts of cue that end there."""
    root: dict[str, Any] = {}
    for sort, phrases in read_yaml(HERE / "cues.yml").items():
        for phrase in phrases:
            here = root
            for word in words_of(tokenizer()(phrase)):
                here = here.setdefault(word.key, {})
            here.setdefault(END, set()).add(sort)
    return root


def find_cues(keys: list[str]) -> list[tuple[str, int, int]]:
    """Every cue as (sort, first, last); the longest at each place wins, so that "not only" hides "not"."""
    found, free, root = [], 0, cue_tree()
    for at, key in enumerate(keys):
        if at >= free and key in root:
            sorts, length = _longest(root, keys, at)
            found += [(sort, at, at + length - 1) for sort in sorts]
            free = at + length
    return [*found, *_years(keys)]


def _years(keys: list[str]) -> Iterator[tuple[str, int, int]]:
    """A year ("in 2010", "sepsis 2013") or an age ("at nineteen I …") places a clause in the past."""
    for at in range(1, len(keys)):
        if _is_year(keys, at) or (keys[at - 1] == "at" and _is_age(keys, at)):
            yield "past", at, at
        elif keys[at].isdigit() and FULL_YEAR.fullmatch(keys[at]) and UNITS.isdisjoint(keys[at + 1 : at + 2]):
            yield "dated", at, at


def _is_year(keys: list[str], at: int) -> bool:
    led = keys[at - 1] in YEAR_LEADS and YEAR.fullmatch(keys[at])
    return bool(led) and keys[at] != str(date.today().year)


def _is_age(keys: list[str], at: int) -> bool:
    aged = bool(AGE.fullmatch(keys[at])) or keys[at] in AGES
    return aged and not PERSONS.isdisjoint(keys[at + 1 : at + 3])


def _longest(here: dict[str, Any], keys: list[str], at: int) -> tuple[set[str], int]:
    best: set[str] = set()
    length = 0
    for step in range(at, len(keys)):
        if keys[step] not in here:
            break
        here = here[keys[step]]
        if END in here:
            best, length = here[END], step - at + 1
    return best, length
