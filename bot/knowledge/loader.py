"""Reads the content files into a Knowledge, strictly: a wrong file stops the start and says what to do.

documents/ conditions/ treatments/ topics/     one entry a file, named after its id
rules/ questions/ findings/                    a list of entries a file
cautions.yml guidelines.yml advice.yml         a list of entries
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.knowledge import content, crosscheck, entries, rulebook
from bot.knowledge.base import Knowledge, citations_of
from bot.knowledge.yaml_lines import line_at, read_yaml
from bot.model.errors import KnowledgeError

HERE = Path(__file__).parent
E = TypeVar("E", bound=entries.Entry)


@lru_cache(maxsize=4)
def load(folder: Path = HERE) -> Knowledge:
    """Read and check everything below ``folder``.

    Raises:
        KnowledgeError: with file, line, what is allowed and what to do.
    """
    documents = dict(_files(folder, "documents", content.Document))
    guidelines = dict(_lists(folder, "guidelines", content.Guideline))
    knowledge = Knowledge(
        documents=documents,
        guidelines=guidelines,
        cautions=dict(_lists(folder, "cautions", content.Caution)),
        findings=dict(_lists(folder, "findings", rulebook.FindingEntry)),
        conditions=dict(_files(folder, "conditions", content.Condition)),
        treatments=dict(_files(folder, "treatments", content.Therapy)),
        topics=dict(_files(folder, "topics", content.Topical)),
        rules=dict(_lists(folder, "rules", rulebook.Rule)),
        advice=dict(_lists(folder, "advice", rulebook.Advice)),
        questions=dict(_lists(folder, "questions", rulebook.AskEntry)),
        citations=citations_of(documents.values(), guidelines.values()),
    )
    crosscheck.check(knowledge)
    return knowledge


def _files(folder: Path, name: str, kind: type[E]) -> Iterator[tuple[str, E]]:
    """One entry a file; the file is named after the entry's id."""
    for path in sorted((folder / name).glob("*.yml")):
        raw = read_yaml(path)
        entry = _entry(kind, raw, path, raw)
        entry_id = entry.id  # type: ignore[attr-defined]
        if path.stem != entry_id:
            raise KnowledgeError(
                f"{path}:1", f"the id '{entry_id}' differs from the file's name", "Make them the same."
            )
        yield entry_id, entry


def _lists(folder: Path, name: str, kind: type[E]) -> Iterator[tuple[str, E]]:
    """A list of entries a file: ``<name>.yml`` or all files in ``<name>/``."""
    seen: dict[str, str] = {}
    for path in sorted([*folder.glob(f"{name}.yml"), *(folder / name).glob("*.yml")]):
        rows = read_yaml(path)
        if not isinstance(rows, list):
            raise KnowledgeError(f"{path}:1", "the file is not a list", "Start each entry with '- id: …'.")
        for raw in rows:
            entry = _entry(kind, raw, path, raw)
            entry_id = entry.id  # type: ignore[attr-defined]
            where = f"{path}:{line_at(raw, ())}"
            if entry_id in seen:
                raise KnowledgeError(
                    where,
                    f"the id '{entry_id}' stands already in {seen[entry_id]}",
                    "Ids are unique: rename one.",
                )
            seen[entry_id] = where
            yield entry_id, entry


def _entry(kind: type[E], raw: Any, path: Path, within: Any) -> E:
    """Check one entry's keys and values."""
    if not isinstance(raw, dict):
        raise KnowledgeError(
            f"{path}:{line_at(within, ())}", "an entry must be a mapping", "Write 'key: value' lines."
        )
    try:
        return kind.parse_obj(raw)
    except ValidationError as error:
        first = error.errors()[0]
        raise KnowledgeError(f"{path}:{line_at(raw, first['loc'])}", *_explained(first, kind)) from error


def _explained(error: Any, kind: type[entries.Entry]) -> tuple[str, str]:
    """What is wrong and what to do, from pydantic's report."""
    key = ".".join(str(step) for step in error["loc"])
    if error["type"] == "value_error.extra":
        inner = _fields_at(kind, error["loc"])
        return f"the key '{key}' is not known here", f"Allowed: {', '.join(inner)}."
    if error["type"] == "value_error.missing":
        return f"the key '{key}' is missing", "Add it."
    return f"'{key}': {error['msg']}", "Correct the value."


def _fields_at(kind: Any, path: tuple[int | str, ...]) -> list[str]:
    """Names of the keys allowed in the innermost entry on the way to ``path``."""
    for step in path[:-1]:
        field = kind.__fields__.get(step) if isinstance(step, str) else None
        kind = field.type_ if field is not None and hasattr(field.type_, "__fields__") else kind
    return list(kind.__fields__)
