"""Finds the vocabulary's concepts in a stream of words: the longest phrase wins, from left to right.

Phrases do not overlap, but for concepts tagged ``shares``, whose words may be a part of the next one too:
"now I can't" and "can't breathe".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.understanding.language import Word, phrase_keys, reducer
from bot.understanding.vocabulary import Concept, load_concepts

END = ""
MOST_SKIPPED = 2
SHARES = "shares"


@dataclass(frozen=True)
class Hit:
    """A concept in a message.

    Attributes:
        concept: what was found.
        first, last: positions in the stream, both included.
    """

    concept: Concept
    first: int
    last: int

    def has(self, tags: frozenset[str]) -> bool:
        """Whether the concept carries any of these tags."""
        return not self.concept.tags.isdisjoint(tags)


@lru_cache(maxsize=1)
def phrase_tree() -> dict[str, Any]:
    """Every phrase as a path of keys; under END the concepts that it names (a phrase may name several)."""
    root: dict[str, Any] = {}
    for concept in load_concepts().values():
        for phrase in concept.phrases:
            here = root
            for key in phrase_keys(phrase):
                here = here.setdefault(key, {})
            named = here.setdefault(END, [])
            if concept not in named:
                named.append(concept)
    return root


def find_concepts(stream: list[Word]) -> list[Hit]:
    """All hits, in order; one phrase may name several concepts."""
    root, hits, free = phrase_tree(), list[Hit](), 0
    for at, word in enumerate(stream):
        if at >= free and word.key in root:
            concepts, length = _longest(root, stream, at)
            hits += [Hit(concept, at, at + length - 1) for concept in concepts]
            shares = all(SHARES in concept.tags for concept in concepts)
            free = at if shares else at + length
    return hits


def _longest(root: dict[str, Any], stream: list[Word], at: int) -> tuple[list[Concept], int]:
    """The concepts of the longest phrase that starts here, and its length; fillers may stand inside it."""
    fillers = reducer().fillers
    here, best, length, skipped = root, [], 0, 0
    for step in range(at, len(stream)):
        key = stream[step].key
        if key in here:
            here = here[key]
            if END in here:
                best, length = here[END], step - at + 1
        elif step > at and key in fillers and skipped < MOST_SKIPPED:
            skipped += 1
        else:
            break
    return best, length
