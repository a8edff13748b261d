"""The model that knows findings: what a message says the person has or has not, beside what rules read.

One linear model a finding and state (had, denied), over the same vector as ``model``. Each has two bounds,
chosen on writers it was not trained on: from ``add`` on it is sure enough to add a finding that rules did not
see, up to ``drop`` sure enough that what they saw is merely mentioned. It never saw the rules' reading:
``settle`` brings both together.

>>> model = FindingModel.load(folder)  # doctest: +SKIP
>>> opinions = model.judge(message, signs.locate(message))  # doctest: +SKIP

Measured: see ``settle``. 0.2 ms a message beside the sign model's vector; 65 targets, 5 MB on disk.

On disk ``findings.json`` (names) and ``findings.npz`` (numbers); nothing in them is code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from bot.knowledge.loader import load
from bot.model.finding import Status
from bot.understanding.learned.features import Floats, Vector


@dataclass(frozen=True)
class Target:
    """A finding in a state: had (``present``) or denied (``absent``)."""

    id: str
    status: Status


@dataclass(frozen=True)
class Opinion:
    """What the model is sure of.

    Attributes:
        target: the finding and its state.
        verdict: ``add`` where rules did not see it, ``drop`` where they did. Both may be said of one target:
            then it is likely enough to be added, and too unlikely to be kept.
    """

    target: Target
    verdict: Literal["add", "drop"]


@dataclass(frozen=True)
class FindingModel:
    """The trained model.

    Attributes:
        targets: the columns of what follows.
        weights: one row a place of the sign model's space. Halves on disk: half the file.
        biases, adds, drops: a number a column; infinite bounds are never reached.
    """

    targets: tuple[Target, ...]
    weights: Floats
    biases: Floats
    adds: Floats
    drops: Floats

    def judge(self, vector: Vector) -> tuple[Opinion, ...]:
        """What the model is sure of in one message, from its vector in the space it was trained in."""
        return tuple(self._judge(self.score(vector))) if vector.places.size else ()

    def score(self, vector: Vector) -> Floats:
        """Signed distances, positive where the target is likely."""
        return np.asarray(vector.values @ self.weights[vector.places] + self.biases)

    def _judge(self, scores: Floats) -> Iterator[Opinion]:
        for column in np.flatnonzero(scores >= self.adds):
            yield Opinion(self.targets[column], "add")
        for column in np.flatnonzero(scores <= self.drops):
            yield Opinion(self.targets[column], "drop")

    def save(self, folder: Path) -> None:
        """Write the two files into an existing folder, beside those of the sign model."""
        names = [[target.id, target.status.value] for target in self.targets]
        (folder / "findings.json").write_text(json.dumps(names), encoding="utf-8")
        parts = {name: getattr(self, name) for name in ("biases", "adds", "drops")}
        np.savez_compressed(folder / "findings.npz", weights=self.weights.astype(np.float16), **parts)

    @classmethod
    def load(cls, folder: Path) -> FindingModel:
        """Read what ``save`` wrote.

        Raises:
            ValueError: the files name findings that are no longer known; train again.
        """
        names = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
        targets = tuple(Target(one, Status(status)) for one, status in names)
        unknown = sorted({target.id for target in targets} - set(load().findings))
        if unknown:
            raise ValueError(f"the finding model knows findings that are gone: {unknown}: train again")
        with np.load(folder / "findings.npz", allow_pickle=False) as numbers:
            parts = (numbers[name] for name in ("weights", "biases", "adds", "drops"))
            return cls(targets, *(part.astype(np.float32) for part in parts))
