"""The vectors of a fixed list of texts as a file, named after a hash of the texts and of the encoder."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.encoder import minilm
from bot.encoder.minilm import Vector

FOLDER = Path(__file__).resolve().parents[2] / "models"
KEPT = 3
"""Older files, for going back and forth between branches."""
_log = logging.getLogger(__name__)


def path_for(texts: Sequence[str], folder: Path = FOLDER) -> Path:
    """Where the vectors of these texts are, or will be."""
    digest = hashlib.sha256(minilm.SHA256.encode() + Path(minilm.__file__).read_bytes())
    for text in texts:
        digest.update(f"\0{text}".encode())
    return folder / f"vectors-{digest.hexdigest()[:16]}.npy"


def load_vectors(texts: Sequence[str], folder: Path = FOLDER) -> Vector:
    """A row a text; out of the file, or computed (about 20 s) where there is none."""
    path = path_for(texts, folder)
    if path.exists():
        stored: Vector = np.load(path, mmap_mode="r")
        return stored
    _log.warning("%s is missing: its %d vectors are computed now; make train stores them", path, len(texts))
    return _compute(texts)


def keep_vectors(texts: Sequence[str], folder: Path = FOLDER) -> Path:
    """Compute and store the vectors, unless they are there.

    Raises:
        WrongWeights: the encoder's weights are not the published ones.
    """
    path = path_for(texts, folder)
    if path.exists():
        path.touch()
        return path
    minilm.verify()
    folder.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new.npy")
    np.save(aside, _compute(texts))
    aside.replace(path)  # one that was cut off is never taken for a whole one
    stored = sorted(folder.glob("vectors-*.npy"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in stored[KEPT:]:
        old.unlink()
    return path


def _compute(texts: Sequence[str]) -> Vector:
    vectors = {text: minilm.encode(text) for text in texts}  # many facts stand under several subjects
    return np.stack([vectors[text] for text in texts])
