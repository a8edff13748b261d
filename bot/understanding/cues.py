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
    found, at = [], 0
    while at < len(keys):
        sorts, length = _longest(keys, at)
        found += [(sort, at, at + length - 1) for sort in sorts]
        at += max(length, 1)
    return [*found, *_years(keys)]


def _years(keys: list[str]) -> Iterator[tuple[str, int, int]]:
    """A year such as "in 2010" places a clause in the past."""
    for at in range(1, len(keys)):
        if YEAR.fullmatch(keys[at]) and keys[at - 1] in YEAR_LEADS and keys[at] != str(date.today().year):
            yield "past", at, at


def _longest(keys: list[str], at: int) -> tuple[set[str], int]:
    here: dict[str, Any] = cue_tree()
    best: set[str] = set()
    length = 0
    for step in range(at, len(keys)):
        if keys[step] not in here:
            break
        here = here[keys[step]]
        if END in here:
            best, length = here[END], step - at + 1
    return best, length
