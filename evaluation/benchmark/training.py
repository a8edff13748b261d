"""Trains each contender once. A model and the time it took are found again as long as its inputs stay."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from evaluation.benchmark.contender import Contender
from evaluation.benchmark.machine import Clock
from evaluation.cache import place_for


@dataclass(frozen=True)
class Trained:
    """A model and how it came about.

    Attributes:
        seconds: that training took, the start of Rasa included.
        others: the share of the machine's processor time that other programs used meanwhile, if known.
    """

    model: Path
    seconds: float
    others: float | None


def train_once(contender: Contender, barely: bool) -> Trained:
    """Train, unless it was done before on the same inputs.

    Raises:
        RuntimeError: training has made no model; what Rasa said stands on the terminal.
    """
    inputs = [version("rasa"), *contender.inputs(barely)]
    model = place_for(f"benchmark/{contender.id}-*.tar.gz", inputs)
    note = model.with_name(f"{model.name}.json")
    if not note.exists():
        note.write_text(json.dumps(_train(contender, model, barely)), encoding="utf-8")
    return Trained(model, **json.loads(note.read_text(encoding="utf-8")))


def _train(contender: Contender, model: Path, barely: bool) -> dict[str, float | None]:
    """Train in a folder aside, so that what was cut off is never taken for a model; what is to be noted."""
    aside = model.parent / f"{contender.id}.new"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    clock = Clock()
    contender.train(aside / model.name, barely)
    noted = {"seconds": clock.seconds(), "others": clock.others_share()}
    if not (aside / model.name).exists():
        raise RuntimeError(f"{contender.title} was not trained; the reason stands above")
    (aside / model.name).replace(model)
    shutil.rmtree(aside)
    return noted
