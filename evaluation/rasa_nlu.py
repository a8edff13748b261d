"""Rasa's NLU, trained and asked: for the project's own intent classifier and for stock Rasa as a baseline."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, NamedTuple

import yaml
from tqdm import tqdm

FALLBACK = "nlu_fallback"


class Guess(NamedTuple):
    """What a pipeline makes of a message.

    Attributes:
        intent: what it decides on, the fallback included.
        likeliest: what it ranks first but for the fallback, which is a policy and no guess.
        seconds: processor time that it took.
    """

    intent: str
    likeliest: str
    seconds: float


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
    """What a trained model makes of each text; ``what``: the name on the progress bar."""
    _quieten()
    return asyncio.run(_ask(model, texts, what))


async def _ask(model: Path, texts: Sequence[str], what: str) -> list[Guess]:
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    await agent.parse_message("warm up")
    guesses: list[Guess] = []
    for text in tqdm(texts, desc=what, disable=None):
        started = process_time()
        parsed = await agent.parse_message(text)
        seconds = process_time() - started
        decided = parsed["intent"]["name"] or FALLBACK
        names = (one["name"] for one in parsed.get("intent_ranking", ()))
        likeliest = next((name for name in names if name != FALLBACK), decided)
        guesses.append(Guess(decided, likeliest, seconds))
    return guesses


def _quieten() -> None:
    """Nothing but errors: Rasa would print each message, the sealed ones too; dependencies would warn."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
