"""Safety questions that were put and not answered: they come back, for what was not answered is not denied.

Whoever tells something else meanwhile is not asked over and over: see ``MOST_RUNNING``. Only who skips such
a question, or does not know for the second time, is not asked it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.knowledge.base import Knowledge
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Reading
from bot.triage.questions import MOST_RUNNING


def settle(episode: Episode, reading: Reading, knowledge: Knowledge) -> Episode:
    """Without those that are answered now, and with the one that waits where it is passed over."""
    waiting = (*_unsettled(episode.unanswered, episode, reading, knowledge), *_reopened(episode, knowledge))
    passed = _unsettled(episode.passed, episode, reading, knowledge)
    if episode.pending in waiting:
        if _passes(reading, episode):
            passed = (*passed, episode.pending)
            waiting = tuple(one for one in waiting if one != episode.pending)
        elif reading.reply == "unsure":
            waiting += (episode.pending,) * MOST_RUNNING  # not now, and once more later
    return replace(episode, unanswered=waiting, passed=passed)


def wait_for(asked: str | None, episode: Episode, knowledge: Knowledge) -> tuple[str, ...]:
    """With the question that is asked now, where it is about safety."""
    insists = asked is not None and knowledge.questions[asked].insists
    return (*episode.unanswered, asked) if asked is not None and insists else episode.unanswered


def _passes(reading: Reading, episode: Episode) -> bool:
    """Whether the person will not or cannot answer: skips it, or twice says no more than yes or not sure."""
    again = episode.unanswered.count(episode.pending or "") > MOST_RUNNING
    said_twice = reading.reply == "yes" and episode.misses > 0
    return reading.reply == "skip" or said_twice or (reading.reply == "unsure" and again)


def _unsettled(
    asked: Iterable[str], episode: Episode, reading: Reading, knowledge: Knowledge
) -> tuple[str, ...]:
    """Those of which neither a sign is there nor all are known."""
    there = {wider for one in reading.ids(Status.PRESENT) for wider in _implied(one, knowledge)}
    known = {*episode.present, *episode.absent}
    asks = {one: knowledge.questions[one].asks for one in asked}
    return tuple(one for one in asked if there.isdisjoint(asks[one]) and not known.issuperset(asks[one]))


def _reopened(episode: Episode, knowledge: Knowledge) -> tuple[str, ...]:
    """Those whose answer was taken back, so that none of their signs is there and some are not known."""
    there, known = set(episode.present), {*episode.present, *episode.absent}
    put = [one for one in episode.asked if one in knowledge.questions and knowledge.questions[one].insists]
    closed = (one for one in put if one not in (*episode.unanswered, *episode.passed))
    asks = ((one, knowledge.questions[one].asks) for one in closed)
    return tuple(one for one, signs in asks if there.isdisjoint(signs) and not known.issuperset(signs))


def _implied(finding: str, knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(knowledge.implied(finding)) if finding in knowledge.findings else ()
