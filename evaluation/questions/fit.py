"""Fit the weights of the ranking to the development questions, and score them on questions left out.

usage: python -m evaluation.questions.fit (make weights)

Writes ``bot/answer/question/weights.yml``. The figures are of weights that have not seen the file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import yaml
from scipy.optimize import minimize

from bot.answer.question.find import ENOUGH
from bot.answer.question.measure import MEASURES, Facts, facts_of
from bot.answer.question.rank import WEIGHTS, Weights
from bot.answer.question.signs import SIGNS, read_signs
from bot.knowledge.loader import load
from evaluation.intents import guess_texts
from evaluation.learned import reader_with
from evaluation.questions.examples import Example, gather
from evaluation.questions.rows import read_development
from evaluation.shipped import load_shipped

Numbers = npt.NDArray[np.float64]
Loss = Callable[[Numbers], tuple[float, Numbers]]
RIDGE, RIDGE_OF_SIGNS = 1e-3, 5e-3
"""How strongly weights are held near 0."""
LIKELIEST, SURELY, TINY = 120, 1e3, 1e-300
"""So many facts of each question are weighed against each other: by all measures alike the likeliest, and
those that answer; the others have no chance."""
DIGITS = 3
HEAD = """# How much each measure of a fact counts, and each sign that the documents answer; its constant.
# Written by make weights out of the development questions; not to be changed by hand.
"""


@dataclass(frozen=True)
class Left:
    """What became of one question by weights that have not seen it.

    Attributes:
        place: of the first fact that answers, 0 for the best; None where none does.
        certainty: 0 to 1.
    """

    example: Example
    place: int | None
    certainty: float


def fit(examples: Sequence[Example], facts: Facts, start: Numbers) -> Weights:
    """The weights under which the right facts are likeliest, and an answer where there is one."""
    of_facts = _fit_facts([one for one in examples if one.answered], start)
    alone = [one for one in examples if one.weight == 1.0]
    signs = np.array([_read_signs(one, one.measured @ of_facts, facts) for one in alone])
    return Weights(of_facts, *_fit_signs(signs, np.array([one.answered for one in alone], dtype=np.float64)))


def leave_out(examples: Sequence[Example], facts: Facts, start: Numbers) -> list[Left]:
    """Every question scored by weights fitted without its group; looked for from ``start`` on."""
    left = []
    for group in sorted({one.group for one in examples}):
        weights = fit([one for one in examples if one.group != group], facts, start)
        own = [one for one in examples if one.group == group and one.weight == 1.0]
        left += [_score(one, weights, facts) for one in own]
    return left


def _score(one: Example, weights: Weights, facts: Facts) -> Left:
    scores = one.measured @ weights.facts
    places = np.flatnonzero(one.right[np.argsort(-scores)])
    odds = _read_signs(one, scores, facts) @ weights.signs + weights.constant
    return Left(one, int(places[0]) if len(places) else None, float(1 / (1 + np.exp(-odds))))


def _read_signs(one: Example, scores: Numbers, facts: Facts) -> Numbers:
    return read_signs(facts, one.asked, one.measured, scores, one.unanswered)


def _fit_facts(examples: Sequence[Example], start: Numbers) -> Numbers:
    """Softmax over the likeliest facts of each question; any right one will do."""
    rows = [np.argsort(-(one.measured.sum(axis=1) + one.right * SURELY))[:LIKELIEST] for one in examples]
    measured = np.stack([one.measured[row] for one, row in zip(examples, rows, strict=True)])
    right = np.stack([one.right[row] for one, row in zip(examples, rows, strict=True)])
    share = np.array([one.weight for one in examples])
    share /= share.sum()

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        scores = measured @ weights
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        hit = chances * right
        hits = hit.sum(axis=1, keepdims=True) + TINY
        slope = np.tensordot((chances - hit / hits) * share[:, None], measured, axes=2)
        value = -float(share @ np.log(hits[:, 0])) + RIDGE * float(weights @ weights)
        return value, slope + 2 * RIDGE * weights

    return _minimise(loss, start)


def _fit_signs(signs: Numbers, answered: Numbers) -> tuple[Numbers, float]:
    """Logistic regression on signs of equal spread."""
    mean, spread = signs.mean(0), signs.std(0) + 1e-9
    even = (signs - mean) / spread

    def loss(found: Numbers) -> tuple[float, Numbers]:
        weights, odds = found[:-1], even @ found[:-1] + found[-1]
        off = 1 / (1 + np.exp(-odds)) - answered
        value = np.logaddexp(0, odds).mean() - (odds * answered).mean()
        slope = even.T @ off / len(off) + 2 * RIDGE_OF_SIGNS * weights
        return float(value + RIDGE_OF_SIGNS * weights @ weights), np.append(slope, off.mean())

    found = _minimise(loss, np.zeros(len(SIGNS) + 1))
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ mean)


def _minimise(loss: Loss, start: Numbers) -> Numbers:
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x)


def write(weights: Weights) -> None:
    """Store the weights where the ranking reads them."""
    raw = {
        "facts": _named(MEASURES, weights.facts),
        "signs": _named(SIGNS, weights.signs),
        "constant": round(weights.constant, DIGITS),
    }
    WEIGHTS.write_text(HEAD + yaml.safe_dump(raw, sort_keys=False), "utf-8")


def _named(names: Sequence[str], weights: Numbers) -> dict[str, float]:
    return {name: round(float(weight), DIGITS) for name, weight in zip(names, weights, strict=True)}


def show(left: Sequence[Left]) -> list[str]:
    """Shares of the questions left out, as lines."""
    lines = []
    for name, follows in (("questions", False), ("follow-ups", True)):
        places = [one.place for one in left if one.place is not None and one.example.follows == follows]
        first = (f"{np.mean(np.array(places) < count):.1%} in the first {count}" for count in (1, 3, 6))
        lines.append(f"{name}, {len(places)}: a right fact {', '.join(first)}")
    for name, answered in (("answered", True), ("not in the documents", False)):
        sure = [one.certainty >= ENOUGH for one in left if one.example.answered == answered]
        lines.append(f"{name}, {len(sure)}: taken for answered {np.mean(sure):.1%}")
    return lines


def main() -> None:
    """Fit, write, and tell how well questions left out are answered."""
    facts = facts_of(load())
    questions = read_development(load())
    texts = list(dict.fromkeys(text for one in questions for text in (*one.after, one.text)))
    guesses = {text: guess.intent for text, guess in zip(texts, guess_texts(texts), strict=True)}
    reader = lru_cache(maxsize=None)(reader_with(load_shipped()))
    examples = list(gather(questions, guesses.__getitem__, reader, facts))
    weights = fit(examples, facts, np.ones(len(MEASURES)))
    write(weights)
    sys.stdout.write("\n".join(show(leave_out(examples, facts, weights.facts))) + "\n")


if __name__ == "__main__":
    main()
