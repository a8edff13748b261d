"""Words that questions and facts share."""

from __future__ import annotations

import pytest

from bot.knowledge.loader import load
from bot.knowledge.words import find_unsaid, meanings, stem, stems


@pytest.mark.parametrize(
    ("one", "other"), [("slipped", "slip"), ("nerves", "nerve"), ("injured", "injury"), ("numbness", "numb")]
)
def test_endings_do_not_matter(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_levels_between_two_are_named() -> None:
    assert stems("T6 to T8") == ["t6", "t7", "t8"]


def test_a_phrase_is_one_word() -> None:
    found = meanings(stems("pins and needles"))
    assert len(found) == 1
    (_, groups) = found[0]
    assert groups & dict(meanings(stems("tingle")))[("tingl",)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what does it cost?", "money"),
        ("which mattress?", "bedding"),
        ("how many tablets?", "dose"),
        ("why?", None),
    ],
)
def test_what_no_document_speaks_of_is_known(text: str, kind: str | None) -> None:
    assert find_unsaid(text) == kind


def test_no_fact_says_what_counts_as_unsaid() -> None:
    facts = ((one.id, fact) for one in load().subjects.values() for fact in one.facts)
    assert [f"{name}/{fact.id}" for name, fact in facts if find_unsaid(fact.say)] == []
