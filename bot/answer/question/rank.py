"""Facts in the order in which they answer a question, and how sure it is that one does.

A fact's score is a weighted sum of its measures, the probability that it answers the softmax over all facts.
The weights are fitted to the development questions (``make weights``), never set by hand.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.answer.question.asked import Asked
from bot.answer.question.measure import MEASURES, facts_of
from bot.answer.question.signs import SIGNS, read_signs
from bot.answer.question.speak import Hit
from bot.answer.question.words import Scores
from bot.knowledge.base import Knowledge
from bot.knowledge.yaml_lines import read_yaml

WEIGHTS = Path(__file__).with_name("weights.yml")
REMEMBERED = 16
"""Questions whose ranking is kept: one message is looked up more than once."""


@dataclass(frozen=True)
class Ranking:
    """All facts, the best first, each with its probability; how sure it is that one of the first answers."""

    hits: tuple[Hit, ...]
    chances: tuple[float, ...]
    certainty: float


@dataclass(frozen=True)
class Weights:
    """Of each measure for the score, of each sign for the certainty; and the certainty's constant."""

    facts: Scores
    signs: Scores
    constant: float


def rank(asked: Asked, knowledge: Knowledge) -> Ranking:
    """All facts in order."""
    key = (id(knowledge), asked)
    if key not in _ranked or facts_of(knowledge).knowledge is not knowledge:
        _ranked[key] = _rank(asked, knowledge)
        while len(_ranked) > REMEMBERED:
            _ranked.popitem(last=False)
    return _ranked[key]


_ranked: OrderedDict[tuple[int, Asked], Ranking] = OrderedDict()


def _rank(asked: Asked, knowledge: Knowledge) -> Ranking:
    facts, weights = facts_of(knowledge), load_weights()
    measured = facts.measure(asked)
    scores = measured @ weights.facts
    order = np.argsort(-scores, kind="stable")
    chances = np.exp(scores - scores.max())
    chances /= chances.sum()
    signs = read_signs(facts, asked, measured, scores, facts.measure_unanswered(asked))
    odds = float(signs @ weights.signs + weights.constant)
    return Ranking(
        tuple(facts.hits[at] for at in order), tuple(chances[order].tolist()), 1 / (1 + float(np.exp(-odds)))
    )


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The fitted weights."""
    raw = read_yaml(WEIGHTS)
    return Weights(
        np.array([raw["facts"][one] for one in MEASURES]),
        np.array([raw["signs"][one] for one in SIGNS]),
        float(raw["constant"]),
    )
