"""The actions that rules and stories name, one a kind of answer.

A rule says which kind its intent leads to expect; what a message deserves is decided by ``bot.consult``,
since a misclassified message must not lose an emergency. So all of them consult, and the name is what a story
reads.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.replies import reply


class Consultation(Action, ABC):
    """An action that answers the latest message."""

    @abstractmethod
    def name(self) -> str:
        """The name in ``domain.yml``."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[EventType]:
        """Consult, send the reply, keep the episode."""
        return reply(dispatcher, tracker)


class ActionAssess(Consultation):
    """Symptoms, a reply to a question, a correction."""

    def name(self) -> str:
        """The name in ``domain.yml``."""
        return "action_assess"


class ActionAnswer(Consultation):
    """A question about the documents."""

    def name(self) -> str:
        """The name in ``domain.yml``."""
        return "action_answer"


class ActionExplain(Consultation):
    """ "Why do you think that?", "where does that come from?"."""

    def name(self) -> str:
        """The name in ``domain.yml``."""
        return "action_explain"


class ActionSummarise(Consultation):
    """The summary for a clinician."""

    def name(self) -> str:
        """The name in ``domain.yml``."""
        return "action_summarise"


class ActionExport(Consultation):
    """Everything that is stored about the conversation."""

    def name(self) -> str:
        """The name in ``domain.yml``."""
        return "action_export"


class ActionStartOver(Consultation):
    """A fresh episode. (``action_restart`` is Rasa's own and would end the whole conversation.)"""

    def name(self) -> str:
        """The name in ``domain.yml``."""
        return "action_start_over"


class ActionForget(Consultation):
    """The person wants to be forgotten."""

    def name(self) -> str:
        """The name in ``domain.yml``."""
        return "action_forget"


class ActionDecline(Consultation):
    """A diagnosis or a dose is asked for."""

    def name(self) -> str:
        """The name in ``domain.yml``."""
        return "action_decline"


class ActionNotice(Consultation):
    """Greeting, thanks, help and all else that is neither symptom nor question."""

    def name(self) -> str:
        """The name in ``domain.yml``."""
        return "action_notice"
