"""Blocks as plain text."""

from __future__ import annotations

from bot.answer.plain import render
from bot.answer.references import refer, with_sources
from bot.knowledge.loader import load
from bot.model.answer import Table
from bot.model.assessment import Option
from bot.model.blocks import Choices, Heading, List, Paragraph, Reference, Sources, Warning
from bot.model.citation import Citation, Statement

ONE = Citation("a", "First", "Title A")
TWO = Citation("guideline:b", "Title B", "Title B")
SOURCES = Sources((Reference(ONE, "1 May 2020"), Reference(TWO, "2019", "NHS")))


def test_a_whole_reply() -> None:
    blocks = (
        Warning((Statement("Call 112 now.", (TWO,)), Statement("Keep still.", ()))),
        Paragraph((Statement("Understood: back.", ()),)),
        Heading("Why"),
        List((Statement("It hurts.", (ONE, TWO)), Statement("It is new.", ()))),
        Choices("Where is it?", (Option("Neck", "My neck"), Option("Back", "My back"))),
        SOURCES,
    )
    assert render(blocks) == (
        "Call 112 now. [2]\nKeep still.\n\nUnderstood: back.\n\nWhy:\n- It hurts. [1, 2]\n- It is new.\n\n"
        "Where is it?\n- Neck\n- Back\n\nSources:\n[1] Title A, First, 1 May 2020\n[2] NHS, Title B, 2019"
    )


def test_a_table_is_read_out_by_column_and_what_is_shared_comes_once() -> None:
    table = Table(("Neck", "Back"), (("Rest", "Rest"), ("Collar", ""), ("Pull", "Push")))
    assert render((table,)) == "Both:\n- Rest\n\nNeck:\n- Collar\n- Pull\n\nBack:\n- Push"


def test_nothing_shared_leaves_no_empty_list() -> None:
    assert render((Table(("A", "B"), (("x", "y"),)),)) == "A:\n- x\n\nB:\n- y"


def test_a_source_without_a_date_says_so() -> None:
    assert render((Sources((Reference(ONE),)),)) == "Sources:\n[1] Title A, First, no date"


def test_sources_stand_once_in_the_order_of_first_use() -> None:
    htd, nice = (load().citations[one] for one in ("htd-28", "nice_ng59/exercise"))
    said = List((Statement("x", (nice, htd)), Statement("y", (htd, nice))))
    *_, last = with_sources([said], load())
    assert last == Sources((refer(nice, load()), refer(htd, load())))


def test_documents_and_guidelines_are_dated() -> None:
    assert refer(load().citations["htd-28"], load()).dated == "18 December 2025"
    assert refer(load().citations["hbn-6"], load()).dated is None
    guideline = refer(load().citations["nice_ng59/exercise"], load())
    assert (guideline.dated, guideline.publisher) == ("2016 (updated 2020)", "NICE")


def test_a_reply_without_sources_has_no_list_of_them() -> None:
    said = Paragraph((Statement("Hello.", ()),))
    assert with_sources([said], load()) == (said,)
