"""A text → how likely it wants each intent: what ``intent_training`` learned, with NumPy alone.

On disk ``intents.json`` (terms, names) and ``intents.npz`` (numbers); nothing in them is code.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from bot.understanding.learned.features import Floats, Space, cut_pieces, restore

_WORD = re.compile(r"\w+")


def list_terms(text: str) -> dict[str, list[str]]:
    """The words, alone and two in a row, and the pieces of words."""
    words = _WORD.findall(text.lower())
    return {"words": [*words, *map(" ".join, pairwise(words))], "pieces": cut_pieces(text)}


@dataclass(frozen=True)
class Guesser:
    """The trained model.

    Attributes:
        space: how a text becomes a vector.
        intents: the columns of what follows.
        weights: one row a place of the space.
        biases: one a column.
    """

    space: Space
    intents: tuple[str, ...]
    weights: Floats
    biases: Floats

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first."""
        vector = self.space.locate_terms(list_terms(text))
        scores = vector.values @ self.weights[vector.places] + self.biases
        odds = np.exp(scores - scores.max())
        chances = (odds / odds.sum()).tolist()
        return [
            (name, chance) for chance, name in sorted(zip(chances, self.intents, strict=True), reverse=True)
        ]

    def save(self, folder: Path) -> None:
        """Write the two files into an existing folder."""
        plain = {"intents": self.intents, "terms": self.space.as_dict()}
        (folder / "intents.json").write_text(json.dumps(plain), encoding="utf-8")
        np.savez_compressed(
            folder / "intents.npz", idf=self.space.weights, weights=self.weights, biases=self.biases
        )

    @classmethod
    def load(cls, folder: Path) -> Guesser:
        """Read what ``save`` wrote."""
        plain = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        with np.load(folder / "intents.npz", allow_pickle=False) as numbers:
            space = restore(plain["terms"], numbers["idf"])
            return cls(space, tuple(plain["intents"]), numbers["weights"], numbers["biases"])
