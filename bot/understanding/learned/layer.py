"""Rules and models together, as the bot reads: a message is taken apart once and both look at it.

>>> layer = Layer.load(folder)  # doctest: +SKIP
>>> read_with(layer, "wiping feels like through jeans", rank).ids(Status.PRESENT)  # doctest: +SKIP
('saddle_numbness',)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.model.reading import Reading
from bot.understanding.learned.calm import CalmModel, calm_down
from bot.understanding.learned.causes import CauseModel
from bot.understanding.learned.features import Vector, view
from bot.understanding.learned.findings import FindingModel
from bot.understanding.learned.merge import merge
from bot.understanding.learned.model import TARGETS, SignModel
from bot.understanding.learned.plain import is_explained, is_plain
from bot.understanding.learned.settle import TOP, Rank, mark_guesses, settle
from bot.understanding.message import Message, take_apart
from bot.understanding.read import read_message
from bot.understanding.replies import find_choices, find_option

SHORT = 5
"""So few words tell the models of findings nothing that rules do not see: "burning" is no fever."""
OUTDOES = 0.75
"""A guess about a message that rules have read word for word must be as likely as this, or it is asked."""


@dataclass(frozen=True)
class Layer:
    """The learned models, over one space: of emergencies, of findings below them, of calm, of causes."""

    signs: SignModel
    findings: FindingModel
    calm: CalmModel
    causes: CauseModel

    def chance_of_calm(self, vector: Vector) -> float:
        """The probability that nothing in a message needs to be seen within days."""
        return self.calm.chance(self.signs.score(vector)[: len(TARGETS)], self.findings.score(vector))

    def save(self, folder: Path) -> None:
        """Write the models into an existing folder."""
        self.signs.save(folder)
        self.findings.save(folder)
        self.calm.save(folder)
        self.causes.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Layer:
        """Read what ``save`` wrote.

        Raises:
            FileNotFoundError, ValueError: the files are missing, or made for another state of the project.
        """
        signs, findings = SignModel.load(folder), FindingModel.load(folder)
        return cls(signs, findings, CalmModel.load(folder), CauseModel.load(folder))


def read_with(layer: Layer, text: str, rank: Rank, today: date | None = None) -> Reading:
    """Read one message by rules and models.

    Args:
        layer: the trained models.
        text: as typed.
        rank: the place in URGENCIES of the level that a reading reaches by itself.
        today: what "since Monday" counts from; the real day by default.
    """
    rank = lru_cache(maxsize=None)(rank)  # for this message: it is asked of the same reading more than once
    message = take_apart(text)
    plain = read_message(message, today)
    if find_option(message) or find_choices(message):
        return plain  # a quick reply means what it says
    vector = layer.signs.locate(message)
    settled = plain if is_plain(message, plain) else _ask_models(layer, message, plain, vector, rank)
    return replace(settled, leanings=layer.causes.lean(vector)) if settled.findings else settled


def _ask_models(layer: Layer, message: Message, plain: Reading, vector: Vector, rank: Rank) -> Reading:
    """The reading after the models have had their say about its findings."""
    suspicions = layer.signs.suspect(message, vector)
    if any(one.verdict == "stands" for one in suspicions) and is_explained(message, plain):
        suspicions = tuple(one.unless_sure(OUTDOES) for one in suspicions)
    merged = merge(plain, suspicions, lambda reading: rank(reading) == TOP)
    told = len(view(message).keys)
    if told <= SHORT:
        return mark_guesses(merged, plain)
    settled = settle(merged, layer.findings.judge(vector), rank)
    return mark_guesses(calm_down(settled, told, lambda: layer.chance_of_calm(vector), rank), plain)
