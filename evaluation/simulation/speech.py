"""How a simulated person words things: for who speaks of whom, with a slip of the fingers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from evaluation.simulation.people import SAID, SHE, Person

LONG_WORD = 6
OWN = {"I": "I", "am": "am", "have": "have", "my": "my", "me": "me", "s": ""}
HERS = {"I": "she", "am": "is", "have": "has", "my": "her", "me": "her", "s": "s"}
HIS = {"I": "he", "am": "is", "have": "has", "my": "his", "me": "him", "s": "s"}


@dataclass(frozen=True)
class Voice:
    """One person's way to say things."""

    person: Person
    dice: Random

    def pick(self, phrases: Iterable[str], **filled: Any) -> str:
        """One of some phrases, its markers filled in."""
        return self.dice.choice(list(phrases)).format(**{**self._markers(), **filled})

    def place(self, region: str) -> str:
        """A region as part of a sentence, with its "my"."""
        named = self.pick(SAID["regions"][region])
        return named if named.startswith("the ") else f"{self._markers()['my']} {named}"

    def time(self, days: int, form: str) -> str:
        """How long, as ``for`` a sentence or ``bare``."""
        return self.pick(next(row for row in SAID["durations"] if row["days"] == days)[form])

    def who(self) -> str:
        """The relative that is asked for."""
        return self.pick(SAID["others"][self.person.who or "mother"])

    def they(self) -> str:
        """``she`` or ``he``."""
        return str(HERS["I"] if self.person.who in SHE else HIS["I"])

    def join(self, parts: Iterable[str]) -> str:
        """Several things in one message."""
        first, *rest = parts
        return first + "".join(self.dice.choice(SAID["joins"]) + part for part in rest)

    def type(self, text: str) -> str:
        """What the fingers make of it: no capitals, or two letters of a long word swapped."""
        if self.dice.random() < 0.5:
            text = text.lower()
        if not self.person.clumsy:
            return text
        words = text.split(" ")
        long = [at for at, word in enumerate(words) if len(word) >= LONG_WORD and word.isalpha()]
        if long:
            at = self.dice.choice(long)
            words[at] = words[at][:2] + words[at][3] + words[at][2] + words[at][4:]
        return " ".join(words)

    def _markers(self) -> dict[str, str]:
        if self.person.who is None:
            return OWN
        return HERS if self.person.who in SHE else HIS
