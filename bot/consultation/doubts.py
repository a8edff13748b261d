"""What is asked about rather than taken as said, and what is taken as said after all.

A sign that is only guessed may be harmless by itself, and make an emergency with what was said before.
A sign that seems only mentioned may be meant. In doubt about a strong sign the bot asks.

The learned reading knows first messages, in which people tell stories. What is said later on answers
or adds: then its doubts count for less than the words, and its guesses for less than a denial.
"""

from __future__ import annotations

from dataclasses import replace

from bot.consultation.episodes import follow
from bot.consultation.replies import DENIALS
from bot.consultation.symptoms import in_doubt
from bot.consultation.turn import Context
from bot.consultation.withdrawing import STAYING
from bot.model.assessment import URGENCIES
from bot.model.episode import Episode
from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from bot.triage.protocol import protocol_of
from bot.triage.urgency import find_level

TOP = URGENCIES[-1]


def ask_rather(intent: str, reading: Reading, before: Episode, context: Context) -> Reading:
    """The reading with its doubtful signs as suspects, which the next question is about."""
    mentioned = in_doubt(intent, reading, context.knowledge)
    if mentioned:
        asked = {one for name in before.asked for one in _about(name, context)}
        meant = tuple(f for f in reading.findings if f.id in mentioned and f.id in asked)
        # What was asked about is answered, and not merely mentioned.
        return replace(
            reading,
            findings=tuple(_present(f) if f in meant else f for f in reading.findings),
            suspects=(*reading.suspects, *(one for one in mentioned if one not in asked)),
        )
    return _without_alarm(reading, before, context) if before.started else reading


def hear_out(reading: Reading, before: Episode, context: Context) -> Reading:
    """The reading with what its words say after all; a sign that would make an emergency is asked about."""
    meant = {*reading.doubted, *(reading.of_others if before.subject == "other" else ())}
    if not meant or reading.corrects:
        return reading
    said = replace(reading, findings=tuple(_present(f) if f.id in meant else f for f in reading.findings))
    alarming = _alarms(said, before, context) and not _alarms(reading, before, context)
    # A first message that asks nothing and names a place of the spine is no question about the documents.
    plain = reading.query is None and bool(reading.regions) and not reading.ids(Status.PRESENT)
    if (before.started or plain) and not alarming:
        return said
    strong = tuple(one for one in sorted(meant) if context.knowledge.findings[one].role in STAYING)
    return replace(reading, suspects=(*reading.suspects, *strong))


def doubt_guesses(reading: Reading, before: Episode, context: Context) -> Reading:
    """A correction or a bare "no" that says nothing doubts every warning sign that is only guessed (in an
    emergency all that is), and so does one that denies a guess while others still hold up an emergency."""
    denied = {*reading.taken_back, *reading.ids(Status.ABSENT)}.intersection(before.guessed)
    # "Perhaps … (tell me if not)", and a bare "no" where nothing else was asked.
    bare = reading.reply in DENIALS and before.pending is None
    wrong = reading.corrects and (denied or _says_wrong(reading))
    if not before.guessed or not (bare or wrong):
        return reading
    left = replace(before, present=tuple(one for one in before.present if one not in denied), urgency=None)
    if denied and _level(left, context) != TOP:
        return reading
    known, there = context.knowledge.findings, reading.ids(Status.PRESENT)
    guesses = (one for one in before.guessed if one in known and one not in there)
    doubted = (one for one in guesses if before.urgency == TOP or known[one].role in STAYING)
    return replace(reading, taken_back=tuple(dict.fromkeys((*reading.taken_back, *doubted))))


def _says_wrong(reading: Reading) -> bool:
    """Whether a message says that something is wrong, and nothing of what."""
    sure = tuple(f for f in reading.findings if f.id not in reading.guessed)
    said = (sure, reading.regions, reading.side, reading.duration_days, reading.severity)
    return reading.corrects and not any(said) and reading.age_years is None and reading.turns_to is None


def _without_alarm(reading: Reading, before: Episode, context: Context) -> Reading:
    """The reading without guesses that a correction, a denial or a plain question makes, that were denied, or
    that alone bring an alarm."""
    guessed = set(reading.guessed)
    if reading.taken_back or _asks_or_denies(reading, context):
        return _drop(reading, guessed)
    if not guessed or _alarms(reading, Episode(), context):
        return reading
    without = _drop(reading, guessed)
    if reading.corrects or (_alarms(reading, before, context) and not _alarms(without, before, context)):
        return without
    return _drop(reading, guessed.intersection(before.absent))


def _asks_or_denies(reading: Reading, context: Context) -> bool:
    """Whether a message by its words only asks what something is ("what means numb between the legs?"), or
    only denies warning signs ("no, I don't want to kill myself"), so that a guess would be its echo."""
    if set(reading.ids(Status.PRESENT)) - set(reading.guessed):
        return False
    defines = reading.query is not None and reading.query.topic == "definition" and not reading.query.own
    known = context.knowledge.findings
    denied = (one for one in reading.ids(Status.ABSENT) if one in known)
    return defines or any(known[one].role in STAYING for one in denied)


def _drop(reading: Reading, guessed: set[str]) -> Reading:
    """The reading with these guesses as suspects."""
    kept = tuple(f for f in reading.findings if f.id not in guessed or f.status is not Status.PRESENT)
    left = tuple(one for one in reading.guessed if one not in guessed)
    asked = tuple(one for one in reading.guessed if one in guessed)
    return replace(reading, findings=kept, guessed=left, suspects=(*reading.suspects, *asked))


def _present(finding: Finding) -> Finding:
    return replace(finding, status=Status.PRESENT)


def _about(question: str, context: Context) -> tuple[str, ...]:
    """The findings that a question is about."""
    ask = context.knowledge.questions.get(question)
    return ask.asks if ask else ()


def _alarms(reading: Reading, before: Episode, context: Context) -> bool:
    return _level(follow(before, reading, context.knowledge), context) == TOP


def _level(episode: Episode, context: Context) -> str:
    return find_level(episode, protocol_of(context.knowledge))
