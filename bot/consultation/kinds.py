"""What kind of answer a message deserves: an ordered table of cases. Symptoms come before everything that
the classifier says; what was read always comes before what it guessed."""

from __future__ import annotations

from bot.consultation.asides import PRIVACY, aside_of
from bot.consultation.noticing import ASK_WHERE
from bot.consultation.questions import of_question
from bot.consultation.said import ABOUT_THE_BOT, COMMANDS, COMPLAINT, NOTICES, QUESTION, UNKNOWN, Said
from bot.consultation.symptoms import describes, in_doubt, says_how, tells
from bot.model.assessment import PLACE

ASSESS = "assess"
NOT_UNDERSTOOD = "not_understood"
NEXT_TO_THE_SPINE = ("buttock", "hip", "shoulder")
"""Parts where pain of the neck or the back is often felt."""


def decide(said: Said) -> str:
    """``assess``, ``answer``, ``more``, ``simpler``, ``reasons``, a value of COMMANDS, or a notice's id."""
    return next((kind for case in CASES if (kind := case(said))), NOT_UNDERSTOOD)


def _about_a_person(said: Said) -> str | None:
    """It turns to another person, or says once more whom it is about ("it's for my husband")."""
    again = said.reading.turns_to == said.episode.subject and said.episode.started
    asks_of_something = said.reading.query is not None and bool(said.reading.query.subjects)
    if not (said.turned or again) or asks_of_something:
        return None
    return ASSESS if said.episode.started or describes(said) else f"turned_{said.episode.subject}"


def _aside(said: Said) -> str | None:
    """A lift, money, fear, where the talk stands, while nothing is told."""
    told = bool(said.present) if said.reading.aside == PRIVACY else tells(said)
    return None if told else aside_of(said.reading, said.episode)


def _symptoms(said: Said) -> str | None:
    return ASSESS if describes(said) else None


def _command(said: Said) -> str | None:
    """Something is wanted of the bot itself, "why" included."""
    if said.intent in (*COMMANDS, *ABOUT_THE_BOT):
        return {**NOTICES, **COMMANDS}[said.intent]
    return "explain" if said.reading.reply == "why" else None


def _wrong(said: Said) -> str | None:
    """Something in the episode is wrong, and it does not say what."""
    return "which_is_wrong" if said.episode.started and said.reading.corrects else None


def _doubtful(said: Said) -> str | None:
    """A sign that may be meant is asked about."""
    doubtful = said.episode.started and in_doubt(said.intent, said.reading, said.knowledge)
    return ASSESS if doubtful else None


def _limb(said: Said) -> str | None:
    """A limb, and nothing of the spine."""
    complains = said.intent in (COMPLAINT, UNKNOWN, "out_of_scope")
    return "limb_only" if said.present and complains else None


def _elsewhere(said: Said) -> str | None:
    """Another part; of one next to the spine it is asked whether neck or back hurt too."""
    where = set(said.reading.elsewhere)
    if not where or said.intent not in (COMPLAINT, UNKNOWN, "out_of_scope"):
        return None
    return "limb_only" if where <= set(NEXT_TO_THE_SPINE) else "out_of_scope"


def _bare_detail(said: Said) -> str | None:
    """How it is, before anything was said to be there: "burning"; or since when, while it is asked where."""
    if said.episode.pending == PLACE and says_how(said.reading):
        return "noted"
    return "nothing_yet" if said.reading.detail else None


def _guessed(said: Said) -> str | None:
    """What the classifier makes of it; of a complaint without a place it is asked where."""
    if said.intent == COMPLAINT and not said.episode.started and said.reading.number is None:
        return ASK_WHERE
    return "not_in_documents" if said.intent == QUESTION else NOTICES.get(said.intent)


CASES = (
    _about_a_person,
    _aside,
    _symptoms,
    of_question,
    _command,
    _wrong,
    _doubtful,
    _limb,
    _elsewhere,
    _bare_detail,
    _guessed,
)
"""In this order; the first that gives a kind decides."""
