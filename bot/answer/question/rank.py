"""Facts in the order in which they answer a question.

How well a fact fits is the share of the question that it covers, each word weighted by how rare it is among
the facts, so that it runs from 0 to 1 whatever the question's length. A word counts fully where the fact says
it, less where it says the same in other words, where it names the fact's subject, or where it is how people
ask for the fact's topic. A word that no fact knows weighs as much as the rarest one: a question about
something that the documents do not have stays low. Topic, subject and region that were understood add to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi
from rapidfuzz import fuzz, process

from bot.answer import wording
from bot.answer.question.asked import Asked, fits
from bot.answer.question.speak import Hit
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Topical
from bot.knowledge.words import common_words, meanings, small_words, starting, stems, topic_phrases

SAID, ALIKE, NAMED, TOPICAL = 1.0, 0.85, 0.6, 0.3
"""What a word counts that the fact says, says in other words, that names its subject, or asks its topic."""
OF_TOPIC, OF_NEAR_TOPIC, OF_SUBJECT, OF_TOPICAL, OF_REGION, ELSEWHERE = 0.08, 0.03, 0.12, 0.05, 0.015, -0.15
OF_CONTEXT = 0.15
BY_BM25 = 0.25
DOUBTFUL = -0.1
"""What is added for the topic that is asked, one near it, a condition or treatment that is named, another
subject that is named, the region that is named; what another region costs; what is added for a subject that
was talked about before, and for the best by BM25; what a doubtful claim costs."""
UNKNOWN = 4.5
"""What a word weighs that no fact knows; the rarest known one weighs some 6."""
COMMON = 1.0
"""The same where it is common English, and asks for nothing special."""
LEAST = 0.5
"""What any word weighs at least."""
SAME_WORD = 86
"""rapidfuzz ratio, 0 to 100, above which a word counts as a misspelling of a known one."""

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ranked:
    """A fact with how well it fits (0 to 1) and its place in the order (the same with what is added)."""

    hit: Hit
    covered: float
    score: float


class Index:
    """All facts of a knowledge base, word by word."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.hits = [Hit(one, fact) for one in knowledge.subjects.values() for fact in one.facts]
        said = [word_set(hit.fact.say) for hit in self.hits]
        named = [word_set(" ; ".join((hit.subject.label, *hit.subject.also))) for hit in self.hits]
        topical = [word_set(" ; ".join(topic_phrases()[hit.fact.topic])) for hit in self.hits]
        self.worth: dict[str, Scores] = {}
        for field, alike, counts in ((topical, ALIKE, TOPICAL), (named, ALIKE, NAMED), (said, ALIKE, SAID)):
            self._note(field, alike, counts)
        said_by_all = [[*one, *other] for one, other in zip(said, named, strict=True)]
        self.rarity: dict[str, float] = BM25Okapi(said_by_all).idf
        units = [_units(hit.fact.say) for hit in self.hits]
        self._ranking = BM25Okapi([[word for means in one for word in sorted(means)] for one in units], b=1.0)

    def _note(self, field: Sequence[frozenset[str]], alike: float, counts: float) -> None:
        for row, words in enumerate(field):
            for word in words:
                worth = self.worth.setdefault(word, np.zeros(len(self.hits)))
                worth[row] = max(worth[row], counts * (alike if word.startswith("=") else 1.0))

    def weigh(self, means: Iterable[str]) -> float:
        """How much a word weighs: the rarer the more; an unknown one much, unless it is common English."""
        known = [float(self.rarity[one]) for one in means if one in self.rarity]
        if known:
            return max(*known, LEAST)
        return COMMON if common_words().intersection(means) else UNKNOWN

    def rate(self, units: Sequence[frozenset[str]]) -> Scores:
        """BM25 of every fact, as a share of the best: a fact that says much else besides comes later."""
        rated = self._ranking.get_scores([word for means in units for word in sorted(means)])
        best = rated.max()
        return np.asarray(rated / best if best > 0 else rated, dtype=np.float64)

    def spell(self, word: str) -> str:
        """The known word that this one misspells, else itself."""
        if word in self.worth or len(word) < 5:
            return word
        plain = [one for one in self.worth if not one.startswith("=")]
        near = process.extractOne(word, plain, scorer=fuzz.ratio, score_cutoff=SAME_WORD)
        return str(near[0]) if near else word


def rank(asked: Asked, knowledge: Knowledge) -> list[Ranked]:
    """All facts, the best first."""
    index = index_of(knowledge)
    units = content(asked, index)
    covered = cover(units, index)
    covered += [OF_CONTEXT * (hit.subject.id in asked.context) for hit in index.hits]
    scores = covered + BY_BM25 * index.rate(units) + _added(asked, index)
    order = sorted(range(len(index.hits)), key=lambda at: (-scores[at], index.hits[at].ref))
    return [Ranked(index.hits[at], float(covered[at]), float(scores[at])) for at in order]


def content(asked: Asked, index: Index) -> list[frozenset[str]]:
    """What each word of the question may mean; words that say nothing are left out."""
    return _units(" ".join(index.spell(one) for term in asked.terms for one in stems(term)))


def cover(units: Sequence[frozenset[str]], index: Index) -> Scores:
    """Of every fact the share of the question that it covers."""
    total, covered = 0.0, np.zeros(len(index.hits))
    for means in units:
        weight = index.weigh(means)
        total += weight
        known = [index.worth[one] for one in means if one in index.worth]
        if known:
            covered += weight * np.max(known, axis=0)
    return covered / total if total else covered


def doubtful(hit: Hit) -> bool:
    """Whether a fact is a claim that is doubtful."""
    return hit.fact.claim is not None and hit.fact.claim.kind == "doubtful"


def _added(asked: Asked, index: Index) -> Scores:
    # "What …" begins all kinds of questions, so that it says little where more is asked.
    topic_asked = asked.topic if asked.topic != "definition" else None
    named = wording.load().topics.get(topic_asked or "")
    near = named.near if named else ()
    added = np.zeros(len(index.hits))
    for at, hit in enumerate(index.hits):
        topic = hit.fact.topic
        added[at] += OF_TOPIC if topic == topic_asked else OF_NEAR_TOPIC if topic in near else 0.0
        if hit.subject.id in asked.subjects:
            added[at] += OF_TOPICAL if isinstance(hit.subject, Topical) else OF_SUBJECT
        added[at] += DOUBTFUL if doubtful(hit) else 0.0
        regions = hit.fact.regions or hit.subject.regions
        if asked.regions and regions:
            added[at] += OF_REGION if fits(regions, asked.regions) else ELSEWHERE
    return added


_built: dict[int, tuple[Knowledge, Index]] = {}


def index_of(knowledge: Knowledge) -> Index:
    """The index of a knowledge base, built once."""
    key = id(knowledge)
    if key not in _built or _built[key][0] is not knowledge:
        _built[key] = (knowledge, Index(knowledge))
    return _built[key][1]


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
