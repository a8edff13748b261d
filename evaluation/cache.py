"""Where slow steps keep their results (``var/evaluation``), each under a hash of all that it depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from evaluation.rows import ROOT

FOLDER = ROOT / "var" / "evaluation"


def place_for(name: str, depends_on: Iterable[str | bytes]) -> Path:
    """A path below the folder; ``name`` may hold one ``*``, which becomes the hash."""
    digest = hashlib.sha256()
    for part in depends_on:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    path = FOLDER / name.replace("*", digest.hexdigest()[:16])
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def contents_of(*sources: Path) -> list[bytes]:
    """Names and contents of files, and of all source and data files in folders, in a fixed order."""
    files = [
        file for source in sources for file in (sorted(source.rglob("*")) if source.is_dir() else [source])
    ]
    kept = [file for file in files if file.is_file() and "__pycache__" not in file.parts]
    return [part for file in kept for part in (file.relative_to(ROOT).as_posix().encode(), file.read_bytes())]
