"""The golden tables of this folder, row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.loader import load
from bot.model.assessment import Assessment
from bot.model.contacts import Contacts
from bot.triage import assess
from tests.triage.golden import Row, read_rows

TABLES = sorted(Path(__file__).parent.glob("*.yml"))
ROWS = [
    pytest.param(row, id=f"{table.stem}: {row.name}") for table in TABLES for row in read_rows(table, load())
]


def outcome(assessment: Assessment, row: Row) -> dict[str, object]:
    """The assessment in the words of the row: exactly the keys that it expects."""
    causes = [cause.id for cause in assessment.causes]
    reasons = [reason.id for reason in assessment.reasons]
    first, unwanted = row.expected.get("first_causes", []), row.expected.get("no_causes", [])
    found = {
        "level": assessment.urgency,
        "reason": reasons[0] if reasons else None,
        "reasons": reasons,
        "first_action": assessment.action[0].text,
        "causes": causes,
        "first_causes": causes[: len(first)],
        "no_causes": [cause for cause in unwanted if cause not in causes],
        "treatments": [treatment.id for treatment in assessment.treatments],
        "next": assessment.next_question.id if assessment.next_question else None,
    }
    return {key: found[key] for key in row.expected}


@pytest.mark.parametrize("row", ROWS)
def test_row(row: Row) -> None:
    assert outcome(assess(row.episode, load(), Contacts()), row) == row.expected


def test_tables_are_there() -> None:
    assert {table.stem for table in TABLES} == {"causes", "emergency", "lower_levels", "questions"}


@pytest.mark.parametrize(
    "text",
    [
        "- {name: asserts nothing, present: [pain]}",
        "- {level: soon}",
        "- {name: unknown key, present: [pain], levle: soon}",
        "- {name: unknown finding, present: [pian], level: soon}",
        "- {name: twice, level: soon}\n- {name: twice, level: soon}",
    ],
)
def test_loader_refuses_a_row_that_lies(text: str, tmp_path: Path) -> None:
    table = tmp_path / "table.yml"
    table.write_text(text)
    with pytest.raises(ValueError):
        read_rows(table, load())
