"""Changes of a message that must not change its level: how often it stays, and how often it falls.

A change is tried on every message to which it applies. Each is seeded by the message, so that a run can be
repeated.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.model.assessment import URGENCIES
from evaluation.labels import NONE
from evaluation.predict import Reader, predict
from evaluation.rows import Row

RANKS = {level: at for at, level in enumerate((NONE, *URGENCIES))}
FEWEST_LETTERS = 5
"""Shorter words with a letter wrong are other words too often."""

_LEANS = re.compile(r"(?i)\b(it|that|this|they|them|then|but|so|also|still|now|she|he|her|his|both|same)\b")

Change = Callable[[str, random.Random], str | None]
"""The changed text; None where the change does not apply."""


@dataclass(frozen=True)
class Held:
    """What one change did.

    Attributes:
        tried: messages that it applied to.
        same: of them, how many kept their level.
        lower: of them, how many fell.
    """

    tried: int
    same: int
    lower: int


def _typo(text: str, chance: random.Random) -> str | None:
    words = [found for found in re.finditer(r"[A-Za-z]+", text) if len(found[0]) >= FEWEST_LETTERS]
    if not words:
        return None
    word = chance.choice(words)
    # Not the first letter: that one is hardly ever wrong.
    at = chance.randrange(word.start() + 1, word.end() - 1)
    before, letter, after = text[:at], text[at], text[at + 1 :]
    return chance.choice(
        [
            before + after,
            before + letter + letter + after,
            before + after[:1] + letter + after[1:],
            before + chance.choice("aeioutnrs") + after,
        ]
    )


def _without_marks(text: str, _: random.Random) -> str | None:
    bare = text.rstrip(" .!")
    return bare if bare != text else None


def _before(*openings: str) -> Change:
    return lambda text, chance: f"{chance.choice(openings)} {text}"


def _after(*endings: str) -> Change:
    return lambda text, chance: f"{text.rstrip(' .')}. {chance.choice(endings)}"


def _turn_sentences(text: str, _: random.Random) -> str | None:
    """The last sentence first, where none leans on the one before it."""
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    if len(sentences) < 2 or any(_LEANS.search(one) for one in sentences):
        return None
    *before, last = sentences
    return " ".join([f"{last.rstrip(' .')}.", *before])


CHANGES: dict[str, Change] = {
    "all in capitals": lambda text, _: text.upper(),
    "no capitals": lambda text, _: text.lower() if text != text.lower() else None,
    "no closing mark": _without_marks,
    "one letter wrong": _typo,
    "the last sentence first": _turn_sentences,
    "a greeting before": _before("Hello.", "Good morning.", "Hi there,", "Sorry to bother you."),
    "thanks after": _after("Thank you.", "Thanks in advance.", "Many thanks and best wishes."),
    "a name": _before("My name is Priya.", "I'm Tom.", "This is Agnieszka.", "I am called Mohammed."),
    "the sex": _before("I'm a woman.", "I'm a man."),
    "small talk after": _after(
        "The weather is lovely today.", "I live in Leeds.", "We have a cat called Biscuit."
    ),
    "somebody plays it down": _after(
        "My husband says it's nothing.", "My sister thinks I'm making a fuss.", "My mum says not to worry."
    ),
}


def try_changes(rows: Sequence[Row], reader_for: Callable[[Row], Reader]) -> dict[str, Held]:
    """By name of the change what it did to the levels of these messages."""
    usual = {row: _rank(row.text, reader_for(row)) for row in rows}
    return {name: _try(change, usual, reader_for) for name, change in CHANGES.items()}


def _try(change: Change, usual: dict[Row, int], reader_for: Callable[[Row], Reader]) -> Held:
    pairs = [
        (rank, _rank(changed, reader_for(row)))
        for row, rank in usual.items()
        if (changed := change(row.text, random.Random(row.key))) is not None  # noqa: S311 - no secret
    ]
    return Held(len(pairs), sum(a == b for a, b in pairs), sum(b < a for a, b in pairs))


def _rank(text: str, reader: Reader) -> int:
    return RANKS[predict(text, None, reader).level]
