"""What takes part in the benchmark, and what two of the three share: Rasa as its documentation starts it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.rows import ROOT

Messages = Sequence[Mapping[str, Any]]
"""What came back for one message; [] is silence."""

QUIET = ROOT / "tools" / "quiet.py"


@dataclass(frozen=True)
class Place:
    """Where one run happens: a port, a folder of its own, the model, and what Spinewise answered first."""

    port: int
    folder: Path
    model: Path
    reply: Path


@dataclass(frozen=True)
class Program:
    """A process to start."""

    command: Sequence[str]
    folder: Path
    environ: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Contender:
    """One that takes part.

    Attributes:
        id: short, for file names.
        title: as a table shows it.
        inputs: all that its training, in full or barely (True), depends on.
        train: trains a model, in full or barely (True), and puts it at the path.
        programs: what has to run; the first one is the chat server.
        answers: whether what came back is the answer that it should be.
    """

    id: str
    title: str
    inputs: Callable[[bool], Iterable[str | bytes]]
    train: Callable[[Path, bool], None]
    programs: Callable[[Place], Sequence[Program]]
    answers: Callable[[Messages], bool]


def says_something(messages: Messages) -> bool:
    """Whether anything at all came back."""
    return any(message.get("text") for message in messages)


def assesses(messages: Messages) -> bool:
    """Whether what came back is an assessment: all that is asked in the benchmark deserves one."""
    return any((message.get("custom") or {}).get("kind") == "assessment" for message in messages)


def train_rasa(model: Path, config: Path, domain: Path, data: Sequence[Path]) -> None:
    """``rasa train`` from files, whatever its cache holds."""
    sources: list[str | Path] = ["--config", config, "--domain", domain, "--data", *data]
    target: list[str | Path] = [
        "--out",
        model.parent,
        "--fixed-model-name",
        model.name.removesuffix(".tar.gz"),
    ]
    subprocess.run(
        [sys.executable, QUIET, "train", "--force", *sources, *target], cwd=model.parent, check=True
    )


def rasa_server(place: Place, endpoints: str) -> Program:
    """``rasa run`` with the REST channel and nothing else set."""
    settings = {"endpoints.yml": endpoints, "credentials.yml": "rest:\n"}
    for name, content in settings.items():
        (place.folder / name).write_text(content, encoding="utf-8")
    files = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml", "--model", str(place.model)]
    listen = ["--interface", "127.0.0.1", "--port", str(place.port)]
    return Program([sys.executable, "-m", "rasa", "run", *files, *listen], place.folder)
