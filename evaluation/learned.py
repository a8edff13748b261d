"""The learned layer as it is scored: fitted without the hand that it reads, merged as the bot merges it.

Fitted models are kept and found again by a hash of the rows, the learned layer and the rest of the
understanding, whose words and concepts are its features.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from tqdm import tqdm

from bot.components.alarms import alarms
from bot.model.reading import Reading
from bot.understanding.learned.merge import merge
from bot.understanding.learned.model import SignModel
from bot.understanding.learned.rows import Row as TrainingRow
from bot.understanding.learned.suspicion import Suspicion, Thresholds
from bot.understanding.learned.training import fit
from bot.understanding.message import take_apart
from evaluation.cache import FOLDER, contents_of, place_for
from evaluation.predict import Reader, read_by_rules
from evaluation.rows import ROOT, Row, leave_out

WORKERS = 2
MODELS = "sign_models"
KEPT = 48
"""Some 5 MB each; one state of the project needs one a hand and one for all."""
USUAL = Thresholds()
"""What the bot runs with."""
EVERYTHING_STANDS = Thresholds(stand=0.0, ask=0.0, doubt=-1.0)
"""Thresholds at which a model always says what it suspects, so that others can be tried afterwards."""


def fit_shipped(rows: Sequence[Row]) -> SignModel:
    """The model that is shipped: fitted on every hand of the development part."""
    return _load(_fit_into(_place(rows), rows))


def fit_folds(rows: Sequence[Row]) -> Mapping[str, SignModel]:
    """By hand a model that was fitted on all others."""
    parts = leave_out(rows)
    places = [_place(part) for part in parts.values()]
    with ProcessPoolExecutor(WORKERS) as pool:
        done = list(
            tqdm(pool.map(_fit_into, places, parts.values()), total=len(parts), desc="learned", disable=None)
        )
    _prune()
    return dict(zip(parts, map(_load, done), strict=True))


def reader_with(model: SignModel) -> Reader:
    """Reads by rules and model together, as the bot does."""

    def read_by_both(text: str) -> Reading:
        reading = read_by_rules(text)
        return merge(reading, model.suspect(take_apart(text)), alarms)

    return read_by_both


@dataclass(frozen=True)
class Trial:
    """One way to use the learned layer, for the ablation.

    Attributes:
        name: what the table calls it.
        thresholds: where a suspicion stands or doubts.
        verdicts: the verdicts that count.
        rules: whether what the rules read counts.
    """

    name: str
    thresholds: Thresholds = USUAL
    verdicts: tuple[str, ...] = ("stands", "ask", "doubt")
    rules: bool = True


@dataclass(frozen=True)
class Memory:
    """What rules and models make of each row, so that many trials read once."""

    readings: Mapping[Row, Reading]
    suspicions: Mapping[Row, tuple[Suspicion, ...]]

    def reading(self, row: Row, trial: Trial) -> Reading:
        """The reading of a row under a trial."""
        judged = tuple(_judge(self.suspicions[row], trial))
        if not trial.rules:
            return merge(Reading(), judged, alarms)
        return merge(self.readings[row], judged, alarms)


def remember(rows: Sequence[Row], folds: Mapping[str, SignModel]) -> Memory:
    """Read every row once, each by the model that has not seen its hand."""
    open_models = {hand: replace(model, thresholds=EVERYTHING_STANDS) for hand, model in folds.items()}
    bar = tqdm(rows, desc="ablation", disable=None)
    readings = {row: read_by_rules(row.text) for row in bar}
    suspicions = {row: open_models[row.hand].suspect(take_apart(row.text)) for row in rows}
    return Memory(readings, suspicions)


def _judge(suspicions: Iterable[Suspicion], trial: Trial) -> Iterable[Suspicion]:
    for suspicion in suspicions:
        verdict = trial.thresholds.verdict(suspicion.chance)
        if verdict in trial.verdicts and verdict is not None:
            yield replace(suspicion, verdict=verdict)


def _place(rows: Sequence[Row]) -> Path:
    labels = (
        f"{row.hand}\0{row.text}\0{row.kind}\0{sorted(row.urgency)}\0{sorted(row.present)}" for row in rows
    )
    return place_for(f"{MODELS}/*", [*labels, *_sources()])


@lru_cache(maxsize=1)
def _sources() -> tuple[bytes, ...]:
    return tuple(contents_of(ROOT / "bot" / "understanding"))


def _fit_into(folder: Path, rows: Sequence[Row]) -> Path:
    if not folder.exists():
        model = fit([_for_training(row) for row in rows])
        aside = folder.with_suffix(".part")
        aside.mkdir(parents=True, exist_ok=True)
        model.save(aside)
        aside.replace(folder)
    return folder


def _load(folder: Path) -> SignModel:
    folder.touch()  # used now: the last to be pruned
    return SignModel.load(folder)


def _prune() -> None:
    """Remove all but the models used last: a few states of the project, to go back and forth between."""
    folders = sorted((FOLDER / MODELS).iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for old in folders[KEPT:]:
        shutil.rmtree(old)


def _for_training(row: Row) -> TrainingRow:
    return TrainingRow(row.hand, row.text, row.kind, frozenset(row.urgency), row.present)
