"""The golden questions: what is refused, what counts as right, and that no message is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.loader import load
from evaluation.predict import read_by_rules
from evaluation.questions.answer import answer_all
from evaluation.questions.report import show_questions
from evaluation.questions.rows import read_questions
from evaluation.rows import CorpusError

ROWS = """
- {text: what is whiplash?, facts: [whiplash_injury/definition]}
- {text: what is whiplash?, facts: [moxibustion/patterns]}
- {text: what does a mattress cost?, facts: none}
- {text: any risks?, facts: [surgery/risks], after: [what is neck surgery for?]}
"""


def read_rows(tmp_path: Path, text: str, name: str = "dev_1.yml") -> tuple:
    (tmp_path / name).write_text(text, "utf-8")
    return read_questions(load(), tmp_path)


def ask_all(rows: tuple) -> list:
    return answer_all(rows, lambda _: "ask_knowledge", read_by_rules)


def test_right_is_a_right_fact_or_an_honest_no(tmp_path: Path) -> None:
    assert [one.right for one in ask_all(read_rows(tmp_path, ROWS))] == [True, False, True, True]


def test_the_sealed_part_is_counted_and_never_shown(tmp_path: Path) -> None:
    rows = read_rows(tmp_path, ROWS, "sealed_1.yml")
    shown = "\n".join(show_questions(ask_all(rows)))
    assert {row.part for row in rows} == {"sealed"}
    assert "50.0% (1/2" in shown
    assert "what is" not in shown + repr(rows)


@pytest.mark.parametrize(
    "row",
    [
        "- {text: hello}",
        "- {text: hello, facts: []}",
        "- {text: hello, facts: [no/such]}",
        "- {text: hello, facts: none, kind: x}",
        "- {facts: none}",
    ],
)
def test_what_is_no_row_is_refused_without_its_text(row: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"dev_1\.yml:1") as refused:
        read_rows(tmp_path, row)
    assert "hello" not in str(refused.value)


def test_no_questions_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no questions"):
        read_questions(load(), tmp_path)
