"""Facts by their words: what share of a question each covers.

The share is weighted by how rare each word is among the facts, so that it runs from 0 to 1 whatever the
question's length. A word counts fully where the fact says it, less where it says the same in other words,
where it names the fact's subject, or where it is how people ask for the fact's topic. A word that no fact
knows weighs as much as the rarest one: a question about something that the documents do not have stays low.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi
from rapidfuzz import fuzz, process

from bot.answer.question.speak import Hit
from bot.knowledge.words import common_words, meanings, small_words, starting, stems, topic_phrases

SAID, ALIKE, NAMED, TOPICAL = 1.0, 0.85, 0.6, 0.3
"""What a word counts that the fact says, says in other words, that names its subject, or asks its topic."""
UNKNOWN = 4.5
"""What a word weighs that no fact knows; the rarest known one weighs some 6."""
COMMON = 1.0
"""The same where it is common English, and asks for nothing special."""
LEAST = 0.5
"""What any word weighs at least."""
SAME_WORD = 86
"""rapidfuzz ratio, 0 to 100, above which a word counts as a misspelling of a known one."""

Scores = npt.NDArray[np.float64]
Worth = dict[str, Scores]


class Index:
    """All facts, word by word."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.size = len(hits)
        said = [word_set(hit.fact.say) for hit in hits]
        named = [word_set(" ; ".join((hit.subject.label, *hit.subject.also))) for hit in hits]
        topical = [word_set(" ; ".join(topic_phrases()[hit.fact.topic])) for hit in hits]
        self.worth = _worth(len(hits), ((topical, TOPICAL), (named, NAMED), (said, SAID)))
        self.worth_asked = _worth(len(hits), ((_asked(hits), SAID),))
        said_by_all = [[*one, *other] for one, other in zip(said, named, strict=True)]
        self.rarity: dict[str, float] = BM25Okapi(said_by_all).idf
        units = [_units(hit.fact.say) for hit in hits]
        self._ranking = BM25Okapi([[word for means in one for word in sorted(means)] for one in units], b=1.0)

    def weigh(self, means: Iterable[str]) -> float:
        """How much a word weighs: the rarer the more; an unknown one much, unless it is common English."""
        known = [float(self.rarity[one]) for one in means if one in self.rarity]
        if known:
            return max(*known, LEAST)
        return COMMON if common_words().intersection(means) else UNKNOWN

    def knows(self, means: Iterable[str]) -> bool:
        """Whether a fact, or a question asked for one, holds a word."""
        return any(one in self.worth or one in self.worth_asked for one in means)

    def covers(self, means: Iterable[str], fact: int) -> bool:
        """Whether a fact, or a question asked for it, holds a word."""
        return any(
            worth[one][fact] > 0 for one in means for worth in (self.worth, self.worth_asked) if one in worth
        )

    def rate(self, units: Sequence[frozenset[str]]) -> Scores:
        """BM25 of every fact, as a share of the best: a fact that says much else besides comes later."""
        rated = self._ranking.get_scores([word for means in units for word in sorted(means)])
        best = rated.max()
        return np.asarray(rated / best if best > 0 else rated, dtype=np.float64)

    def spell(self, word: str) -> str:
        """The known word that this one misspells, else itself; a small word misspells none."""
        if word in self.worth or word in small_words() or len(word) < 5:
            return word
        plain = [one for one in self.worth if not one.startswith("=")]
        near = process.extractOne(word, plain, scorer=fuzz.ratio, score_cutoff=SAME_WORD)
        return str(near[0]) if near else word


def content(terms: Iterable[str], index: Index) -> list[frozenset[str]]:
    """What each word of the question may mean; words that say nothing are left out."""
    return _units(" ".join(index.spell(one) for term in terms for one in stems(term)))


def cover(units: Sequence[frozenset[str]], worth: Worth, index: Index) -> Scores:
    """Of every fact the share of the question that it covers."""
    total, covered = 0.0, np.zeros(index.size)
    for means in units:
        weight = index.weigh(means)
        total += weight
        known = [worth[one] for one in means if one in worth]
        if known:
            covered += weight * np.max(known, axis=0)
    return covered / total if total else covered


def _worth(size: int, fields: Iterable[tuple[Sequence[frozenset[str]], float]]) -> Worth:
    """Of every word what it counts for each fact; what means the same counts less than the word itself."""
    worth: Worth = {}
    for field, counts in fields:
        for row, words in enumerate(field):
            for word in words:
                of_word = worth.setdefault(word, np.zeros(size))
                of_word[row] = max(of_word[row], counts * (ALIKE if word.startswith("=") else 1.0))
    return worth


def _asked(hits: Iterable[Hit]) -> list[frozenset[str]]:
    return [word_set(" ; ".join(hit.fact.asked)) for hit in hits]


def _units(text: str) -> list[frozenset[str]]:
    units = (
        groups if len(phrase) > 1 else groups.union(phrase)
        for phrase, groups in meanings(stems(text))
        if len(phrase) > 1 or phrase[0] not in small_words()
    )
    return list(dict.fromkeys(units))


@lru_cache(maxsize=4096)
def word_set(text: str) -> frozenset[str]:
    """Words and groups of words of a text, the small ones too."""
    words = stems(text)
    return frozenset([*words, *(group for at in range(len(words)) for _, group in starting(words, at))])
