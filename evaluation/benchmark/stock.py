"""Stock Rasa: its default pipeline and policies, trained on the same data, with an action server of its own.

The configuration is the file with which Rasa itself fills in what a project leaves out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from bot.serving.checks import free_port
from evaluation.benchmark.contender import (
    Contender,
    Place,
    Program,
    assesses,
    rasa_server,
    train_rasa,
)
from evaluation.rows import ROOT

DOMAIN = ROOT / "domain.yml"
DATA = (ROOT / "data" / "nlu.yml", ROOT / "data" / "stories.yml")


def configure(barely: bool) -> dict[str, Any]:
    """Rasa's default configuration; ``barely``: with one epoch."""
    found = find_spec("rasa")
    folder = Path(next(iter((found and found.submodule_search_locations) or ())))
    text = (folder / "engine/recipes/config_files/default_config.yml").read_text(encoding="utf-8")
    config: dict[str, Any] = {**yaml.safe_load(text), "assistant_id": "stock"}
    for part in (*config["pipeline"], *config["policies"]):
        if barely and "epochs" in part:
            part["epochs"] = 1
    return config


def _inputs(barely: bool) -> Iterable[str | bytes]:
    return [yaml.safe_dump(configure(barely)), *(path.read_bytes() for path in (DOMAIN, *DATA))]


def _train(model: Path, barely: bool) -> None:
    config = model.with_name(f"{model.name}.config.yml")
    config.write_text(yaml.safe_dump(configure(barely), sort_keys=False), encoding="utf-8")
    train_rasa(model, config, DOMAIN, DATA)


def _programs(place: Place) -> list[Program]:
    port = free_port()
    server = rasa_server(place, f'action_endpoint:\n  url: "http://127.0.0.1:{port}/webhook"\n')
    actions = [sys.executable, "-m", "rasa", "run", "actions", "--port", str(port)]
    settings = {
        "PYTHONPATH": str(ROOT),
        "BENCHMARK_REPLY": str(place.reply),
        "BENCHMARK_DOMAIN": str(DOMAIN),
    }
    return [server, Program([*actions, "--actions", "evaluation.benchmark.canned"], place.folder, settings)]


STOCK = Contender("stock", "stock Rasa", _inputs, _train, _programs, assesses)
