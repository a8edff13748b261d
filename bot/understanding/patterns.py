"""What makes a finding: rows of concepts that belong together.

``patterns/*.yml`` hold rows such as ``{finding: numbness_leg, all: [numb, leg_part], gap: 6}``: the parts
stand at most ``gap`` apart (see ``segments``). ``unless`` vetoes; ``status: absent`` makes the row a denial
("bladder is fine"); ``lone: true`` wants no body part within the gap ("no numbness"). How a row is found in a
message stands in ``matching``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml
from bot.model.errors import KnowledgeError
from bot.understanding.vocabulary import load_concepts

HERE = Path(__file__).parent
ALLOWED = {"finding", "all", "gap", "unless", "status", "order", "lone", "negated_only", "with"}
DEFAULT_GAP = 6


@dataclass(frozen=True)
class Pattern:
    """One row: the finding, the tags of each part, how near they must be, what vetoes it."""

    finding: str
    parts: tuple[frozenset[str], ...]
    gap: int
    unless: frozenset[str]
    denies: bool
    ordered: bool
    lone: bool
    negated_only: bool
    company: frozenset[str]


@lru_cache(maxsize=1)
def load_patterns(folder: Path = HERE / "patterns") -> tuple[Pattern, ...]:
    """All rows of all files.

    Raises:
        KnowledgeError: an unknown key, or a tag that no concept carries.
    """
    tags = {tag for concept in load_concepts().values() for tag in concept.tags}
    rows = [(path, row) for path in sorted(folder.glob("*.yml")) for row in read_yaml(path)]
    return tuple(_pattern(f"{path}:{row.line}", row, tags) for path, row in rows)


def _pattern(where: str, row: dict[str, object], tags: set[str]) -> Pattern:
    if unknown := set(row) - ALLOWED:
        raise KnowledgeError(where, f"unknown keys {sorted(unknown)}", f"Allowed: {sorted(ALLOWED)}.")
    parts = tuple(frozenset(str(part).split("|")) for part in row["all"])  # type: ignore[attr-defined]
    unless = frozenset(str(tag) for tag in row.get("unless", ()))  # type: ignore[attr-defined]
    company = frozenset(str(tag) for tag in row.get("with", ()))  # type: ignore[attr-defined]
    if missing := {tag for part in (*parts, unless, company) for tag in part} - tags:
        raise KnowledgeError(
            where, f"no concept carries {sorted(missing)}", "Add it to a file of vocabulary/."
        )
    gap = int(str(row.get("gap", DEFAULT_GAP)))
    return Pattern(
        str(row["finding"]),
        parts,
        gap,
        unless,
        row.get("status") == "absent",
        bool(row.get("order")),
        bool(row.get("lone")),
        bool(row.get("negated_only")),
        company,
    )
