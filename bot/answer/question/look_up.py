"""The facts that share the rarest words with the question.

A fact's score is the share of the question that it covers, each word weighted by how rare it is among the
facts (inverse document frequency). So the score runs from 0 to 1 whatever the question's length, and a
threshold means the same everywhere. A word that no fact knows weighs as much as the rarest one: a question
about something that the documents do not have stays below.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.answer.question.asked import Asked, fits
from bot.answer.question.speak import Hit, build
from bot.knowledge.base import Knowledge
from bot.knowledge.yaml_lines import read_yaml
from bot.model.answer import Answer

ENOUGH = 0.6
"""Share of the question that a fact must cover to count as an answer."""
CLOSE = 0.85
"""Facts that cover at least this share of what the best one covers are told with it."""
MAX_FACTS = 3
BY_NAME = 0.7
"""What a word counts that stands in the subject's names and not in the fact itself."""
SAME_WORD = 86
"""rapidfuzz ratio, 0 to 100, above which a word counts as a misspelling of a known one."""

RARE = 4
"""A word that stands in at most so many facts names what they are about."""
TELLING = 15
"""Words that stand in more facts than this find nothing by themselves: "what would help" names no subject."""
FOREIGN = 0.5
"""A question whose words are for more than this share known to no fact is about something else."""

HERE = Path(__file__).parent
_ENDINGS = re.compile(r"(ies|ing|ed|es|s|ly|e)$")


@dataclass(frozen=True)
class Index:
    """Of every fact its words and its subject's names; what each word weighs, and how many facts say it."""

    rows: tuple[tuple[Hit, frozenset[str], frozenset[str]], ...]
    weights: dict[str, float]
    said: Counter[str]

    def weight(self, word: str) -> float:
        """How much a word weighs; an unknown one as much as the rarest."""
        return self.weights.get(word, math.log(1 + len(self.rows)))


_built: dict[int, tuple[Knowledge, Index]] = {}


def answer(asked: Asked, knowledge: Knowledge) -> Answer | None:
    """Answer by the facts that cover enough of the question; of a subject that is named, only its own."""
    index = index_of(knowledge)
    words = content_words(asked, index) - _names(asked, knowledge)
    if all(index.said[word] > TELLING for word in words):
        return None
    ranked = _rank(words, asked, index)
    best = ranked[0][0] if ranked else 0.0
    hits = tuple(hit for score, hit in ranked[:MAX_FACTS] if score >= max(ENOUGH, CLOSE * best))
    return build(asked, hits, knowledge, labelled=True) if hits else None


def content_words(asked: Asked, index: Index) -> frozenset[str]:
    """The words that say what is asked, without their endings; a misspelt one as the facts spell it."""
    words = (word for term in asked.terms for word in stems(term) if word not in small_words())
    return frozenset(_known(word, index) for word in words)


def _names(asked: Asked, knowledge: Knowledge) -> set[str]:
    """Words that name a subject: they say of whom it is asked, and not what."""
    named = (knowledge.subjects[one] for one in asked.subjects)
    return {word for subject in named for word in stems(" ".join((subject.label, *subject.also)))}


def is_foreign(asked: Asked, knowledge: Knowledge) -> bool:
    """Whether a question is mostly about things that no fact knows, though a known subject is named in it.

    Where no topic was understood either, one such word is enough: it is what is asked.
    """
    index = index_of(knowledge)
    words = content_words(asked, index)
    unknown = [word for word in words if word not in index.weights]
    total = sum(index.weight(word) for word in words)
    foreign = sum(index.weight(word) for word in unknown) > FOREIGN * total
    return foreign and len(unknown) > (1 if asked.topic else 0)


def naming(asked: Asked, hits: Iterable[Hit], knowledge: Knowledge) -> tuple[Hit, ...]:
    """The facts that say a rare word of the question: "what is the atlas" means some facts of the neck."""
    index = index_of(knowledge)
    words = {word for word in content_words(asked, index) if 0 < index.said[word] <= RARE}
    return tuple(hit for hit in hits if words.intersection(stems(hit.fact.say)))


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words that say nothing about what is asked."""
    return frozenset(
        stem for row in read_yaml(HERE / "small_words.yml") for word in row for stem in stems(str(word))
    )


def index_of(knowledge: Knowledge) -> Index:
    """The index of a knowledge base, built once."""
    key = id(knowledge)
    if key not in _built or _built[key][0] is not knowledge:
        _built[key] = (knowledge, _build(knowledge))
    return _built[key][1]


def stems(text: str) -> list[str]:
    """Words without their commonest endings, in lower case."""
    return [
        _ENDINGS.sub("", word) if len(word) > 4 else word for word in re.findall(r"[a-z0-9]+", text.lower())
    ]


def _build(knowledge: Knowledge) -> Index:
    rows = []
    for subject in knowledge.subjects.values():
        named = frozenset(stems(" ".join((subject.label, *subject.also))))
        rows += [
            (Hit(subject, fact), frozenset(stems(f"{fact.say} {fact.topic}")), named)
            for fact in subject.facts
        ]
    count = Counter(word for _, said, named in rows for word in said | named)
    weights = {word: math.log((1 + len(rows)) / n) for word, n in count.items()}
    return Index(tuple(rows), weights, Counter(word for _, said, _ in rows for word in said))


def _known(word: str, index: Index) -> str:
    """The known word that this one misspells, else itself."""
    if word in index.weights or len(word) < 4:
        return word
    near = process.extractOne(word, index.weights.keys(), scorer=fuzz.ratio, score_cutoff=SAME_WORD)
    return str(near[0]) if near else word


def _rank(words: Iterable[str], asked: Asked, index: Index) -> list[tuple[float, Hit]]:
    weights = {word: index.weight(word) for word in words}
    total = sum(weights.values())
    scored = []
    for hit, said, named in index.rows:
        if fits(hit.fact.regions, asked.regions) and hit.subject.id in (asked.subjects or (hit.subject.id,)):
            covered = sum(
                w if word in said else BY_NAME * w for word, w in weights.items() if word in said | named
            )
            scored.append((covered / total, hit))
    # Among equals the shorter sentence is the more direct answer.
    return sorted(scored, key=lambda row: (-row[0], len(row[1].fact.say), row[1].ref))
