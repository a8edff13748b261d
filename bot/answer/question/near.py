"""How near in meaning every fact is to a question, by the encoder."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from bot.answer.question.speak import Hit
from bot.encoder import encode, keep_vectors, load_vectors
from bot.knowledge.base import Knowledge
from bot.knowledge.loader import load
from bot.knowledge.words import asked_next, unanswered

NEARNESSES = ("said", "labelled", "asked", "asked_best")
"""The columns: cosines, -1 to 1, with what the fact says, with the same after its subject's name,
with the middle of the questions that people ask for it, and with the nearest of these."""
BY_TOPIC = ("topic_asked", "topic_asked_best")
"""The same two, with what people ask next for the fact's topic."""


class Meanings:
    """The vectors of all facts, and of the questions that people ask for each."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        counts = [len(_asked(hit)) for hit in hits]
        self._starts = [0, *accumulate(counts[:-1])]
        topics = {topic: len(texts) for topic, texts in asked_next().items()}
        ends = [*accumulate((len(hits), len(hits), sum(counts), sum(topics.values())))]
        said, labelled, self._asked, self._next, self._unanswered = np.split(
            load_vectors(texts_of(hits)), ends
        )
        self._topic_starts = [0, *accumulate([*topics.values()][:-1])]
        self._topic_counts = np.array([*topics.values()])
        self._topics = [[*topics].index(hit.fact.topic) for hit in hits]
        middles = np.add.reduceat(self._asked, self._starts)
        middles /= np.linalg.norm(middles, axis=1, keepdims=True)
        self._facts = np.stack([said, labelled, middles], axis=1)

    def measure(self, text: str) -> npt.NDArray[np.float64]:
        """Facts x NEARNESSES; all 0 for a question without words."""
        if not text:
            return np.zeros((len(self._facts), len(NEARNESSES)))
        vector = encode(text)
        best = np.maximum.reduceat(self._asked @ vector, self._starts)
        return np.column_stack([self._facts @ vector, best]).astype(np.float64)

    def measure_topics(self, text: str) -> npt.NDArray[np.float64]:
        """Facts x BY_TOPIC; all 0 for a question without words."""
        if not text:
            return np.zeros((len(self._facts), len(BY_TOPIC)))
        near = self._next @ encode(text)
        middle = np.add.reduceat(near, self._topic_starts) / self._topic_counts
        best = np.maximum.reduceat(near, self._topic_starts)
        return np.column_stack([middle, best]).astype(np.float64)[self._topics]

    def measure_told(self, rows: Sequence[int]) -> npt.NDArray[np.float64]:
        """Of every fact how near it is to the middle of these facts, -1 to 1; all 0 where there are none."""
        if not rows:
            return np.zeros(len(self._facts))
        middle = self._facts[list(rows), 0].mean(axis=0)
        return np.asarray(self._facts[:, 0] @ middle / np.linalg.norm(middle), dtype=np.float64)

    def measure_unanswered(self, text: str, without: frozenset[str]) -> float:
        """How near a question is to the nearest one that no document answers but for these, -1 to 1."""
        if not text:
            return 0.0
        near = self._unanswered @ encode(text)
        if without:
            near = near[[one not in without for one in unanswered()]]
        return float(near.max())


def texts_of(hits: Sequence[Hit]) -> list[str]:
    """What is encoded: what each fact says, the same after its subject's name, how people ask for each; then
    what people ask next for each topic, and the questions that no document answers."""
    return [
        *(hit.fact.say for hit in hits),
        *(f"{hit.subject.label}: {hit.fact.say}" for hit in hits),
        *(text for hit in hits for text in _asked(hit)),
        *(text for texts in asked_next().values() for text in texts),
        *unanswered(),
    ]


def hits_of(knowledge: Knowledge) -> list[Hit]:
    """All facts, in a fixed order."""
    return [Hit(one, fact) for one in knowledge.subjects.values() for fact in one.facts]


def _asked(hit: Hit) -> Sequence[str]:
    """How people ask for a fact; a fact for which nobody wrote that down stands for itself."""
    return hit.fact.asked or (hit.fact.say,)


def keep() -> None:
    """Store the vectors of the facts as they stand."""
    keep_vectors(texts_of(hits_of(load())))


if __name__ == "__main__":
    keep()
