"""Spinewise, trained as ``make train`` and started as ``make run`` does."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from evaluation.benchmark.contender import Contender, Place, Program, assesses
from evaluation.rows import ROOT
from tools import train as training


def _inputs(_: bool) -> Iterable[str]:
    return [training.fingerprint(ROOT)]


def _train(model: Path, _: bool) -> None:
    training.train(ROOT, model)


def _programs(place: Place) -> list[Program]:
    settings = {
        "SPINEWISE_PORT": str(place.port),
        "SPINEWISE_DB": str(place.folder / "conversations.db"),
        "SPINEWISE_MODELS": str(place.model),
    }
    return [Program([sys.executable, "-m", "bot.serving", "run"], ROOT, settings)]


SPINEWISE = Contender("spinewise", "Spinewise", _inputs, _train, _programs, assesses)
