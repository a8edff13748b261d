"""The golden conversations, turn by turn; every reply is checked against the contract as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.answer.plain import render
from bot.consult import Context, Turn, consult
from bot.knowledge.loader import load
from bot.model.contacts import Contacts
from bot.triage import assess
from tests.consult.golden import NOW, Row, read_rows
from tests.support.contract import check

TABLES = sorted(Path(__file__).parent.glob("*.yml"))
ROWS = [
    pytest.param(row, id=f"{table.stem}: {row.name}") for table in TABLES for row in read_rows(table, load())
]
CONTEXT = Context(load(), Contacts("112", "111", "0800 1234"), NOW, 12)


def outcome(turn: Turn, expect: dict[str, object]) -> dict[str, object]:
    """The turn in the words of the row: exactly the keys that it expects."""
    custom, text = turn.custom, render(turn.blocks)
    asked, answer = custom.get("next_question"), custom.get("answer") or {}
    action = assess(turn.episode, CONTEXT.knowledge, CONTEXT.contacts).action
    stored = json.loads(json.dumps(turn.episode.as_dict()))
    found = {
        "kind": custom["kind"],
        "id": custom.get("id"),
        "urgency": custom.get("urgency"),
        "first_line": text.splitlines()[0].split(" [")[0],
        "action_first": text.startswith(action[0].text),
        "says": [part for part in expect.get("says", []) if part in text],
        "says_not": [part for part in expect.get("says_not", []) if part not in text],
        "reasons": [reason["id"] for reason in custom.get("reasons", [])],
        "causes": [cause["id"] for cause in custom.get("causes", [])],
        "no_treatments": custom.get("treatments") == [],
        "next": asked["id"] if asked else None,
        "answer": answer.get("topic"),
        "topic": custom.get("topic"),
        "subjects": custom.get("subjects"),
        "columns": (custom.get("table") or {}).get("columns"),
        "buttons": [option.title for option in turn.buttons],
        "episode": {key: stored[key] for key in expect.get("episode", {})},
        "data": {key: custom[key] for key in expect.get("data", {})},
    }
    return {key: found[key] for key in expect}


@pytest.mark.parametrize("row", ROWS)
def test_conversation(row: Row) -> None:
    episode = row.before
    for number, step in enumerate(row.steps, start=1):
        turn = consult(step.intent, step.reading, episode, CONTEXT)
        check(turn.custom)
        assert (number, outcome(turn, step.expect)) == (number, step.expect)
        episode = turn.episode


def test_every_kind_and_every_intent_is_in_the_tables() -> None:
    steps = [step for row in ROWS for step in row.values[0].steps]
    kinds = {step.expect.get("kind") for step in steps}
    assert kinds >= {"assessment", "answer", "summary", "export", "notice"}
    assert {step.intent for step in steps} >= set(INTENTS)


INTENTS = (
    "describe_symptoms", "ask_knowledge", "ask_why", "ask_sources", "ask_summary", "ask_export",
    "ask_diagnosis", "ask_dose", "greet", "thank", "goodbye", "ask_help", "ask_identity", "start_over",
    "forget_me", "affirm", "deny", "skip", "out_of_scope", "feel", "insult", "other_language", "unreadable",
    "nlu_fallback",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "- {name: a, turns: [{intent: greet, expect: {}}]}",
        "- {name: a, turns: [{intent: greet}]}",
        "- {name: a, turns: [{intent: greet, expect: {kindd: notice}}]}",
        "- {name: a, turns: []}",
        "- {name: a, turns: [{intent: greet, reading: {present: [pian]}, expect: {kind: notice}}]}",
        "- {name: a, turns: [{intent: greet, reading: {presnet: [pain]}, expect: {kind: notice}}]}",
        "- {name: a, before: {regoins: [neck]}, turns: [{intent: greet, expect: {kind: notice}}]}",
        "- &a {name: a, turns: [{intent: greet, expect: {kind: notice}}]}\n- *a",
    ],
)
def test_a_row_that_asserts_nothing_or_says_nonsense_is_refused(text: str, tmp_path: Path) -> None:
    table = tmp_path / "table.yml"
    table.write_text(text)
    with pytest.raises(ValueError, match=r"table\.yml"):
        read_rows(table, load())
