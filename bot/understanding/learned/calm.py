"""The model of calm: how sure it is that nothing in a message needs to be seen within days.

A logistic regression over the scores of the models of signs and of findings, as they are on writers that
those were not trained on. Where it is sure and the reading is not calm, what made it so is taken for a mere
mention, which the next question asks about: "Dropping stitches!! Knitting stitches. Neck aches."

>>> model = CalmModel.load(folder)  # doctest: +SKIP
>>> model.chance(signs.score(vector), findings.score(vector))  # doctest: +SKIP
0.93

On disk ``calm.npz``; nothing in it is code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.knowledge.loader import load
from bot.model.assessment import URGENCIES
from bot.model.finding import Status
from bot.model.reading import Reading
from bot.understanding.learned.features import Floats
from bot.understanding.learned.merge import NEVER_DOUBTED, doubt
from bot.understanding.learned.settle import TOP, Rank

SURE = {"soon": 0.95, "urgent": 0.9, "emergency": 0.9}
"""From which probability on a reading of that level gives way; what is gained and lost: docs/choices.md. At
``soon`` words are seldom misread, so it must be surer there."""
PLAIN_WORDS = 10
"""An emergency in fewer means what it says: "my leg is weak after back surgery"."""
CALM = URGENCIES.index("routine")
DOUBTED = ("warning", "emergency_sign", "companion", "nerve", "limb", "general", "circumstance")
"""Roles whose findings may be taken for a mere mention, in this order."""


@dataclass(frozen=True)
class CalmModel:
    """The trained model: a weight for each score of the signs, then of the findings; the bias at the end."""

    weights: Floats

    def chance(self, signs: Floats, findings: Floats) -> float:
        """The probability that a message with these scores is calm."""
        logit = float(np.concatenate([signs, findings]) @ self.weights[:-1] + self.weights[-1])
        return float(1 / (1 + np.exp(-logit)))

    def save(self, folder: Path) -> None:
        """Write the file into an existing folder, beside those of the other models."""
        np.savez_compressed(folder / "calm.npz", weights=self.weights)

    @classmethod
    def load(cls, folder: Path) -> CalmModel:
        """Read what ``save`` wrote."""
        with np.load(folder / "calm.npz", allow_pickle=False) as numbers:
            return cls(numbers["weights"])


def calm_down(reading: Reading, told: int, chance: Callable[[], float], rank: Rank) -> Reading:
    """The reading, where the message is surely calm with what alarms without need as a mere mention.

    Args:
        reading: what rules and models have made of the message.
        told: how many words the message has.
        chance: asks the model, where anything depends on it.
        rank: the place in URGENCIES of the level that a reading reaches by itself.
    """
    level = URGENCIES[rank(reading)]
    short = level == URGENCIES[TOP] and told < PLAIN_WORDS
    answers = reading.taken_back or reading.reply is not None
    if level not in SURE or short or answers or chance() < SURE[level]:
        return reading
    had, entries = reading.ids(Status.PRESENT), load().findings
    signs = (one for role in DOUBTED for one in had if entries[one].role == role)
    return doubt(
        reading, tuple(one for one in signs if one not in NEVER_DOUBTED), lambda fewer: rank(fewer) > CALM
    )
