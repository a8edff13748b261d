"""Someone who comes back after a long time: what was said is not taken to hold any more, and is not lost.

A new description starts a new episode. What names no place of its own ("still the same", "a bit worse", "my
leg is numb now") goes on with the old one. Anything else is answered, and then the person is asked what has
changed: "the same", "worse" or "better" takes the old episode up again, anything new starts afresh.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.consultation.replies import chosen_value
from bot.knowledge.base import Knowledge
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Reading

CHANGED = "changed"
"""The question that asks what has changed."""
FRESH = "other"
"""The answer to it that starts afresh."""
DAY = 24 * 3600


def ended(episode: Episode, now: datetime, idle_hours: float) -> bool:
    """Whether so much time has passed that what is known may no longer hold."""
    return episode.updated is not None and now.timestamp() - episode.updated > idle_hours * 3600


def rest(episode: Episode, now: datetime) -> Episode:
    """The ended episode, with the question what has changed; times are counted on to today."""
    days = int((now.timestamp() - (episode.updated or now.timestamp())) // DAY)
    since = None if episode.duration_days is None else episode.duration_days + days
    durations = tuple((region, known + days) for region, known in episode.durations)
    return replace(
        episode, duration_days=since, durations=durations, pending=CHANGED, asked=(), unanswered=(),
        passed=(), misses=0, topic=None, subjects=(),
    )  # fmt: skip


def goes_on(reading: Reading, episode: Episode, knowledge: Knowledge) -> bool:
    """Whether the first message after a long time tells how the old complaint is now."""
    tells = bool(reading.ids(Status.PRESENT)) or chosen_value(reading, episode, knowledge) is not None
    return tells and not reading.regions


def begins_anew(reading: Reading, episode: Episode, knowledge: Knowledge) -> bool:
    """Whether the answer to what has changed tells of something else."""
    if episode.pending != CHANGED:
        return False
    elsewhere = bool(reading.regions) and set(reading.regions).isdisjoint(episode.regions)
    return elsewhere or chosen_value(reading, episode, knowledge) == FRESH
