"""The vocabulary: words and phrases as people type them, by concept.

``vocabulary/*.yml`` hold one concept a line: ``leg: {is: [limb], say: [leg, thigh, …]}``. A concept's
tags are its own name and all that it ``is``; its kind is the name of its file (``body``, ``sense`` …).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml
from bot.model.errors import KnowledgeError

HERE = Path(__file__).parent
ALLOWED = {"is", "say"}


@dataclass(frozen=True)
class Concept:
    """One concept: its name, its kind (file), all its tags, and the phrases that name it."""

    name: str
    kind: str
    tags: frozenset[str]
    phrases: tuple[str, ...]


@lru_cache(maxsize=2)
def load_concepts(folder: Path = HERE / "vocabulary") -> Mapping[str, Concept]:
    """Every concept by name.

    Raises:
        KnowledgeError: an unknown key, a phrase that is no text, a concept that stands in two files.
    """
    concepts: dict[str, Concept] = {}
    for path in sorted(folder.glob("*.yml")):
        for concept in _read(path):
            if concept.name in concepts:
                raise KnowledgeError(str(path), f"'{concept.name}' stands in two files", "Join them in one.")
            concepts[concept.name] = concept
    return concepts


def _read(path: Path) -> Iterator[Concept]:
    for name, entry in read_yaml(path).items():
        where = f"{path}:{getattr(entry, 'line', 1)}"
        if not isinstance(entry, dict) or set(entry) - ALLOWED or not entry.get("say"):
            raise KnowledgeError(
                where, f"'{name}' is not a concept", f"Write {{say: [phrases]}}; allowed: {sorted(ALLOWED)}."
            )
        if wrong := [phrase for phrase in entry["say"] if not isinstance(phrase, str)]:
            raise KnowledgeError(
                where, f"'{name}' has phrases that are no text: {wrong}", "Put them in quotes."
            )
        yield Concept(name, path.stem, frozenset([name, *entry.get("is", [])]), tuple(entry["say"]))
