"""The model that leans: towards which conditions a message's wording speaks, beside the findings in it.

One linear model a condition, over the same vector as ``model``, taught by what readers of the documents named
as fitting. Triage alone says which conditions may be named, by cited evidence; this only helps to order them,
since "it catches when I lean back" holds more than any list of findings.

>>> model = CauseModel.load(folder)  # doctest: +SKIP
>>> model.lean(signs.locate(take_apart("lifted a sofa and my lower back locked")))  # doctest: +SKIP
(('herniated_disc', 0.21), ('muscle_strain', 1.32))

On disk ``causes.json`` (names) and ``causes.npz`` (numbers); nothing in them is code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.knowledge.loader import load
from bot.understanding.learned.features import Floats, Vector

Leanings = tuple[tuple[str, float], ...]
"""Pairs of a condition's id and how far a message leans towards it, over 0."""

FLOOR = -0.6
"""Scores up to here say nothing; counting from here keeps some three conditions a message."""
DIGITS = 2
"""They travel with the message and are kept with the episode."""


@dataclass(frozen=True)
class CauseModel:
    """The trained model.

    Attributes:
        conditions: the columns of ``weights``.
        weights: one row a place of the sign model's space, halves on disk. No bias: a message without known
            terms leans nowhere, and what several messages say adds up.
    """

    conditions: tuple[str, ...]
    weights: Floats

    def lean(self, vector: Vector) -> Leanings:
        """The conditions that a message leans towards, from its vector in the space it was trained in."""
        if not vector.places.size:
            return ()
        above = vector.values @ self.weights[vector.places] - FLOOR
        return tuple(
            (self.conditions[at], round(float(above[at]), DIGITS)) for at in np.flatnonzero(above > 0)
        )

    def save(self, folder: Path) -> None:
        """Write the two files into an existing folder, beside those of the sign model."""
        (folder / "causes.json").write_text(json.dumps(self.conditions), encoding="utf-8")
        np.savez_compressed(folder / "causes.npz", weights=self.weights.astype(np.float16))

    @classmethod
    def load(cls, folder: Path) -> CauseModel:
        """Read what ``save`` wrote.

        Raises:
            ValueError: the files name conditions that are no longer known; train again.
        """
        conditions = tuple(json.loads((folder / "causes.json").read_text(encoding="utf-8")))
        unknown = sorted(set(conditions) - set(load().conditions))
        if unknown:
            raise ValueError(f"the cause model knows conditions that are gone: {unknown}: train again")
        with np.load(folder / "causes.npz", allow_pickle=False) as numbers:
            return cls(conditions, numbers["weights"].astype(np.float32))
