"""An echo bot: the least that Rasa can do with a message, and so the floor for everything built on it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evaluation.benchmark.contender import (
    Contender,
    Place,
    Program,
    rasa_server,
    says_something,
    train_rasa,
)

FOLDER = Path(__file__).parent / "echo_bot"
CONFIG, DOMAIN, DATA = (FOLDER / name for name in ("config.yml", "domain.yml", "data.yml"))


def _inputs(_: bool) -> Iterable[bytes]:
    return [path.read_bytes() for path in (CONFIG, DOMAIN, DATA)]


def _train(model: Path, _: bool) -> None:
    train_rasa(model, CONFIG, DOMAIN, [DATA])


def _programs(place: Place) -> list[Program]:
    return [rasa_server(place, "")]


ECHO = Contender("echo", "echo bot", _inputs, _train, _programs, says_something)
