"""Rasa's NLU, trained and asked: for the project's own intent classifier and for stock Rasa as a baseline."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import yaml
from tqdm import tqdm

FALLBACK = "nlu_fallback"
Guess = tuple[str, float]
"""The intent ranked first, and the seconds it took."""


def train_nlu(config: Mapping[str, Any], data: Path, model: Path) -> None:
    """Train a model into place, unless it is there."""
    if model.exists():
        return
    _quieten()
    from rasa.model_training import train_nlu as train

    with TemporaryDirectory() as aside:
        written = Path(aside) / "config.yml"
        written.write_text(yaml.safe_dump(dict(config), sort_keys=False), encoding="utf-8")
        made = train(str(written), str(data), aside, fixed_model_name="nlu")
        if made is None:
            raise RuntimeError(f"Rasa did not train on {data}; its reason stands above")
        # Moved last, so that a model that was cut off is never taken for a whole one.
        shutil.move(made, model.with_suffix(".part"))
        model.with_suffix(".part").replace(model)


def ask_nlu(model: Path, texts: Sequence[str], what: str) -> list[Guess]:
    """The first-ranked intent of each text but for the fallback, which is a policy and no guess."""
    _quieten()
    return asyncio.run(_ask(model, texts, what))


async def _ask(model: Path, texts: Sequence[str], what: str) -> list[Guess]:
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    await agent.parse_message("warm up")
    guesses: list[Guess] = []
    for text in tqdm(texts, desc=what, disable=None):
        started = perf_counter()
        parsed = await agent.parse_message(text)
        seconds = perf_counter() - started
        names = (one["name"] for one in parsed["intent_ranking"])
        guesses.append((next((name for name in names if name != FALLBACK), FALLBACK), seconds))
    return guesses


def _quieten() -> None:
    """No telemetry, and no warnings of dependencies about each other; before Rasa is first imported."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
