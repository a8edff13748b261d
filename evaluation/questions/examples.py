"""The development questions as the ranking meets them: after what was said before, and after other talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import numpy.typing as npt

from bot.answer.question import Asked, resolve
from bot.answer.question.measure import Facts
from bot.consultation.answering import talked_about
from bot.knowledge.words import stems
from bot.model.episode import Episode
from bot.model.reading import Query
from evaluation.predict import Reader
from evaluation.questions.answer import Guesser, context, put
from evaluation.questions.rows import Question

AFTER_OTHER_TALK = 0.3
"""What a question after talk about something else counts beside one that follows nothing, or its own."""
SEED = 7
HALVED = ("dev_6", "dev_7")
"""Files of follow-ups alone and of unanswered questions alone: each half is left out by itself."""


@dataclass(frozen=True)
class Example:
    """One question, measured.

    Attributes:
        group: what is left out together with it when it is scored by weights that have not seen it.
        asked: the question, resolved.
        measured: facts x MEASURES.
        unanswered: how near it is to a question that no document answers, those of its group left aside.
        right: of each fact whether it answers.
        weight: how much it counts.
        follows: whether it is a follow-up.
    """

    group: str
    asked: Asked
    measured: npt.NDArray[np.float64]
    unanswered: float
    right: npt.NDArray[np.bool_]
    weight: float
    follows: bool

    @property
    def answered(self) -> bool:
        """Whether any fact answers it."""
        return bool(self.right.any())


def gather(questions: Sequence[Question], guess: Guesser, reader: Reader, facts: Facts) -> Iterator[Example]:
    """Every question as it stands; then those that stand alone once more, after talk about something else."""
    before = [put(one.after[-1], one.after[:-1], guess, reader).episode if one.after else Episode()
              for one in questions]  # fmt: skip
    groups = {_group(one) for one in questions}
    aside = {name: frozenset(one.text for one in questions if _group(one) == name) for name in groups}
    for question, episode in zip(questions, before, strict=True):
        yield _example(question, episode, reader, facts, aside)
    talk = [episode for episode in before if episode.subjects]
    pick = Random(SEED)  # noqa: S311 - no secret
    for question in questions:
        if question.facts and not question.after:
            example = _example(question, pick.choice(talk), reader, facts, aside)
            if example.asked.context:
                yield replace(example, weight=AFTER_OTHER_TALK)


def _example(
    question: Question, before: Episode, reader: Reader, facts: Facts, aside: Mapping[str, frozenset[str]]
) -> Example:
    query = reader(question.text).query or Query(terms=tuple(stems(question.text)), text=question.text)
    asked = resolve(query, talked_about(query, before, context()), facts.knowledge)
    right = np.array([hit.ref.replace(".", "/") in question.facts for hit in facts.hits])
    group = _group(question)
    unanswered = facts.measure_unanswered(asked, aside[group])
    return Example(group, asked, facts.measure(asked), unanswered, right, 1.0, bool(question.after))


def _group(question: Question) -> str:
    file, _, line = question.where.partition(".yml:")
    return f"{file} {int(line) % 2}" if file in HALVED else file
