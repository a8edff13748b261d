"""A labelled message beside what came out."""

from __future__ import annotations

from dataclasses import dataclass

from evaluation.labels import EMERGENCY, load_labels
from evaluation.predict import Prediction
from evaluation.rows import Row

TOO_LOW = 2
"""So many levels too low are a grave mistake."""


@dataclass(frozen=True)
class Scored:
    """A labelled message and what came out."""

    row: Row
    predicted: Prediction

    @property
    def alarmed(self) -> bool:
        """Whether it was taken for an emergency."""
        return self.predicted.level == EMERGENCY

    @property
    def acceptable(self) -> bool:
        """Whether the level is one of those that can be defended."""
        return self.predicted.level in self.row.urgency

    @property
    def nearest(self) -> str:
        """The acceptable level that lies nearest to the predicted one."""
        rank = load_labels().rank
        return min(self.row.urgency, key=lambda level: abs(rank(level) - rank(self.predicted.level)))

    @property
    def levels_too_low(self) -> int:
        """How far below the lowest acceptable level; negative or 0 if not below."""
        rank = load_labels().rank
        return min(rank(level) for level in self.row.urgency) - rank(self.predicted.level)
