"""The bot's own wording, as data: notices, the small words between facts, and how topics are named.

notices.yml   replies that are neither an assessment nor an answer
asides.yml    the same, to what is asked beside the matter
phrases.yml   words between the facts
topics.yml    what can be asked of a subject, and the quick reply that suggests it
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.answer.wording.shapes import Notice, Phrases, TopicName
from bot.knowledge.entries import Entry
from bot.knowledge.yaml_lines import line_at, read_yaml
from bot.model.errors import KnowledgeError

HERE = Path(__file__).parent
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Wording:
    """All wording; notices and topics by id."""

    notices: Mapping[str, Notice]
    phrases: Phrases
    topics: Mapping[str, TopicName]


@lru_cache(maxsize=4)
def load(folder: Path = HERE) -> Wording:
    """Read and check the wording.

    Raises:
        KnowledgeError: with file, line, what is wrong and what to do.
    """
    notices = [*_list(folder / "notices.yml", Notice), *_list(folder / "asides.yml", Notice)]
    topics = _list(folder / "topics.yml", TopicName)
    phrases = folder / "phrases.yml"
    return Wording(
        notices={notice.id: notice for notice in notices},
        phrases=_entry(Phrases, read_yaml(phrases), phrases),
        topics={topic.id: topic for topic in topics},
    )


def _list(path: Path, kind: type[E]) -> list[E]:
    rows = read_yaml(path)
    ids = [row.get("id") for row in rows]
    for index, entry_id in enumerate(ids):
        if entry_id in ids[:index]:
            where = f"{path}:{line_at(rows[index], ())}"
            raise KnowledgeError(where, f"the id '{entry_id}' stands twice", "Ids are unique: rename one.")
    return [_entry(kind, row, path) for row in rows]


def _entry(kind: type[E], raw: Any, path: Path) -> E:
    try:
        return kind.parse_obj(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        where = f"{path}:{line_at(raw, first['loc'])}"
        raise KnowledgeError(
            where, f"'{key}': {first['msg']}", "Compare with bot/answer/wording/shapes.py."
        ) from error
