"""Bare replies, which say something only together with the question that waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.base import Knowledge
from bot.knowledge.content import AskEntry
from bot.model.episode import Episode
from bot.model.finding import Finding, Status
from bot.model.reading import Reading

DENIALS = ("no", "none")
ANSWERS = ("yes", *DENIALS, "unsure", "skip", "back")
"""Replies that answer, or move on from, a question that waits."""


def complete(reading: Reading, episode: Episode, knowledge: Knowledge) -> Reading:
    """The reading with what a bare reply says to the question that waits."""
    ask = knowledge.questions.get(episode.pending or "")
    return reading if ask is None else _answered(reading, ask, episode)


def says_yes_to_many(reading: Reading, episode: Episode, knowledge: Knowledge) -> bool:
    """Whether a bare yes leaves open which of several signs it means."""
    ask = knowledge.questions.get(episode.pending or "")
    said = any(f.status is Status.PRESENT for f in reading.findings)
    return reading.reply == "yes" and not said and ask is not None and len(ask.asks) > 1


def _answered(reading: Reading, ask: AskEntry, episode: Episode) -> Reading:
    """A bare yes or no as findings; "not sure" says nothing: what was not denied stays not asked."""
    if ask.about == "pregnant" and reading.reply in ("yes", *DENIALS):
        return replace(reading, pregnant=reading.reply == "yes")
    # What is known to be there was not offered again, so "none of these" does not deny it.
    known = {*episode.present, *(finding.id for finding in reading.findings)}
    open_ids = [one for one in ask.asks if one not in known]
    if reading.reply in DENIALS:
        return _with(reading, open_ids, Status.ABSENT)
    if reading.reply == "yes" and len(ask.asks) == 1:
        return _with(reading, open_ids, Status.PRESENT)
    return reading


def _with(reading: Reading, findings: Sequence[str], status: Status) -> Reading:
    return replace(reading, findings=(*reading.findings, *(Finding(one, status) for one in findings)))
