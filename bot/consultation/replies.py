"""Bare replies, which say something only together with the question that waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.knowledge.base import Knowledge
from bot.knowledge.rulebook import AskEntry, ReplyOption
from bot.model.episode import Episode
from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from bot.triage.questions import open_options

AGES = range(11, 116)
"""A bare number that is taken for an age where nothing else fits: it is none of how bad it is."""
LIMITS = {"age_years": 115, "severity": 10, "duration_days": -1}
"""The greatest bare numbers that answer a question about a number; of a time it says no unit."""
ANY = "*"
"""Of a choice: whichever question waits."""
DENIALS = ("no", "none")
ANSWERS = ("yes", "all", *DENIALS, "unsure", "skip", "back")
"""Replies that answer, or move on from, a question that waits."""


def complete(reading: Reading, episode: Episode, knowledge: Knowledge) -> Reading:
    """The reading with what a bare reply says to the question that waits.

    "Not sure" and "skip" say nothing: what was not denied stays not asked.
    """
    ask = knowledge.questions.get(episode.pending or "")
    if reading.number is not None and reading.number == reading.age_years:
        reading = replace(reading, duration_days=None)  # "I am 52 years" is no time
    if episode.started and (place := _place(reading, knowledge)):
        return _valued(replace(reading, query=None), "regions", (place,))
    if ask is None:
        return _aged(reading, episode)
    if ask.about == "taken_back":
        return _checked(reading, _chosen(ask, reading, episode), episode)
    if option := _chosen(ask, reading, episode):
        return _told(ask, option, reading)
    if (numbered := _numbered(ask, reading, episode)) is not None:
        return numbered
    if reading.reply == "all":
        return _with(reading, (one for option in ask.options for one in option.present), Status.PRESENT)
    return _answered(ask, reading, episode)


def _numbered(ask: AskEntry, reading: Reading, episode: Episode) -> Reading | None:
    """What a bare number says: what is asked for, else how bad it is, else an age; None else."""
    if reading.number is None:
        return None
    if reading.number <= LIMITS.get(ask.about, -1):
        return _valued(replace(reading, duration_days=None), ask.about, reading.number)
    if reading.number <= LIMITS["severity"] and episode.severity is None:
        return replace(reading, severity=reading.number)  # a bare 8 that answers nothing else
    return None if ask.about in LIMITS else _aged(reading, episode)


def _aged(reading: Reading, episode: Episode) -> Reading:
    """The reading with a bare "34" as the age, where none is known."""
    fits = episode.started and episode.age_years is None and reading.number in AGES
    return replace(reading, age_years=reading.number) if fits else reading


def chosen_value(reading: Reading, episode: Episode, knowledge: Knowledge) -> object:
    """The value of the quick reply that the message is, where the question that waits offers one."""
    ask = knowledge.questions.get(episode.pending or "")
    option = _chosen(ask, reading, episode) if ask else None
    return option.value if option else None


def _chosen(ask: AskEntry, reading: Reading, episode: Episode) -> ReplyOption | None:
    """The quick reply of the question that waits: by its label, its words, its place or its number."""
    offered = open_options(ask, episode)
    for name, _, index in (one.rpartition("/") for one in reading.choices):
        if name == ask.id:
            return ask.options[int(index)]
        if name == ANY and -len(offered) <= int(index) < len(offered):
            return offered[int(index)]
    counted = reading.number is not None and ask.about not in LIMITS and 1 <= reading.number <= len(offered)
    return offered[(reading.number or 0) - 1] if counted else None


def _place(reading: Reading, knowledge: Knowledge) -> object:
    """The region that a bare word means ("lower"), whatever is being asked."""
    for name, _, index in (one.rpartition("/") for one in reading.choices):
        if name != ANY and knowledge.questions[name].about == "regions":
            return knowledge.questions[name].options[int(index)].value
    return None


def _told(ask: AskEntry, option: ReplyOption, reading: Reading) -> Reading:
    """What choosing a quick reply says; it asks nothing, whatever its words look like."""
    reading = replace(reading, query=None, number=None)
    if option.value is not None:
        if ask.about == "changed":
            return reading
        return _valued(reading, ask.about, (option.value,) if ask.about == "regions" else option.value)
    absent = [Finding(one, Status.ABSENT) for one in option.absent]
    return replace(reading, findings=(*(Finding(one, Status.PRESENT) for one in option.present), *absent))


def _valued(reading: Reading, name: str, value: Any) -> Reading:
    return replace(reading, **{name: value})


def _checked(reading: Reading, option: ReplyOption | None, episode: Episode) -> Reading:
    """The answer to whether what was taken back is there: in doubt it is."""
    said = {"none": "no", "all": "yes", "unsure": "yes"}.get(reading.reply or "", reading.reply)
    if option is not None:
        said = "no" if option.value == "no" else "yes"
    if said not in ("yes", "no"):
        return reading
    status = Status.PRESENT if said == "yes" else Status.ABSENT
    return _with(replace(reading, query=None, taken_back=()), episode.withdrawn, status)


def _answered(ask: AskEntry, reading: Reading, episode: Episode) -> Reading:
    """A bare yes or no."""
    if reading.reply not in ("yes", *DENIALS):
        return reading
    if ask.about == "pregnant":
        reading = replace(reading, pregnant=reading.reply == "yes")
    # What is known to be there was not offered again, so "none of these" does not deny it.
    known = {*episode.present, *(finding.id for finding in reading.findings)}
    if reading.reply in DENIALS:
        return _with(reading, (one for one in _denied(ask) if one not in known), Status.ABSENT)
    meant = _meant(ask)
    told = meant[0] if len(meant) == 1 else ()
    return _with(reading, (one for one in told if one not in known), Status.PRESENT)


def says_yes_to_many(reading: Reading, episode: Episode, knowledge: Knowledge) -> bool:
    """Whether a bare yes leaves open which of several signs it means."""
    ask = knowledge.questions.get(episode.pending or "")
    said = any(f.status is Status.PRESENT for f in reading.findings)
    return reading.reply == "yes" and not said and ask is not None and len(_meant(ask)) > 1


def _meant(ask: AskEntry) -> list[tuple[str, ...]]:
    """What a yes can mean: what each quick reply says to be there, else the findings asked for."""
    offered: list[tuple[str, ...]] = [tuple(option.present) for option in ask.options if option.present]
    return offered or [(one,) for one in ask.asks]


def _denied(ask: AskEntry) -> tuple[str, ...]:
    """What a no denies: all that is asked for and what the quick reply for "none" denies.

    A question that offers quick replies and no such one ("how did it come on?") cannot be answered by a no.
    """
    offered = [one for option in ask.options if not option.present for one in option.absent]
    return tuple(dict.fromkeys((*ask.asks, *offered))) if offered or not ask.options else ()


def _with(reading: Reading, findings: Iterable[str], status: Status) -> Reading:
    return replace(reading, findings=(*reading.findings, *(Finding(one, status) for one in findings)))
