"""Spelling: an unknown word becomes the nearest word of the vocabulary, if there is one near enough.

Idea: only words that are in no English list are touched, and only towards words that carry meaning here,
so that a correction can never turn one ordinary word into another. Damerau-Levenshtein distance 1 from
four letters, 2 from eight; the first letter must agree, or the first two be swapped (typing errors rarely
hit it; Yannakoudakis and Fawthrop 1983). Two neighbouring letters swapped, the commonest slip of quick
fingers, are put back towards any English word: that leaves few to choose from, and the length as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
LONG = 8


class Speller:
    """Corrects words towards ``targets``, leaving ``known`` words alone. All words are lower case."""

    def __init__(self, targets: Iterable[str], known: Iterable[str]) -> None:
        targets = tuple(targets)
        self._known = frozenset(known) | frozenset(targets)
        counts = Counter(targets)
        by_letter: dict[str, list[str]] = {}
        # Of two that are equally near the one that stands in more phrases is meant: "slep" is no slap.
        for word in sorted(counts, key=lambda one: (-counts[one], one)):
            if len(word) >= SHORTEST:
                by_letter.setdefault(word[0], []).append(word)
        self._by_letter = by_letter
        self.correct = lru_cache(maxsize=20_000)(self._correct)

    def knows(self, word: str) -> bool:
        """Whether it is an English word as it stands, inflected or not."""
        return word in self._known

    def _correct(self, word: str) -> str:
        """The nearest target word, of several the commonest, or the word itself."""
        if len(word) < SHORTEST or not word.isalpha() or word in self._known:
            return word
        squeezed = squeeze(word)
        if squeezed in self._known:
            return squeezed
        candidates = [*self._by_letter.get(word[0], []), *self._by_letter.get(word[1], [])]
        allowed = 2 if len(word) >= LONG else 1
        best = process.extractOne(word, candidates, scorer=OSA.distance, score_cutoff=allowed)
        return best[0] if best else self._swapped_back(word)

    def unswap(self, word: str) -> str:
        """The word with two neighbouring letters swapped back, where it is none as it stands; same length."""
        mended = self.correct(word)
        return mended if mended != word and mended in _swaps(word) else word

    def _swapped_back(self, word: str) -> str:
        known = self._known.intersection(_swaps(word))
        return next(iter(known)) if len(known) == 1 else word


def _swaps(word: str) -> set[str]:
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word}


def squeeze(word: str) -> str:
    """Letters drawn out for emphasis, once: ``sooooore`` becomes ``sore``."""
    kept = [letter for i, letter in enumerate(word) if i < 2 or not letter == word[i - 1] == word[i - 2]]
    shorter = "".join(kept)
    return (
        shorter if shorter == word else "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])
    )
