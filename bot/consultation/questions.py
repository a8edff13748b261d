"""What a question deserves: an answer, a kind refusal, or to be taken for something else."""

from __future__ import annotations

from dataclasses import replace

from bot.answer.question import ENOUGH
from bot.consultation.said import (
    ABOUT_THE_BOT,
    COMMANDS,
    COMPLAINT,
    DECLINED,
    FEELING,
    NOTICES,
    QUESTION,
    UNKNOWN,
    Said,
)  # fmt: skip
from bot.knowledge.words import say_something
from bot.model.episode import Episode
from bot.model.reading import Query, Reading

ANSWER = "answer"
GOING_ON = {"more": "more", "simpler": "simpler", "why": "reasons"}
"""What a message asks that goes on from the last answer."""
UNSAID = {"dose": "declined_dose", "diagnosis": "declined_diagnosis", "verdict": "declined_verdict"}
"""What the bot never says, and the notice that says so."""
BESIDE_A_DOSE = ("side_effects", "complications", "how_it_works")
"""Topics of a medicine that are answered though its dose is not."""
PLAIN_TO_SEE = ("ask_summary", "ask_export", "start_over", "forget_me", "out_of_scope")
"""Rarely a question about the documents; one names what it is about, or is answered closely."""
LOOKING_BACK = ("ask_why", "ask_sources", "ask_summary")
"""Commands that need something to look back on."""
SAYING_LITTLE = (None, "definition", "about_documents")
"""Topics that "what …" or "where …" alone give."""
WHAT_IT_IS = (None, "definition", "causes", "symptoms", "diagnosis", "prevalence")
"""Topics of a question about oneself that may well want a diagnosis."""
VAGUE = (COMPLAINT, UNKNOWN, "affirm", "deny", "skip", "out_of_scope")
"""What the classifier makes of a few words that go on from an answer ("hm and if that fails")."""
HOW_LONG = ("duration", "course", "statistics")
"""Topics that ask for a time or a number, and of no medicine how much of it."""
FEW = 5
"""Words of a message that asks nothing but a command ("why do you think that")."""
FAIRLY, CLOSELY = 0.65, 0.9
"""How sure it must be that a fact answers for it to outweigh what the classifier took the message for."""


def heard(intent: str, reading: Reading, episode: Episode) -> Reading:
    """The reading without a question that neither its wording nor the classifier takes for one.

    After an answer a message of which nothing else is understood may be one.
    """
    query = reading.query
    if query is None or query.sure or intent == QUESTION:
        return reading
    goes_on = bool(episode.told) and intent in VAGUE and tells_nothing(reading)
    return reading if goes_on else replace(reading, query=None)


def tells_nothing(reading: Reading) -> bool:
    """Whether nothing was read in a message but what it may ask."""
    said = (*reading.findings, *reading.regions, *reading.elsewhere, *reading.choices)
    told = (reading.reply, reading.detail, reading.duration_days, reading.severity, reading.age_years)
    values = (*told, reading.pregnant, reading.number, reading.turns_to)
    changes = reading.corrects or reading.contradicts or reading.taken_back
    return not (said or changes) and all(one is None for one in values)


def asks(intent: str, query: Query) -> bool:
    """Whether there is a question: a known subject or topic, or words to look up where one was heard."""
    return bool(query.subjects or query.topic or (query.terms and intent == QUESTION))


def asks_beside(query: Query) -> bool:
    """Whether more is asked beside how much to take: "how much codeine, and is it addictive?"."""
    return query.unsaid == "dose" and query.topic in BESIDE_A_DOSE and bool(query.subjects)


def declines(intent: str, query: Query) -> bool:
    """Whether a question is one that the bot does not answer: what one has, or how much to take."""
    if query.unsaid in UNSAID:
        return not asks_beside(query)
    if intent == "ask_diagnosis":
        return query.own and query.topic in WHAT_IT_IS
    return bool(intent == "ask_dose" and query.subjects)


def of_unanswered(intent: str, query: Query | None, *, answered: bool) -> str | None:
    """The notice beside an assessment whose message asks for what is not answered; None where it is."""
    if query is not None and query.unsaid in UNSAID:
        return UNSAID[query.unsaid]
    if intent in DECLINED and (query is None or declines(intent, query)):
        return NOTICES[intent]
    asks_it = query is not None and (query.unsaid is not None or intent == QUESTION)
    return "not_in_documents" if asks_it and not answered else None


def of_question(said: Said) -> str | None:
    """The kind of reply that a question deserves; None where there is none, or one about the bot."""
    query = said.reading.query
    if query is None:
        return NOTICES[said.intent] if said.intent in DECLINED else None
    if _asks_for_nothing(said, query) or (said.reading.reply == "why" and not said.episode.told):
        return None  # a bare "why" asks about the question that waits, unless something was just told
    return next((kind for case in CASES if (kind := case(said, query))), None)


def _asks_for_nothing(said: Said, query: Query) -> bool:
    """Whether a question wants no fact: "are you a robot?", "please tell me it's nothing bad"."""
    if said.intent == FEELING and not query.subjects:
        return not (query.sure and _has_shape(query) and said.knows(CLOSELY))
    return said.intent in ABOUT_THE_BOT and "you" in query.terms


def _has_shape(query: Query) -> bool:
    """Whether it is put as a question or names a topic: "please tell me it is nothing bad" does neither."""
    return query.topic is not None or query.form is not None


def _of_medicine(said: Said, query: Query) -> str | None:
    """A medicine in pregnancy is declined, with what makes it unsafe; whether it may be taken is answered."""
    if said.intent != "ask_dose":
        return None
    if said.reading.pregnant:
        return NOTICES[said.intent]
    return ANSWER if _asks_whether(query, said.episode) else None


def _asks_whether(query: Query, episode: Episode) -> bool:
    """Whether a medicine may be taken, not how much of it: "can I take ibuprofen?"."""
    return query.form == "yes_no" and query.unsaid is None and bool(query.subjects) and not episode.pregnant


def _of_unsaid(said: Said, query: Query) -> str | None:
    """What no document speaks of: never a dose, a diagnosis or a verdict."""
    if query.unsaid is None:
        return None
    return ANSWER if asks_beside(query) else UNSAID.get(query.unsaid, ANSWER)


def _going_on(said: Said, query: Query) -> str | None:
    """More of the last answer; without one, "more" is what the assessment left out."""
    goes_on = said.episode.told or (query.form == "more" and said.episode.started)
    return GOING_ON.get(query.form or "") if goes_on else None


def _declined(said: Said, query: Query) -> str | None:
    """What the classifier takes for a dose or a diagnosis, unless a fact answers it fairly surely."""
    if said.intent not in DECLINED:
        return None
    if not declines(said.intent, query) and said.knows(FAIRLY):
        return None
    return None if _only_looks_so(said, query) and said.knows(CLOSELY) else NOTICES[said.intent]


def _only_looks_so(said: Said, query: Query) -> bool:
    """Whether it names nothing that one could have ("which muscles do I train?"), or asks how long or how
    often something is done ("how many times must I go for the needles?")."""
    ill = any(one in said.knowledge.conditions for one in query.subjects)
    return query.unsaid is None and (query.topic in HOW_LONG if said.intent == "ask_dose" else not ill)


def _looked_up(said: Said, query: Query) -> str | None:
    """What the documents may answer."""
    if _misheard(said, query):
        return ANSWER
    if said.intent in PLAIN_TO_SEE and not query.subjects and query.topic in SAYING_LITTLE:
        asked = (query.sure and _has_shape(query)) or (not query.sure and _follows(said, query))
        return ANSWER if asked and said.knows(CLOSELY) else None
    if said.intent in (*COMMANDS, *ABOUT_THE_BOT):
        of_a_page = said.intent == "ask_sources" and query.sure and len(query.terms) > FEW
        return ANSWER if _asks_more(said, query) and said.knows(FAIRLY if of_a_page else CLOSELY) else None
    if said.reading.reply is None and asks(said.intent, query) and (query.sure or said.intent == QUESTION):
        return ANSWER
    # Worded as a question, and taken for nothing else or after an answer.
    if said.intent in (UNKNOWN, COMPLAINT):
        asks_of_something = query.sure and say_something(query.terms) and tells_nothing(said.reading)
        return ANSWER if asks_of_something or said.knows(ENOUGH) else None
    goes_on = _follows(said, query) and (query.sure or said.intent in VAGUE)
    return ANSWER if said.knows(ENOUGH if goes_on else CLOSELY) else None


def _misheard(said: Said, query: Query) -> bool:
    """Whether a question cannot be the command for which the classifier takes it: it speaks of something else
    than the bot and its sources, and there is nothing yet that could be summed up or traced to its source."""
    of_the_bot = "you" in query.terms or "your" in query.terms or query.topic == "about_documents"
    begins = said.intent in LOOKING_BACK and not (said.episode.started or said.episode.told)
    return begins and query.sure and not of_the_bot and say_something(query.terms)


def _asks_more(said: Said, query: Query) -> bool:
    """Whether a command or a question about the bot asks for a fact as well."""
    goes_on = query.topic is not None and bool(said.episode.started or said.episode.told)
    goes_on = _follows(said, query) or (goes_on and said.intent in ABOUT_THE_BOT)
    return bool(query.subjects) or len(query.terms) > FEW or goes_on


def _follows(said: Said, query: Query) -> bool:
    """Whether it comes after an answer, with words that say something: "which muscles is that?"."""
    return bool(said.episode.told) and query.topic != "about_documents" and say_something(query.terms)


CASES = (_of_medicine, _of_unsaid, _going_on, _declined, _looked_up)
"""In this order; the first that gives a kind decides."""
