"""What kind of answer a message deserves. Symptoms come before everything, whatever the classifier says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.answer.question import ENOUGH
from bot.consultation.asides import aside_of
from bot.consultation.replies import ANSWERS, chosen_value
from bot.knowledge.base import Knowledge
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Query, Reading

SPEAKING = ("spinal", "nerve", "warning", "emergency_sign")
"""Roles that make a message a description of symptoms by themselves."""

COMPLAINT = "describe_symptoms"
QUESTION = "ask_knowledge"
FEELING = "feel"

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

CHANGES = ("improving", "worsening")
"""Findings that "better" and "worse" give, which a question may well hold."""
ABOUT_THE_BOT = ("ask_help", "ask_identity")
"""Intents whose questions ask for the bot itself unless they name a subject."""
GOING_ON = {"more": "more", "simpler": "simpler", "why": "reasons"}
"""What a message asks that goes on from the last answer."""
UNSAID = {"dose": "declined_dose", "diagnosis": "declined_diagnosis", "verdict": "declined_verdict"}
"""What the bot never says, and the notice that says so."""
BESIDE_A_DOSE = ("side_effects", "complications", "how_it_works")
"""Topics of a medicine that are answered though its dose is not."""
FEW = 5
"""Words of a message that asks nothing but a command ("why do you think that")."""
FAIRLY, CLOSELY = 0.5, 0.9
"""How sure it must be that a fact answers for it to outweigh what the classifier took the message for."""
Knows = Callable[[float], bool]
DECLINED = ("ask_diagnosis", "ask_dose")


def knows_nothing(_: float) -> bool:
    """Where nothing was asked."""
    return False


def decide(
    intent: str,
    reading: Reading,
    episode: Episode,
    knowledge: Knowledge,
    knows: Knows = knows_nothing,
    *,
    turned: bool = False,
) -> str:
    """``assess``, ``answer``, ``more``, ``simpler``, ``reasons``, a value of COMMANDS, or a notice's id.

    Args:
        intent: what the classifier made of the message.
        reading: what the message says.
        episode: what is known so far.
        knowledge: what the findings are.
        knows: whether the documents answer the question when that must be so sure (0 to 1).
        turned: whether the message turns to another person.
    """
    described = describes(intent, reading, episode, knowledge)
    again = reading.turns_to == episode.subject and episode.started  # "it's for my husband", once more
    if (turned or again) and not (reading.query and reading.query.subjects):
        return "assess" if episode.started or described else f"turned_{episode.subject}"
    aside = aside_of(reading, episode)
    if aside is not None and not _tells(reading, knowledge):
        return aside
    if described:
        return "assess"
    asked = _of_question(intent, reading, episode, knows)
    if asked is not None:
        return asked
    if intent in (*COMMANDS, *ABOUT_THE_BOT):
        return {**NOTICES, **COMMANDS}[intent]
    if reading.reply == "why":
        return "explain"
    return _within(intent, reading, knowledge) if episode.started else _notice(intent, reading, knowledge)


def _within(intent: str, reading: Reading, knowledge: Knowledge) -> str:
    """What is left within an episode: something is wrong, or half understood."""
    if reading.corrects:
        return "which_is_wrong"
    # A sign that may be meant is asked about.
    return "assess" if in_doubt(intent, reading, knowledge) else _notice(intent, reading, knowledge)


def _tells(reading: Reading, knowledge: Knowledge) -> bool:
    """Whether something is said to be there or not, or a bare reply is given."""
    said = (*reading.ids(Status.PRESENT), *reading.ids(Status.ABSENT))
    return bool(reading.reply or reading.regions) or any(one in knowledge.findings for one in said)


def heard(intent: str, reading: Reading) -> Reading:
    """The reading without a question that neither its wording nor the classifier takes for one."""
    asks_it = reading.query is None or reading.query.sure or intent == QUESTION
    return reading if asks_it else replace(reading, query=None)


def in_doubt(intent: str, reading: Reading, knowledge: Knowledge) -> tuple[str, ...]:
    """Warning signs that a message only seems to mention while it says nothing else."""
    if intent not in (COMPLAINT, "nlu_fallback") or reading.ids(Status.PRESENT):
        return ()
    named = (one for one in reading.ids(Status.MENTIONED) if one in knowledge.findings)
    return tuple(one for one in named if knowledge.findings[one].role in ("warning", "emergency_sign"))


def asks_beside(query: Query) -> bool:
    """Whether more is asked beside how much to take: "how much codeine, and is it addictive?"."""
    return query.unsaid == "dose" and query.topic in BESIDE_A_DOSE and bool(query.subjects)


def _asks_whether(query: Query, episode: Episode) -> bool:
    """Whether a medicine may be taken, not how much of it: "can I take ibuprofen?"."""
    return query.form == "yes_no" and query.unsaid is None and bool(query.subjects) and not episode.pregnant


def declines(intent: str, query: Query) -> bool:
    """Whether a question is one that the bot does not answer: what one has, or how much to take."""
    if query.unsaid in UNSAID:
        return not asks_beside(query)
    return query.own if intent == "ask_diagnosis" else bool(intent == "ask_dose" and query.subjects)


def of_unanswered(intent: str, query: Query | None, *, answered: bool) -> str | None:
    """The notice beside an assessment whose message asks for what is not answered; None where it is."""
    if query is not None and query.unsaid in UNSAID:
        return UNSAID[query.unsaid]
    if intent in DECLINED and (query is None or declines(intent, query)):
        return NOTICES[intent]
    asks_it = query is not None and (query.unsaid is not None or intent == QUESTION)
    return "not_in_documents" if asks_it and not answered else None


def _asks_for_nothing(intent: str, query: Query) -> bool:
    """Whether a question wants no fact: "are you a robot?", "please tell me it's nothing bad"."""
    of_the_bot = intent in ABOUT_THE_BOT and "you" in query.terms
    return of_the_bot or (intent == FEELING and not query.subjects)


def _of_question(intent: str, reading: Reading, episode: Episode, knows: Knows) -> str | None:
    """What a question deserves; None where it is none, or one about the bot."""
    query = reading.query
    if query is None:
        return NOTICES[intent] if intent in DECLINED else None
    if _asks_for_nothing(intent, query):
        return None
    if intent == "ask_dose" and (reading.pregnant or _asks_whether(query, episode)):
        # In pregnancy it is declined, and said with what pregnancy makes unsafe.
        return NOTICES[intent] if reading.pregnant else "answer"
    if query.unsaid is not None:
        return "answer" if asks_beside(query) else UNSAID.get(query.unsaid, "answer")
    if query.form in GOING_ON and (episode.told or (query.form == "more" and episode.started)):
        return GOING_ON[query.form]
    if intent in DECLINED and (declines(intent, query) or not knows(FAIRLY)):
        return NOTICES[intent]
    if intent in (*COMMANDS, *ABOUT_THE_BOT):
        goes_on = query.topic is not None and bool(episode.started or episode.told)
        asks_more = query.subjects or len(query.terms) > FEW or (goes_on and intent in ABOUT_THE_BOT)
        return "answer" if bool(asks_more) and knows(CLOSELY) else None
    heard = reading.reply is None and asks(intent, query)
    unheard = query.sure and intent == "nlu_fallback"  # worded as a question, and taken for nothing else
    return "answer" if heard or knows(ENOUGH if unheard else CLOSELY) else None


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
    return (
        episode.started
        # "How much ibuprofen can I take?" tells nothing new.
        and (intent not in DECLINED or reading.corrects or (reading.query is None and bool(roles)))
        and _continues(intent, reading, episode, bool(roles), knowledge)
    )


def asks(intent: str, query: Query) -> bool:
    """Whether there is a question: a known subject or topic, or words to look up where one was heard."""
    return bool(query.subjects or query.topic or (query.terms and intent == QUESTION))


def _continues(intent: str, reading: Reading, episode: Episode, present: bool, knowledge: Knowledge) -> bool:
    """Whether a message within an episode adds to it or puts it right."""
    denied = any(one in knowledge.findings for one in reading.ids(Status.ABSENT))
    asked = reading.query is not None and asks(intent, reading.query)
    if asked and set(reading.ids(Status.PRESENT)) <= set(CHANGES):
        present = False  # "how can I sleep better?"
    if present or denied or reading.taken_back or reading.detail or (reading.corrects and reading.regions):
        return True
    if asked:
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
