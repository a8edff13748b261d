"""Safety questions that were asked and not answered: they come back, for what was not asked is not denied."""

from __future__ import annotations

from dataclasses import replace

from bot.knowledge.base import Knowledge
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Reading
from bot.triage.questions import MOST_TIMES


def settle(episode: Episode, reading: Reading, knowledge: Knowledge) -> Episode:
    """Without those that are answered now; what is skipped, or twice not known or
    answered with a bare yes, is not asked again."""
    there = {wider for one in reading.ids(Status.PRESENT) for wider in _implied(one, knowledge)}
    known = {*episode.present, *episode.absent}
    waiting = []
    for one in episode.unanswered:
        asks = knowledge.questions[one].asks
        if there.isdisjoint(asks) and not known.issuperset(asks):
            waiting.append(one)
    said_twice = reading.reply == "yes" and episode.misses > 0
    passed = MOST_TIMES if said_twice else {"skip": MOST_TIMES, "unsure": 1}.get(reading.reply or "", 0)
    if episode.pending in waiting:
        waiting += [episode.pending] * passed
    return replace(episode, unanswered=tuple(waiting))


def wait_for(asked: str | None, episode: Episode, knowledge: Knowledge) -> tuple[str, ...]:
    """With the question that is asked now, where it is about safety."""
    insists = asked is not None and knowledge.questions[asked].insists
    return (*episode.unanswered, asked) if asked is not None and insists else episode.unanswered


def _implied(finding: str, knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(knowledge.implied(finding)) if finding in knowledge.findings else ()
