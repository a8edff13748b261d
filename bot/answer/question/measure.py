"""What speaks for each fact as the answer to a question: one row a fact, one column a measure."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from bot.answer import wording
from bot.answer.question.asked import Asked, fits, regions_of
from bot.answer.question.near import NEARNESSES, Meanings, hits_of
from bot.answer.question.speak import Hit
from bot.answer.question.words import Index, Scores, content, cover
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Topical

BY_WORDS = ("covers", "covers_as_asked", "bm25")
BY_SENSE = (
    "of_subject", "of_topical", "defines", "of_topic", "of_near_topic", "of_region", "elsewhere", "doubtful",
    "of_context", "meant", "of_last_topic", "told",
)  # fmt: skip
IN_CONTEXT = tuple(f"{one}_in_context" for one in NEARNESSES)
MEASURES = (*NEARNESSES, *IN_CONTEXT, *BY_WORDS, *BY_SENSE)
"""The columns. In context: nearness with the name of what was talked about before the question. By words: the
share of the question that the fact covers, that the questions asked for it cover, and BM25 as a share of the
best. By sense, 0 or 1: of a condition or treatment that is named; of another subject that is named; says what
such a one is where that is asked; of the topic that is asked; of one near it; of the region; of another one;
a doubtful claim; of a subject that was talked about; the same where the question points back to it; of the
topic talked about where it asks no other; told just now."""


class Facts:
    """All facts of a knowledge base, ready to be measured."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.hits = hits_of(knowledge)
        self.index = Index(self.hits)
        self._meanings = Meanings(self.hits)

    def measure(self, asked: Asked) -> Scores:
        """Facts x MEASURES."""
        units = content(self._terms(asked), self.index)
        words = [cover(units, worth, self.index) for worth in (self.index.worth, self.index.worth_asked)]
        sense = [self._sense(asked, hit) for hit in self.hits]
        near = [self._meanings.measure(text) for text in (self._text(asked), self._in_context(asked))]
        return np.column_stack([*near, *words, self.index.rate(units), np.array(sense, dtype=float)])

    def _in_context(self, asked: Asked) -> str:
        names = self._names(asked)
        return f"{names}: {self._text(asked)}" if names else ""

    def _text(self, asked: Asked) -> str:
        """What is encoded."""
        return asked.text or " ".join(asked.terms)

    def _terms(self, asked: Asked) -> tuple[str, ...]:
        """The words of a question; of one that points back, with the name of what it means."""
        meant = re.findall(r"\w+", self._names(asked)) if asked.points_back else ()
        return (*asked.terms, *(word.lower() for word in meant))

    def _names(self, asked: Asked) -> str:
        return " ".join(self.knowledge.subjects[one].label for one in asked.context)

    def measure_gaps(self, asked: Asked) -> tuple[float, float, int]:
        """How near a question is to one that nothing answers, what its unknown words weigh, its words."""
        units = content(asked.terms, self.index)
        unknown = sum(self.index.weigh(means) for means in units if not self.index.knows(means))
        return self._meanings.measure_unanswered(self._text(asked)), unknown, len(asked.terms)

    def _sense(self, asked: Asked, hit: Hit) -> Iterable[bool]:
        # "What …" begins all kinds of questions, so that it says little where more is asked.
        topic = asked.topic if asked.topic != "definition" else None
        names = wording.load().topics
        near = names[topic].near if topic is not None and topic in names else ()
        regions, wanted = hit.fact.regions or hit.subject.regions, regions_of(asked, self.knowledge)
        placed = bool(regions and wanted)
        named, topical = hit.subject.id in asked.subjects, isinstance(hit.subject, Topical)
        before = hit.subject.id in asked.context
        return (
            named and not topical,
            named and topical,
            named and asked.topic == hit.fact.topic == "definition",
            hit.fact.topic == topic,
            hit.fact.topic in near,
            placed and fits(regions, wanted),
            placed and not fits(regions, wanted),
            doubtful(hit),
            before,
            before and asked.points_back,
            topic is None and hit.fact.topic == asked.last_topic,
            hit.ref in asked.told,
        )


def doubtful(hit: Hit) -> bool:
    """Whether a fact is a claim that is doubtful."""
    return hit.fact.claim is not None and hit.fact.claim.kind == "doubtful"


_built: dict[int, Facts] = {}


def facts_of(knowledge: Knowledge) -> Facts:
    """The facts of a knowledge base, made ready once."""
    built = _built.get(id(knowledge))
    if built is None or built.knowledge is not knowledge:
        built = _built[id(knowledge)] = Facts(knowledge)
    return built
