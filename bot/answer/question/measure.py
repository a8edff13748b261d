"""What speaks for each fact as the answer to a question: one row a fact, one column a measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from bot.answer import wording
from bot.answer.question.asked import Asked, fits, regions_of
from bot.answer.question.near import BY_TOPIC, NEARNESSES, Meanings, hits_of
from bot.answer.question.speak import Hit
from bot.answer.question.words import Index, Scores, content, cover
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Topical

MOST = 2
"""Of more subjects, as after an assessment, none is what a question with words of its own means."""
BY_WORDS = ("covers", "covers_as_asked", "bm25")
BY_SENSE = (
    "of_subject", "of_topical", "defines", "of_topic", "of_near_topic", "of_region", "elsewhere", "doubtful",
    "of_context", "of_many", "meant", "of_last_topic", "told", "told_before_this", "around", "not_around",
)  # fmt: skip
IN_CONTEXT = tuple(f"{one}_in_context" for one in NEARNESSES)
LEANING = (*(f"{one}_leaning" for one in (*NEARNESSES, *IN_CONTEXT)), "near_told", "near_told_leaning")
NEXT = (*BY_TOPIC, *(f"{one}_leaning" for one in BY_TOPIC))
MEASURES = (*NEARNESSES, *IN_CONTEXT, *LEANING, *NEXT, *BY_WORDS, *BY_SENSE)
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
        self._places = {hit.ref: at for at, hit in enumerate(self.hits)}
        self._meanings = Meanings(self.hits)

    def measure(self, asked: Asked) -> Scores:
        """Facts x MEASURES."""
        units = content(self._terms(asked), self.index)
        words = [cover(units, worth, self.index) for worth in (self.index.worth, self.index.worth_asked)]
        sense = [self._sense(asked, hit) for hit in self.hits]
        texts = (self._text(asked), self._in_context(asked))
        near = np.column_stack([self._meanings.measure(text) for text in texts])
        told = self._meanings.measure_told([self._places[one] for one in asked.told if one in self._places])
        leans = float(asked.points_back)
        topics = self._meanings.measure_topics(self._text(asked))
        by_words = np.column_stack([*words, self.index.rate(units)])
        return np.column_stack(
            [
                *(near, near * leans, told, told * leans, topics, topics * leans, by_words),
                np.array(sense, dtype=float),
            ]
        )

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
        few = asked.context if len(asked.context) <= MOST else ()
        words = wording.load().phrases
        pains = (words.pain_in.format(region=words.regions[one]) for one in asked.around)
        return " ".join(self.knowledge.subjects[one].label for one in few) or " ".join(pains)

    def measure_unanswered(self, asked: Asked, without: frozenset[str] = frozenset()) -> float:
        """How near a question is to one that no document answers, -1 to 1.

        ``without`` leaves some of these aside, as if nobody had written them down: for scoring questions that
        are left out.
        """
        return self._meanings.measure_unanswered(self._text(asked), without)

    def measure_gaps(self, asked: Asked, first: Sequence[int]) -> tuple[float, float, int, int]:
        """What a question's unknown words weigh, and the weightiest word that the first facts leave out.

        Then how many words it has, and how many that say something.
        """
        units = content(asked.terms, self.index)
        unknown = sum(self.index.weigh(means) for means in units if not self.index.knows(means))
        meant = content(self._terms(asked), self.index)
        left_out = (
            max((self.index.weigh(means) for means in meant if not self.index.covers(means, at)), default=0.0)
            for at in first
        )
        return unknown, min(left_out, default=0.0), len(asked.terms), len(meant)

    def _sense(self, asked: Asked, hit: Hit) -> Iterable[bool]:
        # "What …" begins all kinds of questions, so that it says little where more is asked.
        topic = asked.topic if asked.topic != "definition" else None
        names = wording.load().topics
        near = names[topic].near if topic is not None and topic in names else ()
        regions, wanted = hit.fact.regions or hit.subject.regions, regions_of(asked, self.knowledge)
        placed = bool(regions and wanted)
        named, topical = hit.subject.id in asked.subjects, isinstance(hit.subject, Topical)
        before = hit.subject.id in asked.context
        few = len(asked.context) <= MOST
        round_about = bool(regions and asked.around and not wanted)
        return (
            named and not topical,
            named and topical,
            named and asked.topic == hit.fact.topic == "definition",
            hit.fact.topic == topic,
            hit.fact.topic in near,
            placed and fits(regions, wanted),
            placed and not fits(regions, wanted),
            doubtful(hit),
            before and few,
            before and not few,
            before and few and asked.points_back,
            topic is None and hit.fact.topic == asked.last_topic,
            hit.ref in asked.told,
            hit.ref in asked.told and asked.points_back,
            round_about and fits(regions, asked.around),
            round_about and not fits(regions, asked.around),
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
