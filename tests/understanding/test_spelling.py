"""Slips of the pen are mended towards what people mean; names and ordinary words stay as they are."""

from __future__ import annotations

import pytest

from bot.understanding.message import take_apart


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("my neck is stfif", "stiff"),
        ("I slep badly", "sleep"),
        ("bad potsure", "posture"),
        ("a hedaache", "headache"),
        ("my shoulser", "shoulder"),
    ],
)
def test_a_slip_becomes_the_word_that_is_meant(typed: str, meant: str) -> None:
    assert meant in [word.key for word in take_apart(typed).stream]


@pytest.mark.parametrize("typed", ["slept in the lorry at Dover", "we drove to Nunhead"])
def test_a_name_is_no_slip(typed: str) -> None:
    assert typed.split()[-1].lower() in take_apart(typed).keys


def test_capitals_at_the_start_or_throughout_are_no_names() -> None:
    assert "numb" in take_apart("Nunb legs. Nunb feet").keys
    assert "numb" in take_apart("MY LEGS ARE NUNB").keys
