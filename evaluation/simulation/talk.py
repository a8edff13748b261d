"""One simulated conversation while it is played: what was said, and what has been told so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.knowledge.loader import load
from evaluation.simulation.people import SAID, Person
from evaluation.simulation.speech import Voice

MOST_TURNS = 20
Messages = list[dict[str, Any]]
Say = Callable[[str], Messages]


@dataclass(frozen=True)
class Line:
    """One turn: what was said and why, and what came back.

    Attributes:
        said: the person's words.
        intent: ``tell`` (facts, an answer, a correction), ``aside`` (anything else), ``evade`` (skip, why).
        custom: the reply's data; text: the reply's words.
        kinds: kinds of reply that an aside may get; offers: whether quick replies stand beneath.
    """

    said: str
    intent: str
    custom: dict[str, Any]
    text: str
    kinds: tuple[str, ...] = ()
    offers: bool = False


@dataclass
class Talk:
    """A conversation while it is played.

    Attributes:
        told: facts that the person has told and still holds to, by the key of an assessment's ``findings``.
        present, absent: findings that were told to be there or not; the newest statement holds.
        put_right: findings that were wrongly understood, and objected to.
    """

    person: Person
    voice: Voice
    dice: Random
    say: Say
    lines: list[Line] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    put_right: set[str] = field(default_factory=set)

    def speak(self, text: str, intent: str = "tell", kinds: tuple[str, ...] = ()) -> None:
        """Take one turn."""
        typed = self.voice.type(text)
        messages = self.say(typed)
        customs = [message["custom"] for message in messages if "custom" in message]
        offers = any(message.get("buttons") for message in messages)
        words = "\n".join(message["text"] for message in messages if message.get("text"))
        self.lines.append(Line(typed, intent, customs[0] if len(customs) == 1 else {}, words, kinds, offers))

    @property
    def strange(self) -> tuple[str, ...]:
        """What the last assessment holds to be there and nobody has told."""
        shown = [line.custom for line in self.lines if line.custom.get("kind") == "assessment"]
        may = {also for one in self.present for also in SAID["may"].get(one, ())}
        told = {*self.present, *may, *SAID["anyone"], "pain"}
        allowed = {wider for one in told for wider in load().implied(one)}
        return tuple(one for one in (shown[-1]["findings"]["present"] if shown else ()) if one not in allowed)

    @property
    def question(self) -> dict[str, Any] | None:
        """The question that waits: of the last assessment, whatever was talked about since."""
        assessed = (line.custom for line in reversed(self.lines) if line.custom.get("kind") == "assessment")
        asked = next(assessed, {}).get("next_question")
        return dict(asked) if asked else None

    @property
    def room(self) -> bool:
        """Whether the conversation is not yet too long."""
        return len(self.lines) < MOST_TURNS
