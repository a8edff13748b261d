"""The learned layer as it is shipped: out of the model that ``make train`` made of the present state."""

from __future__ import annotations

import tarfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from bot.model.errors import SpinewiseError
from bot.understanding.learned.layer import Layer
from evaluation.rows import ROOT
from tools.train import model_path

COMPONENT = "SpineReader"
FILES = ("model.json", "model.npz", "findings.json", "findings.npz", "calm.npz", "causes.json", "causes.npz")


class NotTrained(SpinewiseError):
    """There is no model for the project as it stands."""


def load_shipped(archive: Path | None = None) -> Layer:
    """The learned layer in a trained model; the one for the present state of the project by default.

    Raises:
        NotTrained: that model, or the learned layer in it, is not there.
    """
    archive = archive or model_path(ROOT)
    if not archive.exists():
        raise NotTrained(
            f"there is no {archive.name}, the model for the project as it stands: run make train"
        )
    with TemporaryDirectory() as folder:
        found = _unpack(archive, Path(folder))
        if found != set(FILES):
            raise NotTrained(f"{archive.name} holds no {COMPONENT}: is it in config.yml? Then run make train")
        return Layer.load(Path(folder))


def _unpack(archive: Path, folder: Path) -> set[str]:
    """Write the component's files into a folder, under their bare names; returns the names."""
    found = set()
    with tarfile.open(archive) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            content = tar.extractfile(member)
            if COMPONENT in path.parent.name and path.name in FILES and content is not None:
                (folder / path.name).write_bytes(content.read())
                found.add(path.name)
    return found
