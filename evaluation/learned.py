"""The learned layer as it is scored: fitted without the hand that it reads, merged as the bot merges it.

Fitted models are kept and found again by a hash of the rows, the learned layer and the rest of the
understanding, whose words and concepts are its features.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

from tqdm import tqdm

from bot.components.alarms import rank
from bot.understanding.learned.layer import Layer, read_with
from bot.understanding.learned.rows import Row as TrainingRow
from bot.understanding.learned.rows import talk_rows
from bot.understanding.learned.training import fit_all
from evaluation.cache import FOLDER, contents_of, place_for
from evaluation.predict import NOW, Reader
from evaluation.rows import ROOT, Row, leave_out

TALK = ROOT / "data" / "nlu.yml"
WORKERS = 2
MODELS = "sign_models"
KEPT = 20
"""Some 10 MB each; one state of the project needs one a round."""


def fit_folds(rows: Sequence[Row]) -> Mapping[str, Layer]:
    """By hand the models that were fitted on all others."""
    parts = leave_out(rows)
    places = {hand: _place(part) for hand, part in parts.items()}
    rounds = {place: parts[hand] for hand, place in places.items()}
    with ProcessPoolExecutor(WORKERS) as pool:
        work = pool.map(_fit_into, rounds, rounds.values())
        layers = {
            place: _load(place) for place in tqdm(work, total=len(rounds), desc="learned", disable=None)
        }
    _prune()
    return {hand: layers[place] for hand, place in places.items()}


def reader_with(layer: Layer) -> Reader:
    """Reads by rules and models together, as the bot does, on the day the messages were written."""
    return lambda text: read_with(layer, text, rank, NOW.date())


def _place(rows: Sequence[Row]) -> Path:
    labels = (
        f"{row.hand}\0{row.text}\0{row.kind}\0{sorted(row.urgency)}\0{sorted(row.present)}\0{sorted(row.absent)}"
        f"\0{sorted(row.causes)}"
        for row in rows
    )
    return place_for(f"{MODELS}/*", [*labels, *_sources()])


@lru_cache(maxsize=1)
def _sources() -> tuple[bytes, ...]:
    return tuple(contents_of(ROOT / "bot" / "understanding", TALK))


def _fit_into(folder: Path, rows: Sequence[Row]) -> Path:
    if not folder.exists():
        layer = fit_all([*map(_for_training, rows), *_talk()])
        aside = folder.with_suffix(".part")
        aside.mkdir(parents=True, exist_ok=True)
        layer.save(aside)
        aside.replace(folder)
    return folder


def _load(folder: Path) -> Layer:
    folder.touch()  # used now: the last to be pruned
    return Layer.load(folder)


def _prune() -> None:
    """Remove all but the models used last: a few states of the project, to go back and forth between."""
    folders = sorted((FOLDER / MODELS).iterdir(), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for old in folders[KEPT:]:
        shutil.rmtree(old)


@lru_cache(maxsize=1)
def _talk() -> tuple[TrainingRow, ...]:
    """Talk that describes nothing, as ``rasa train`` hands it over; it is by none of the hands."""
    from rasa.shared.nlu.training_data.loading import load_data

    examples = load_data(str(TALK)).intent_examples
    return talk_rows((one.get("intent"), one.get("text")) for one in examples)


def _for_training(row: Row) -> TrainingRow:
    urgency, causes = frozenset(row.urgency), frozenset(row.causes)
    return TrainingRow(row.hand, row.text, row.kind, urgency, row.present, row.absent, causes)
