"""Ours, a plain classifier and stock Rasa on the same messages: emergency or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.baselines.stock_rasa import EPOCHS, flag_by_stock_rasa, hold_out
from evaluation.baselines.whole_messages import score_by_words, threshold_for
from evaluation.figures import share_of
from evaluation.rows import Row
from evaluation.score import Scored

EVEN = 0.5


@dataclass(frozen=True)
class Compared:
    """One system: what it flags as an emergency, and whose messages it was asked about."""

    name: str
    hands: str
    flags: Mapping[Row, bool]


def compare(scored: Sequence[Scored], *, with_stock: bool) -> list[Compared]:
    """All systems over all hands, then over the hands that stock Rasa did not see."""
    rows = [one.row for one in scored]
    held_out = hold_out(rows)
    over_all = list(_over_all(scored))
    apart = [Compared(one.name, ", ".join(held_out), _of(one.flags, held_out)) for one in over_all]
    if with_stock:
        stock = flag_by_stock_rasa(rows, held_out)
        apart.append(
            Compared(
                f"Rasa 3.6.21 as `rasa init` sets it up (DIET, {EPOCHS} epochs)", ", ".join(held_out), stock
            )
        )
    return over_all + apart


def _over_all(scored: Sequence[Scored]) -> Iterator[Compared]:
    ours = {one.row: one.alarmed for one in scored}
    yield Compared("Spinewise", "all", ours)
    scores = score_by_words(list(ours))
    yield Compared("TF-IDF and logistic regression, even odds", "all", _at(scores, EVEN))
    rate = share_of(flag for row, flag in ours.items() if row.harmless).value or 0.0
    same = _at(scores, threshold_for(scores, rate))
    yield Compared("the same, at our rate of false alarms", "all", same)


def _at(scores: Mapping[Row, float], threshold: float) -> dict[Row, bool]:
    return {row: score >= threshold for row, score in scores.items()}


def _of(flags: Mapping[Row, bool], hands: Sequence[str]) -> dict[Row, bool]:
    return {row: flag for row, flag in flags.items() if row.hand in hands}
