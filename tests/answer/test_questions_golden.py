"""The golden questions, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answer.answers import describe_answer
from bot.answer.question import answer, resolve
from bot.knowledge.loader import load
from bot.model.answer import Answer
from bot.model.citation import Statement
from tests.answer.golden import Row, read_rows
from tests.support.contract import check

TABLES = sorted(Path(__file__).parent.glob("*.yml"))
ROWS = [
    pytest.param(row, id=f"{table.stem}: {row.name}") for table in TABLES for row in read_rows(table, load())
]
SAID = {f"{subject.id}.{fact.id}": fact.say for subject in load().subjects.values() for fact in subject.facts}


def refs(said: Statement, answered: Answer) -> list[str]:
    """The facts of the answer's subjects that a statement says, as ``subject.fact``."""
    found = [ref for ref, text in SAID.items() if text in said.text]
    own = [ref for ref in found if ref.split(".")[0] in answered.subjects]
    return own or found


def outcome(answered: Answer, expect: dict[str, object]) -> dict[str, object]:
    """The answer in the words of the row: exactly the keys that it expects."""
    cautions = {load().statement(entry).text: entry.id for entry in load().cautions.values()}
    found = {
        "topic": answered.topic,
        "subjects": list(answered.subjects),
        "lists": [one for one in expect.get("lists", []) if one in answered.subjects],
        "lists_not": [one for one in expect.get("lists_not", []) if one not in answered.subjects],
        "facts": [refs(said, answered)[0] for said in answered.facts],
        "first": refs(answered.facts[0], answered)[0] if answered.facts else None,
        "opens": answered.facts[0].text if answered.facts else None,
        "opens_not": None if opens(answered, str(expect.get("opens_not"))) else expect.get("opens_not"),
        "cautions": [cautions[said.text] for said in answered.cautions],
        "columns": list(answered.table.columns) if answered.table else None,
        "cells": [
            row for row in expect.get("cells", []) if answered.table and tuple(row) in answered.table.rows
        ],
        "suggests": [option.payload for option in answered.suggestions],
        "unanswered": not answered.facts,
    }
    return {key: found[key] for key in expect}


def opens(answered: Answer, text: str) -> bool:
    return bool(answered.facts) and answered.facts[0].text.startswith(text)


@pytest.mark.parametrize("row", ROWS)
def test_question(row: Row) -> None:
    answered = answer(resolve(row.query, row.before, load()), load())
    assert outcome(answered, row.expect) == row.expect
    if answered.facts:
        check(describe_answer(answered))


@pytest.mark.parametrize(
    "text",
    [
        "- {name: a, asked: {topic: causes}, expect: {}}",
        "- {name: a, asked: {topic: causes}}",
        "- {asked: {topic: causes}, expect: {topic: causes}}",
        "- {name: a, asked: {topics: causes}, expect: {topic: causes}}",
        "- {name: a, asked: {subjects: [nek]}, expect: {topic: causes}}",
        "- {name: a, asked: {topic: causes}, expect: {topik: causes}}",
    ],
)
def test_a_row_that_asserts_nothing_or_says_nonsense_is_refused(text: str, tmp_path: Path) -> None:
    table = tmp_path / "table.yml"
    table.write_text(text)
    with pytest.raises(ValueError, match=r"table\.yml"):
        read_rows(table, load())
