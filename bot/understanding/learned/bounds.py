"""From which score on the finding model's word counts, chosen on writers that it was not trained on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.understanding.learned.features import Floats

Truth = npt.NDArray[np.bool_]

FEWEST_GAINED = 3
"""A bound that gains fewer messages than it loses plus this was luck."""
DROPS_RIGHT = 3
"""How many drops must be right for each that is wrong: what was read is lost harder than it is missed."""


@dataclass(frozen=True)
class Tally:
    """How the rules do: found, falsely found, missed."""

    found: int
    false: int
    missed: int

    def f1(self, found: Floats, false: Floats) -> Floats:
        """F1 after so many more (or, negative, fewer) are found rightly and falsely."""
        right = 2 * (self.found + found)
        return np.asarray(right / np.maximum(right + self.false + false + self.missed - found, 1))


def choose_bounds(scores: Floats, truth: Truth, seen: Truth) -> tuple[float, float]:
    """The bounds (add, drop) at which rules and model together have the best F1.

    Args:
        scores: the model's, each for a message of a writer it was not trained on.
        truth: whether the finding is labelled.
        seen: whether the rules saw it.

    Returns:
        Infinite bounds, which no score reaches, where nothing is gained.
    """
    tally = Tally(int((seen & truth).sum()), int((seen & ~truth).sum()), int((~seen & truth).sum()))
    return _choose_add(scores[~seen], truth[~seen], tally), _choose_drop(scores[seen], truth[seen], tally)


def _choose_add(scores: Floats, truth: Truth, tally: Tally) -> float:
    order = np.argsort(-scores, kind="stable")
    right, wrong = np.cumsum(truth[order]), np.cumsum(~truth[order])
    best = _best(tally.f1(right, wrong), right - wrong >= FEWEST_GAINED, tally)
    return float("inf") if best is None else float(scores[order[best]])


def _choose_drop(scores: Floats, truth: Truth, tally: Tally) -> float:
    order = np.argsort(scores, kind="stable")
    lost, right = np.cumsum(truth[order]), np.cumsum(~truth[order])
    allowed = (right >= DROPS_RIGHT * lost) & (right - lost >= FEWEST_GAINED)
    best = _best(tally.f1(-lost, -right), allowed, tally)
    return float("-inf") if best is None else float(scores[order[best]])


def _best(gained: Floats, allowed: Truth, tally: Tally) -> int | None:
    """The place of the best allowed F1, None where none is better than the rules alone."""
    none = np.zeros(1, np.float32)
    if not allowed.any():
        return None
    best = int(np.argmax(np.where(allowed, gained, -1)))
    return best if gained[best] > tally.f1(none, none)[0] else None
