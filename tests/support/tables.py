"""What every loader of golden tables checks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def refuse_twins(names: Sequence[str], path: Path) -> None:
    """Refuse a table in which a name stands twice: one row would hide behind the other in a report."""
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{path}: names that stand twice: {twice}")
