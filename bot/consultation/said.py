"""One message with what is known around it: all that a decision about it looks at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.base import Knowledge
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Reading

COMPLAINT, QUESTION, FEELING, UNKNOWN = "describe_symptoms", "ask_knowledge", "feel", "nlu_fallback"
"""Intents that matter by themselves."""
DECLINED = ("ask_diagnosis", "ask_dose")
ABOUT_THE_BOT = ("ask_help", "ask_identity")
"""Intents whose questions ask for the bot itself unless they name a subject."""
COMMANDS = {
    "ask_why": "explain",
    "ask_sources": "sources",
    "ask_summary": "summary",
    "ask_export": "export",
    "start_over": "restart",
    "forget_me": "forget",
}
"""Intents that ask for something of the bot itself, and the kind of reply."""
NOTICES = {
    "greet": "greeting",
    "thank": "thanks",
    "goodbye": "goodbye",
    "ask_help": "help",
    "ask_identity": "identity",
    "affirm": "acknowledged",
    "deny": "acknowledged",
    "skip": "acknowledged",
    "feel": "comfort",
    "insult": "abuse",
    "other_language": "other_language",
    "unreadable": "invalid_input",
    "out_of_scope": "out_of_scope",
    "ask_diagnosis": "declined_diagnosis",
    "ask_dose": "declined_dose",
}
"""The notice that answers an intent where nothing else does."""
Knows = Callable[[float], bool]


def knows_nothing(_: float) -> bool:
    """Where nothing was asked."""
    return False


@dataclass(frozen=True)
class Said:
    """A message that waits for a decision.

    Attributes:
        intent: what the classifier made of it; it decides only where nothing that was read does.
        reading: what it says.
        episode: what is known so far.
        knowledge: what the findings are.
        knows: whether the documents answer its question when that must be so sure (0 to 1).
        turned: whether it turns to another person.
    """

    intent: str
    reading: Reading
    episode: Episode
    knowledge: Knowledge
    knows: Knows = knows_nothing
    turned: bool = False

    @cached_property
    def present(self) -> tuple[str, ...]:
        """Known findings that it says to be there."""
        return self._known(Status.PRESENT)

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """Known findings that it denies."""
        return self._known(Status.ABSENT)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles of what it says to be there."""
        return frozenset(self.knowledge.findings[one].role for one in self.present)

    def _known(self, status: Status) -> tuple[str, ...]:
        return tuple(one for one in self.reading.ids(status) if one in self.knowledge.findings)
