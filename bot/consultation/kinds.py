"""What kind of answer a message deserves. Symptoms come before everything, whatever the classifier says."""

from __future__ import annotations

from bot.consultation.replies import ANSWERS, chosen_value
from bot.knowledge.base import Knowledge
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Query, Reading

SPEAKING = ("spinal", "warning", "emergency_sign")
"""Roles that make a message a description of symptoms by themselves."""

COMPLAINT = "describe_symptoms"
QUESTION = "ask_knowledge"

COMMANDS = {
    "ask_why": "explain",
    "ask_sources": "sources",
    "ask_summary": "summary",
    "ask_export": "export",
    "start_over": "restart",
    "forget_me": "forget",
}
"""Intents that ask for something of the bot itself."""

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

ABOUT_THE_BOT = ("ask_help", "ask_identity")
"""Intents whose questions ask for the bot itself unless they name a subject."""
DECLINED = ("ask_diagnosis", "ask_dose")


def decide(
    intent: str, reading: Reading, episode: Episode, knowledge: Knowledge, *, turned: bool = False
) -> str:
    """``assess``, ``answer``, a value of COMMANDS, or the id of a notice; ``turned``: to another person."""
    if turned and not (reading.query and reading.query.subjects):
        started = episode.started or describes(intent, reading, episode, knowledge)
        return "assess" if started else f"turned_{episode.subject}"
    if describes(intent, reading, episode, knowledge):
        return "assess"
    if intent in DECLINED:
        return NOTICES[intent]
    query = reading.query
    if intent in (*COMMANDS, *ABOUT_THE_BOT) and not (query and query.subjects):
        return {**NOTICES, **COMMANDS}[intent]
    if reading.reply == "why":
        return "explain"
    if query and asks(intent, query):
        return "answer"
    if episode.started and reading.corrects:
        return "which_is_wrong"
    return _notice(intent, reading, knowledge)


def describes(intent: str, reading: Reading, episode: Episode, knowledge: Knowledge) -> bool:
    """Whether symptoms are described, a question that waits is answered, or something is put right."""
    roles = {knowledge.findings[one].role for one in reading.ids(Status.PRESENT) if one in knowledge.findings}
    if roles.intersection(SPEAKING):
        return True
    if reading.regions and (intent == COMPLAINT or roles.intersection(("limb", "general"))):
        return True
    if episode.pending and (
        reading.reply in ANSWERS or chosen_value(reading, episode, knowledge) is not None
    ):
        return True
    return episode.started and _continues(intent, reading, episode, bool(roles), knowledge)


def asks(intent: str, query: Query) -> bool:
    """Whether there is a question: a known subject or topic, or words to look up where one was heard."""
    return bool(query.subjects or query.topic or (query.terms and intent == QUESTION))


def _continues(intent: str, reading: Reading, episode: Episode, present: bool, knowledge: Knowledge) -> bool:
    """Whether a message within an episode adds to it or puts it right."""
    denied = any(one in knowledge.findings for one in reading.ids(Status.ABSENT))
    if present or denied or reading.taken_back or reading.detail:
        return True
    if reading.query and asks(intent, reading.query):
        return False
    values = (reading.duration_days, reading.severity, reading.age_years, reading.pregnant, reading.side)
    return bool(reading.regions) or any(value is not None for value in values)


def _notice(intent: str, reading: Reading, knowledge: Knowledge) -> str:
    limb = any(one in knowledge.findings for one in reading.ids(Status.PRESENT))
    if limb and intent in (COMPLAINT, "nlu_fallback", "out_of_scope"):
        return "limb_only"
    if reading.elsewhere and intent in (COMPLAINT, "nlu_fallback"):
        return "out_of_scope"
    if reading.detail:
        return "nothing_yet"
    if intent == QUESTION:
        return "not_in_documents"
    return NOTICES.get(intent, "not_understood")
