"""Whole conversations over REST against the started server: what is said, and the contract's shape of every
reply."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.support.server import ROOT, Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

HERE = Path(__file__).parent
SCHEMA = json.loads((ROOT / "bot/answer/contract.schema.json").read_text("utf-8"))
CHECKS = {
    "kind", "id", "topic", "urgency", "present", "absent", "lacks", "regions", "duration_days", "severity",
    "subject", "first_cause", "causes", "no_causes", "treatments", "no_treatments", "reasons", "question",
    "first_line", "says", "says_not", "subjects", "columns", "answered", "watch_for", "have", "have_not",
    "side", "age_years", "pregnant", "by_region", "buttons", "most_letters",
}  # fmt: skip

SAID = ("side", "age_years", "pregnant", "by_region")


def conversations() -> list[Any]:
    """All rows of all tables; one that says nothing, checks nothing or checks something unknown is
    refused."""
    rows = []
    for path in sorted(HERE.glob("*.yml")):
        for row in yaml.safe_load(path.read_text("utf-8")):
            for turn in row["turns"]:
                checks = set(turn) - {"say"}
                sound = "say" in turn and checks and checks <= CHECKS
                assert sound, f"{path.name}: {row['name']}: {turn}"
            rows.append(pytest.param(row["turns"], id=f"{path.stem}: {row['name']}"))
    return rows


@pytest.mark.parametrize("turns", conversations())
def test_conversation(server: Server, turns: list[dict[str, Any]], request: pytest.FixtureRequest) -> None:
    for turn in turns:
        messages = server.say(request.node.name[:200], turn["say"])
        [custom] = [message["custom"] for message in messages if "custom" in message]
        jsonschema.validate(custom, SCHEMA)
        text = "\n".join(message["text"] for message in messages if message.get("text"))
        seen = observe(custom, text, [title for message in messages for title in titles(message)])
        wanted = {check: value for check, value in turn.items() if check != "say"}
        assert {check: compare(check, value, seen) for check, value in wanted.items()} == wanted, (
            f"{turn['say']}\n{text}"
        )


def titles(message: dict[str, Any]) -> list[str]:
    """What a message's quick replies show."""
    return [button["title"] for button in message.get("buttons", ())]


def observe(custom: dict[str, Any], text: str, buttons: list[str]) -> dict[str, Any]:
    """What a row may check."""
    findings = custom.get("findings", {})
    return {
        "buttons": buttons,
        "most_letters": len(text),
        **{
            key: custom.get(key) for key in ("kind", "id", "topic", "urgency", "subjects", "have", "have_not")
        },
        **{
            key: findings.get(key)
            for key in (*SAID, "present", "absent", "regions", "duration_days", "severity", "subject")
        },
        "causes": [cause["id"] for cause in custom.get("causes", ())],
        "treatments": [treatment["id"] for treatment in custom.get("treatments", ())],
        "reasons": [reason["id"] for reason in custom.get("reasons", ())],
        "question": (custom.get("next_question") or {}).get("id"),
        "columns": (custom.get("table") or {}).get("columns"),
        "answered": bool(custom.get("answer")),
        "watch_for": bool(custom.get("watch_for")),
        "first_line": text.strip().split("\n", 1)[0],
        "text": text,
    }


def compare(check: str, wanted: Any, seen: dict[str, Any]) -> Any:
    """``wanted`` itself where it holds, else what was seen instead."""
    if check == "most_letters":
        return wanted if seen[check] <= wanted else seen[check]
    if check == "says_not":
        return wanted if wanted.lower() not in seen["text"].lower() else seen["text"]
    if check in ("present", "absent", "causes", "treatments", "reasons", "buttons"):
        return wanted if set(wanted) <= set(seen[check] or ()) else seen[check]
    if check == "lacks":
        return wanted if not set(wanted) & set(seen["present"] or ()) else seen["present"]
    if check in ("no_causes", "no_treatments"):
        kept = seen[check.removeprefix("no_")]
        return wanted if not set(wanted) & set(kept) else kept
    if check == "first_cause":
        first = (seen["causes"] or [None])[0]
        return wanted if first in wanted else seen["causes"]
    if check in ("first_line", "says"):
        where = seen["first_line" if check == "first_line" else "text"]
        return wanted if wanted.lower() in where.lower() else where
    return seen[check]
