"""What the learned layer says about a message, and from which probability on it says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

Verdict = Literal["stands", "ask", "doubt"]


@dataclass(frozen=True)
class Choice:
    """Findings that may be raised together, and how well their own model supports them (0: undecided)."""

    raises: tuple[str, ...]
    support: float


@dataclass(frozen=True)
class Suspicion:
    """One suspicion about one message.

    Attributes:
        line: the likeliest line of emergencies, ``E1`` to ``E14``.
        verdict: ``stands`` (sure: raise it), ``ask`` (unsure), ``doubt`` (sure that it is no emergency).
        chance: probability of an emergency, 0 to 1, as estimated on writers who were left out.
        choices: the ways to raise the line.
        quote: finds its ``words``, which few need.
    """

    line: str
    verdict: Verdict
    chance: float
    choices: tuple[Choice, ...]
    quote: Callable[[], str] = field(compare=False, repr=False)

    @property
    def words(self) -> str:
        """The clause that speaks most for the line."""
        return self.quote()

    def unless_sure(self, chance: float) -> Suspicion:
        """The same, asked about rather than raised where it is less likely than this."""
        return replace(self, verdict="ask") if self.verdict == "stands" and self.chance < chance else self


@dataclass(frozen=True)
class Thresholds:
    """Probabilities at which a verdict changes; chosen by leaving out one hand at a time.

    Attributes:
        stand: from here on a suspicion stands.
        ask: from here on it is worth a question.
        doubt: up to here a sign that the rules saw counts as merely mentioned.
    """

    stand: float = 0.3
    ask: float = 0.2
    doubt: float = 0.1

    def verdict(self, chance: float) -> Verdict | None:
        """The verdict on a probability, None in between."""
        if chance >= self.stand:
            return "stands"
        if chance >= self.ask:
            return "ask"
        return "doubt" if chance <= self.doubt else None
