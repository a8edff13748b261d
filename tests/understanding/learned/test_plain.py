"""A guess must rest on something: on a word that the rules do not know, or on a part of a sign."""

from __future__ import annotations

import pytest

from bot.understanding.learned.plain import is_explained, is_plain
from bot.understanding.message import take_apart
from bot.understanding.read import read_message


def plain(text: str) -> bool:
    message = take_apart(text)
    return is_plain(message, read_message(message))


def explained(text: str) -> bool:
    message = take_apart(text)
    return is_explained(message, read_message(message))


@pytest.mark.parametrize(
    "text",
    [
        "my neck hurts since this morning",
        "left side of my neck aches",
        "neck pain and headache since yesterday",
        "lower back pain for 3 weeks",
        "my lower back hurts. Oh and no numbness between my legs",  # denials hide nothing either
        "I have no fever and my legs are not weak",
    ],
)
def test_nothing_hides_in_a_plain_complaint(text: str) -> None:
    assert plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "back hurts and my zip feels far away",  # a word that no rule knows here
        "wiping and i feel nothing, back hurts",  # parts of a sign
        "my leg is numb",
        "nan tripped, her neck hurts",
    ],
)
def test_much_may_hide_in_other_words(text: str) -> None:
    assert not plain(text)


@pytest.mark.parametrize("text", ["neck pain and a weak right arm", "lower back pain, my left foot is weak"])
def test_a_sign_that_is_read_word_for_word_is_explained(text: str) -> None:
    assert explained(text)
    assert not plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "neck pain and a weak right arm since the trebuchet",  # a word that no rule knows here
        "wiping and i feel nothing, back hurts",  # a part of a sign that makes no finding
    ],
)
def test_what_is_left_over_explains_nothing(text: str) -> None:
    assert not explained(text)
