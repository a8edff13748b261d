"""Whether a finding is had, denied, or only mentioned: negation, the past, the hypothetical, other people.

After ConText (Harkema et al. 2009): a cue opens a scope that ends at a break (see ``segments``). Cues are data (``cues.yml``).
A cue that belongs to the finding's own words ("can not feel") is not looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.knowledge.yaml_lines import read_yaml
from bot.understanding.language import tokenizer, words_of
from bot.understanding.segments import Layout

HERE = Path(__file__).parent
END = ""
FAR = 12
ONSET = frozenset(["start", "begin", "since", "come", "onset", "ever", "for"])
YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_LEADS = frozenset(["in", "of", "around", "about", "early", "late", "summer", "winter", "spring", "autumn", "from", "during", "back", ","])


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


def find_cues(layout: Layout) -> list[tuple[str, int, int]]:
    """Every cue as (sort, first word, last word); the longest at each place wins, so that "not only" hides "not"."""
    found, at = [], 0
    while at < len(layout.words):
        sorts, length = _longest(layout, at)
        found += [(sort, at, at + length - 1) for sort in sorts]
        at += max(length, 1)
    return [*found, *_years(layout)]


def _years(layout: Layout) -> Iterator[tuple[str, int, int]]:
    """A year such as "in 2010" places a clause in the past."""
    words = layout.words
    for at in range(1, len(words)):
        if YEAR.fullmatch(words[at].key) and words[at - 1].key in YEAR_LEADS:
            yield "past", at, at


def _longest(layout: Layout, at: int) -> tuple[set[str], int]:
    here, best, length = cue_tree(), set(), 0
    for step in range(at, len(layout.words)):
        here = here.get(layout.words[step].key)  # type: ignore[assignment]
        if here is None:
            break
        if END in here:
            best, length = here[END], step - at + 1
    return best, length


class Scope:
    """The cues of one message, asked about one finding at a time. Places are positions among all words."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._cues = find_cues(layout)

    def negated(self, first: int, last: int, own: frozenset[int]) -> bool:
        """Whether a denial reaches the finding; ``own`` are the words that belong to it."""
        before = any(self._reaches(cue_last, first) for _, cue_last in self._free("negation_before", own, 0, last) )
        after = any(0 < start - last <= 3 and not self._layout.stopped(last, start) for start, _ in self._free("negation_after", own, last, None))
        return before or after

    def past(self, place: int) -> bool:
        """Whether the clause places the finding in a past that is over, and does not say that it began then."""
        start, end = self._layout.clause(place)
        keys = {word.key for word in self._layout.words[start : end + 1]}
        inside = any(start <= at and stop <= end for sort, at, stop in self._cues if sort == "past")
        return inside and keys.isdisjoint(ONSET)

    def hypothetical(self, place: int) -> bool:
        """Whether it is only feared, asked about in general or read about."""
        stops = (stop for sort, _, stop in self._cues if sort == "hypothetical")
        return any(stop < place and place - stop <= FAR and not self._layout.stopped(stop, place) for stop in stops)

    def _free(self, sort: str, own: frozenset[int], start: int, end: int | None) -> Iterator[tuple[int, int]]:
        for name, at, stop in self._cues:
            if name == sort and at >= start and (end is None or stop <= end) and own.isdisjoint(range(at, stop + 1)):
                yield at, stop

    def _reaches(self, cue: int, first: int) -> bool:
        """Whether a forward scope opened at ``cue`` reaches ``first``: no stop, and over commas only through bare lists."""
        if cue > first:
            return True  # the cue stands inside the finding: "legs are not numb"
        if self._layout.stopped(cue, first):
            return False
        commas = [i for i in range(cue + 1, first + 1) if self._layout.breaks[i] == "comma"]
        return first - cue <= (14 if commas else 7)
