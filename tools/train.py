"""Trains when anything that training reads has changed since the last model, and says so.

usage: python tools/train.py

The model's file name carries a hash over all of it, so the model itself is the stamp, and going back to an
older state of the project finds its older model again. Python standard library only.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

INPUTS = (
    "config.yml",
    "domain.yml",
    "data",
    "bot/model",
    "bot/understanding",
    "bot/components",
    "bot/knowledge",
    "requirements.lock",
)
KEPT = 3  # older models, for going back and forth between branches
NEEDED_MB = 300


def files(root: Path) -> Iterator[Path]:
    """Every file that training reads, in a fixed order."""
    for name in INPUTS:
        start = root / name
        found = sorted(start.rglob("*")) if start.is_dir() else [start]
        for path in found:
            hidden = any(part.startswith((".", "__pycache__")) for part in path.relative_to(root).parts)
            if path.is_file() and not hidden:
                yield path


def fingerprint(root: Path) -> str:
    """A hash over names and contents of those files."""
    digest = hashlib.sha256()
    for path in files(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def model_path(root: Path) -> Path:
    """Where the model for the present state of the project is, or will be."""
    return root / "models" / f"spinewise-{fingerprint(root)}.tar.gz"


def train(root: Path, model: Path) -> None:
    """Train into a folder aside, then move: a model that was cut off is never taken for a whole one."""
    aside = root / "models" / ".new"
    shutil.rmtree(aside, ignore_errors=True)
    name = model.name.removesuffix(".tar.gz")
    quiet = str(Path(__file__).with_name("quiet.py"))
    # By force: Rasa's cache sees a component's own source, not the modules and knowledge that it imports.
    command = [sys.executable, quiet, "train", "--force", "--out", str(aside), "--fixed-model-name", name]
    done = subprocess.run(command, cwd=root, check=False)
    if done.returncode or not (aside / model.name).exists():
        raise SystemExit(
            "spinewise: training failed; the reason stands above.\n"
            "spinewise: Next step: mend what it names (most often config.yml, domain.yml or data/), then run"
            " the same again."
        )
    (aside / model.name).replace(model)
    shutil.rmtree(aside, ignore_errors=True)


def keep_vectors(root: Path) -> None:
    """Store the vectors of the facts, by which questions in other words find them, unless they are there."""
    command = [sys.executable, "-m", "bot.answer.question.near"]
    if subprocess.run(command, cwd=root, check=False).returncode:
        raise SystemExit(
            "spinewise: the vectors of the facts could not be stored; the reason stands above.\n"
            "spinewise: Next step: mend what it names, then run the same again."
        )


def prune(folder: Path) -> None:
    """Keep the newest models and remove our older ones."""
    models = sorted(folder.glob("spinewise-*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in models[KEPT:]:
        old.unlink()


def check_room(root: Path) -> None:
    """Stop early when the disk could not hold a model."""
    free = shutil.disk_usage(root).free // 2**20
    if free < NEEDED_MB:
        raise SystemExit(
            f"spinewise: there is too little space to train: {free} MB free, {NEEDED_MB} MB needed.\n"
            "spinewise: Next step: make room, then run the same again."
        )


def main(root: Path) -> None:
    """Train if needed."""
    model = model_path(root)
    model.parent.mkdir(exist_ok=True)
    if model.exists():
        model.touch()  # Rasa takes the newest
    else:
        train_anew(root, model)
    keep_vectors(root)


def train_anew(root: Path, model: Path) -> None:
    """Train, and say why and how long it took."""
    check_room(root)
    fresh = not any(model.parent.glob("spinewise-*.tar.gz"))
    why = "there is no model yet" if fresh else "something that training reads has changed"
    print(f"spinewise: training, because {why}", file=sys.stderr)
    started = time.monotonic()
    train(root, model)
    prune(model.parent)
    print(f"spinewise: trained in {time.monotonic() - started:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main(Path(__file__).resolve().parent.parent)
