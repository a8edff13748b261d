"""What is asked about rather than taken as said.

A sign that is only guessed may be harmless by itself, and make an emergency with what was said before.
A sign that seems only mentioned may be meant. In doubt about a strong sign the bot asks.
"""

from __future__ import annotations

from dataclasses import replace

from bot.consultation import kinds
from bot.consultation.episodes import follow
from bot.consultation.turn import Context
from bot.model.assessment import URGENCIES
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Reading
from bot.triage.protocol import protocol_of
from bot.triage.urgency import find_level

TOP = URGENCIES[-1]


def ask_rather(intent: str, reading: Reading, before: Episode, context: Context) -> Reading:
    """The reading with its doubtful signs as suspects, which the next question is about."""
    mentioned = kinds.in_doubt(intent, reading, context.knowledge)
    if mentioned:
        asked = {one for name in before.asked for one in _about(name, context)}
        meant = tuple(f for f in reading.findings if f.id in mentioned and f.id in asked)
        # What was asked about is answered, and not merely mentioned.
        return replace(
            reading,
            findings=tuple(replace(f, status=Status.PRESENT) if f in meant else f for f in reading.findings),
            suspects=(*reading.suspects, *(one for one in mentioned if one not in asked)),
        )
    guessed = set(reading.guessed)
    sure = tuple(f for f in reading.findings if f.id not in guessed or f.status is not Status.PRESENT)
    without = replace(reading, findings=sure, guessed=(), suspects=(*reading.suspects, *reading.guessed))
    if not guessed or not before.started or _alarms(reading, Episode(), context):
        return reading
    by_guess = _alarms(reading, before, context) and not _alarms(without, before, context)
    return without if by_guess else reading


def _about(question: str, context: Context) -> tuple[str, ...]:
    """The findings that a question is about."""
    ask = context.knowledge.questions.get(question)
    return ask.asks if ask else ()


def _alarms(reading: Reading, before: Episode, context: Context) -> bool:
    level = find_level(follow(before, reading, context.knowledge), protocol_of(context.knowledge))
    return level == TOP
