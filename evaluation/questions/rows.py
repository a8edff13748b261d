"""The golden questions: a row is what is asked, after what, and which facts answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.knowledge.base import Knowledge
from bot.knowledge.content import Fact
from bot.knowledge.yaml_lines import read_yaml
from evaluation.rows import CORPUS, DEVELOPMENT, SEALED, CorpusError

QUESTIONS = CORPUS / "questions"
KEYS = frozenset(["text", "facts", "after"])
NONE = "none"
"""Stands in place of facts where the documents do not say."""


@dataclass(frozen=True)
class Question:
    """One golden question. The text is never printed with it: a failing test must not show a sealed one.

    Attributes:
        part: ``dev`` or ``sealed``.
        where: ``dev_1.yml:12``.
        text: as typed.
        facts: the facts of which any one answers it; empty where the documents do not say.
        after: what was said before, for a follow-up.
    """

    part: str
    where: str
    text: str = field(repr=False)
    facts: frozenset[str]
    after: tuple[str, ...] = field(default=(), repr=False)


def facts_of(knowledge: Knowledge) -> dict[str, Fact]:
    """Every fact by ``subject/fact``, as the rows name it."""
    return {f"{one.id}/{fact.id}": fact for one in knowledge.subjects.values() for fact in one.facts}


def read_questions(knowledge: Knowledge, folder: Path = QUESTIONS) -> tuple[Question, ...]:
    """All rows of both parts, in a fixed order.

    Raises:
        CorpusError: there are none, or one is no row; says where and never what it says.
    """
    known = frozenset(facts_of(knowledge))
    rows = tuple(row for path in sorted(folder.glob("*.yml")) for row in _read_file(path, known))
    if not rows:
        raise CorpusError(f"{folder} holds no questions: expected .yml files")
    return rows


def read_development(knowledge: Knowledge, folder: Path = QUESTIONS) -> tuple[Question, ...]:
    """The rows that anything may be fitted to; no sealed file is opened."""
    known = frozenset(facts_of(knowledge))
    return tuple(row for path in sorted(folder.glob("dev_*.yml")) for row in _read_file(path, known))


def _read_file(path: Path, known: frozenset[str]) -> Iterator[Question]:
    part = SEALED if path.name.startswith(SEALED) else DEVELOPMENT
    for raw in read_yaml(path) or ():
        where = f"{path.name}:{raw.line}"
        strange = sorted(set(raw) - KEYS)
        if strange or not raw.get("text") or "facts" not in raw:
            raise CorpusError(f"{where}: needs text and facts, and may have after; unknown: {strange}")
        facts = () if raw["facts"] == NONE else tuple(raw["facts"])
        gone = sorted(set(facts) - known)
        if gone or (not facts and raw["facts"] != NONE):
            raise CorpusError(f"{where}: no such facts: {gone}; write `facts: none` where nothing answers")
        after = tuple(map(str, raw.get("after") or ()))
        yield Question(part, where, str(raw["text"]), frozenset(facts), after)
