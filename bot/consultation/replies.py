"""Bare replies, which say something only together with the question that waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.knowledge.base import Knowledge
from bot.knowledge.content import AskEntry, ReplyOption
from bot.model.episode import Episode
from bot.model.finding import Finding, Status
from bot.model.reading import Reading

OLDEST, WORST = 115, 10
"""The greatest numbers that answer how old and how bad."""
DENIALS = ("no", "none")
ANSWERS = ("yes", *DENIALS, "unsure", "skip", "back")
"""Replies that answer, or move on from, a question that waits."""


def complete(reading: Reading, episode: Episode, knowledge: Knowledge) -> Reading:
    """The reading with what a bare reply says to the question that waits.

    "Not sure" and "skip" say nothing: what was not denied stays not asked.
    """
    ask = knowledge.questions.get(episode.pending or "")
    if ask is None:
        return reading
    if reading.number is not None and ask.about == "age_years" and reading.number <= OLDEST:
        return replace(reading, duration_days=None, age_years=reading.number)
    if reading.number is not None and ask.about == "severity" and reading.number <= WORST:
        return replace(reading, severity=reading.number)
    if option := _chosen(ask, reading):
        findings = [Finding(one, Status.PRESENT) for one in option.present]
        return replace(reading, findings=(*findings, *(Finding(one, Status.ABSENT) for one in option.absent)))
    if reading.reply not in ("yes", *DENIALS):
        return reading
    if ask.about == "pregnant":
        reading = replace(reading, pregnant=reading.reply == "yes")
    # What is known to be there was not offered again, so "none of these" does not deny it.
    known = {*episode.present, *(finding.id for finding in reading.findings)}
    if reading.reply in DENIALS:
        return _with(reading, (one for one in _denied(ask) if one not in known), Status.ABSENT)
    meant = _meant(ask)
    return (
        reading
        if len(meant) != 1
        else _with(reading, (one for one in meant[0] if one not in known), Status.PRESENT)
    )


def _chosen(ask: AskEntry, reading: Reading) -> ReplyOption | None:
    """The quick reply of the question that waits, where the message is its label or its words."""
    named = (one.rpartition("/") for one in reading.choices)
    return next((ask.options[int(index)] for name, _, index in named if name == ask.id), None)


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
