"""Ours, a plain classifier and stock Rasa on the same messages: emergency or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.baselines.stock_rasa import EPOCHS, flag_by_stock_rasa, hold_out
from evaluation.baselines.whole_messages import score_by_words, score_unseen, threshold_for
from evaluation.figures import share_of
from evaluation.rows import Row
from evaluation.scored import Scored

EVEN = 0.5
EVERYONE = "all"


@dataclass(frozen=True)
class Compared:
    """One system: what it flags as an emergency, and whose messages it was asked about."""

    name: str
    hands: str
    flags: Mapping[Row, bool]


def compare(scored: Sequence[Scored], *, with_stock: bool) -> list[Compared]:
    """On the development part: over all hands, then over the hands that stock Rasa did not see."""
    rows = [one.row for one in scored]
    held_out = hold_out(rows)
    hands = ", ".join(held_out)
    over_all = list(_ours_and_words(scored, score_by_words(rows)))
    apart = [Compared(one.name, hands, _of(one.flags, held_out)) for one in over_all]
    asked = [row for row in rows if row.hand in held_out]
    return [*over_all, *apart, *(_stock(rows, asked, hands) if with_stock else ())]


def compare_on_sealed(scored: Sequence[Scored], seen: Sequence[Row], *, with_stock: bool) -> list[Compared]:
    """On the sealed part, with others fitted on the development part (stock Rasa: but for two hands)."""
    rows = [one.row for one in scored]
    ours = list(_ours_and_words(scored, score_unseen(seen, rows)))
    return [*ours, *(_stock(seen, rows, EVERYONE) if with_stock else ())]


def _ours_and_words(scored: Sequence[Scored], scores: Mapping[Row, float]) -> Iterator[Compared]:
    ours = {one.row: one.alarmed for one in scored}
    yield Compared("Spinewise", EVERYONE, ours)
    yield Compared("TF-IDF and logistic regression, even odds", EVERYONE, _at(scores, EVEN))
    rate = share_of(flag for row, flag in ours.items() if row.harmless).value or 0.0
    yield Compared(
        "the same, at our rate of false alarms", EVERYONE, _at(scores, threshold_for(scores, rate))
    )


def _stock(seen: Sequence[Row], asked: Sequence[Row], hands: str) -> Iterator[Compared]:
    name = f"Rasa 3.6.21 as `rasa init` sets it up (DIET, {EPOCHS} epochs)"
    yield Compared(name, hands, flag_by_stock_rasa(seen, asked))


def _at(scores: Mapping[Row, float], threshold: float) -> dict[Row, bool]:
    return {row: score >= threshold for row, score in scores.items()}


def _of(flags: Mapping[Row, bool], hands: Sequence[str]) -> dict[Row, bool]:
    return {row: flag for row, flag in flags.items() if row.hand in hands}
