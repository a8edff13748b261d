"""The model that suspects emergencies: linear scores of one message, weighed into one probability.

First stage: one linear model a line of emergencies, one each for near misses, emergencies and calm messages,
and one for each finding that decides between options. Second stage: a logistic regression over the first
stage's scores as they are on writers that it was not trained on, so that its probability holds for strangers.

>>> model = SignModel.load(folder)  # doctest: +SKIP
>>> message = take_apart("wiping feels like through jeans")  # doctest: +SKIP
>>> [(s.line, s.verdict) for s in model.suspect(message)]  # doctest: +SKIP
[('E1', 'stands')]

0.5 ms a message (95%: 2 ms), 5 MB on disk.

On disk ``model.json`` (terms, names, thresholds) and ``model.npz`` (numbers); nothing in them is code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from bot.understanding.learned.features import Floats, Space, Vector, View, restore, view, view_clauses
from bot.understanding.learned.lines import guides, load_lines
from bot.understanding.learned.suspicion import Choice, Suspicion, Thresholds
from bot.understanding.message import Message

LINES = tuple(load_lines())
TARGETS = (*LINES, "near", "emergency", "calm")
"""What the second stage looks at; the guides of ``lines`` come after them."""
FEWEST_WORDS = 6
"""A guess must not rest on less: "my neck hurts since this morning" is no emergency."""
SURE = 0.9
"""Unless the model is as sure as this: "both my legs have gone numb"."""
PLAIN_WORDS = 10
"""Nor a doubt on less than this: "I lost control of my bowels" means what it says."""
STRONGEST = 2
"""How many of the strongest lines the second stage sees apart, whichever they are."""


def arrange(scores: Floats) -> Floats:
    """The second stage's input, from rows of first-stage scores (at least as many columns as TARGETS)."""
    strongest = -np.sort(-scores[:, : len(LINES)], axis=1)[:, :STRONGEST]
    return np.hstack([scores[:, : len(TARGETS)], strongest])


@dataclass(frozen=True)
class SignModel:
    """The trained model.

    Attributes:
        space: how a message becomes a vector.
        weights: one column a target, then one a guide; one row a place of the space.
        biases: one a column of ``weights``.
        last: the second stage's weights, its bias at the end.
        thresholds: where a suspicion stands, asks or doubts.
    """

    space: Space
    weights: Floats
    biases: Floats
    last: Floats
    thresholds: Thresholds

    def locate(self, message: Message) -> Vector:
        """The message's vector: what both models look at."""
        return self.space.locate(view(message))

    def suspect(self, message: Message, vector: Vector | None = None) -> tuple[Suspicion, ...]:
        """What the model makes of one message: the likeliest line, or none where it sees nothing to say.

        Args:
            message: the message.
            vector: what ``locate`` made of it, where the caller has it already.
        """
        vector = self.locate(message) if vector is None else vector
        if not vector.places.size:
            return ()
        scores = self.score(vector)
        chance = self.chance(scores)
        verdict = self.thresholds.verdict(chance)
        if verdict is None:
            return ()
        told = len(view(message).keys)  # remarks do not count
        if verdict == "doubt" and told < PLAIN_WORDS:
            return ()
        if verdict == "stands" and told < FEWEST_WORDS and chance < SURE:
            verdict = "ask"
        line = LINES[int(np.argmax(scores[: len(LINES)]))]
        quote = partial(self._quote, message, line)
        return (Suspicion(line, verdict, chance, self._choices(line, scores), quote),)

    def score(self, vector: Vector) -> Floats:
        """First-stage scores: signed distances, positive where the target is likely."""
        return np.asarray(vector.values @ self.weights[vector.places] + self.biases, np.float32)

    def chance(self, scores: Floats) -> float:
        """The second stage's probability that these scores belong to an emergency."""
        logit = float(arrange(scores[None, :])[0] @ self.last[:-1] + self.last[-1])
        return float(1 / (1 + np.exp(-logit)))

    def _choices(self, line: str, scores: Floats) -> tuple[Choice, ...]:
        """The line's options with how well each is supported; one without a guide stands in the middle."""
        support = dict(zip(guides(), scores[len(TARGETS) :], strict=True))
        return tuple(
            Choice(one.raises, float(support[one.by]) if one.by else 0.0) for one in load_lines()[line]
        )

    def _quote(self, message: Message, line: str) -> str:
        """The clause that speaks most for the line."""
        column = LINES.index(line)
        best = max(
            view_clauses(message), key=lambda clause: self._speaks(clause, column), default=view(message)
        )
        return best.text

    def _speaks(self, clause: View, column: int) -> float:
        vector = self.space.locate(clause)
        return float(vector.values @ self.weights[vector.places, column])

    def save(self, folder: Path) -> None:
        """Write the two files into an existing folder."""
        plain = {
            "terms": self.space.as_dict(),
            "targets": [*TARGETS, *guides()],
            "thresholds": vars(self.thresholds),
        }
        (folder / "model.json").write_text(json.dumps(plain), encoding="utf-8")
        np.savez_compressed(
            folder / "model.npz",
            idf=self.space.weights,
            weights=self.weights,
            biases=self.biases,
            last=self.last,
        )

    @classmethod
    def load(cls, folder: Path) -> SignModel:
        """Read what ``save`` wrote.

        Raises:
            ValueError: the files were written for other lines or findings; train again.
        """
        plain = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        if plain["targets"] != [*TARGETS, *guides()]:
            raise ValueError(
                "the sign model was trained for other findings than lines.yml names now: train again"
            )
        with np.load(folder / "model.npz", allow_pickle=False) as numbers:
            space = restore(plain["terms"], numbers["idf"])
            parts = {name: numbers[name] for name in ("weights", "biases", "last")}
        return cls(space, **parts, thresholds=Thresholds(**plain["thresholds"]))
