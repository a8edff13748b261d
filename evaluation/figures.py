"""Shares, precision, recall and F1, and how sure of them one can be.

Shares get Wilson's interval, which stays honest near 0 and 1 and for few rows; F1, which is no share, a
percentile bootstrap over messages. Both are 95%.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
import numpy.typing as npt

Z = 1.959964
"""How many standard deviations 95% are."""
RESAMPLES = 1000
SEED = 20261120

Interval = tuple[float, float]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95% interval; None of nothing."""
        if not self.total:
            return None
        p, n, z2 = self.hits / self.total, self.total, Z * Z
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        return max(0.0, centre - half), min(1.0, centre + half)


def share_of(flags: Iterable[bool]) -> Share:
    """How many of these hold."""
    listed = list(flags)
    return Share(sum(listed), len(listed))


@dataclass(frozen=True)
class Tally:
    """What was found rightly, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> Share:
        """How much of what was found is so."""
        return Share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Share:
        """How much of what is so was found."""
        return Share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where there was nothing to find and nothing was found."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else None


def tally(true: Sequence[frozenset[str]], found: Sequence[frozenset[str]], ids: Sequence[str]) -> Counts:
    """What each message contributes: an array (messages, ids, 3) of right, wrong and missed."""
    counts = np.zeros((len(true), len(ids), 3), np.int64)
    for at, (is_so, was_found) in enumerate(zip(true, found, strict=True)):
        for column, one in enumerate(ids):
            counts[at, column] = (
                one in is_so and one in was_found,
                one in was_found - is_so,
                one in is_so - was_found,
            )
    return counts


def sum_up(counts: Counts) -> tuple[Tally, ...]:
    """One Tally an id."""
    return tuple(Tally(*(int(number) for number in column)) for column in counts.sum(axis=0))


def add_up(tallies: Iterable[Tally]) -> Tally:
    """All together (micro average)."""
    listed = list(tallies)
    return Tally(sum(t.right for t in listed), sum(t.wrong for t in listed), sum(t.missed for t in listed))


def mean_f1(tallies: Iterable[Tally]) -> float | None:
    """Each id counts the same (macro average); ids that never occur are left out."""
    scored = [f1 for one in tallies if one.right + one.missed and (f1 := one.f1) is not None]
    return sum(scored) / len(scored) if scored else None


def bootstrap_f1(counts: Counts) -> tuple[Interval | None, ...]:
    """The 95% interval of each id's F1 under drawing messages anew; None where F1 is."""
    drawn = _resample(counts)
    whole = 2 * drawn[..., 0] + drawn[..., 1] + drawn[..., 2]
    with np.errstate(invalid="ignore"):
        values = np.where(whole > 0, 2 * drawn[..., 0] / whole, np.nan)
    return tuple(_middle(values[:, column]) for column in range(values.shape[1]))


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least so many per cent of all do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, ceil(percent / 100 * len(ordered)) - 1)]


def _resample(counts: Counts) -> Counts:
    """Sums over messages drawn with replacement: an array (resamples, ids, 3)."""
    messages, ids, kinds = counts.shape
    weights = np.random.default_rng(SEED).multinomial(messages, np.full(messages, 1 / messages), RESAMPLES)
    # As floats, which BLAS multiplies; the sums are whole numbers far below where floats stop being exact.
    flat = weights.astype(np.float64) @ counts.reshape(messages, ids * kinds).astype(np.float64)
    return flat.astype(np.int64).reshape(RESAMPLES, ids, kinds)


def _middle(values: npt.NDArray[np.float64]) -> Interval | None:
    known = values[~np.isnan(values)]
    if not known.size:
        return None
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)
