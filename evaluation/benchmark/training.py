"""Trains each contender once. A model and the time it took are found again as long as its inputs stay."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from evaluation.benchmark.contender import Contender
from evaluation.cache import place_for


@dataclass(frozen=True)
class Trained:
    """A model, and the seconds that training it took, the start of Rasa included."""

    model: Path
    seconds: float


def train_once(contender: Contender, quick: bool) -> Trained:
    """Train, unless it was done before on the same inputs.

    Raises:
        RuntimeError: training has made no model; what Rasa said stands on the terminal.
    """
    inputs = [version("rasa"), *contender.inputs(quick)]
    model = place_for(f"benchmark/{contender.id}-*.tar.gz", inputs)
    took = model.with_name(f"{model.name}.seconds")
    if not took.exists():
        took.write_text(f"{_train(contender, model, quick):.1f}", encoding="utf-8")
    return Trained(model, float(took.read_text(encoding="utf-8")))


def _train(contender: Contender, model: Path, quick: bool) -> float:
    """Train in a folder aside, so that what was cut off is never taken for a model; the seconds it took."""
    aside = model.parent / f"{contender.id}.new"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    started = time.monotonic()
    contender.train(aside / model.name, quick)
    seconds = time.monotonic() - started
    if not (aside / model.name).exists():
        raise RuntimeError(f"{contender.title} was not trained; the reason stands above")
    (aside / model.name).replace(model)
    shutil.rmtree(aside)
    return seconds
