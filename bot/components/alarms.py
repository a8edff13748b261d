"""How urgent what one message says is by itself: triage, asked on behalf of understanding."""

from __future__ import annotations

from bot.consultation.episodes import follow
from bot.knowledge.loader import load
from bot.model.assessment import URGENCIES
from bot.model.episode import Episode
from bot.model.reading import Reading
from bot.triage.protocol import protocol_of
from bot.triage.urgency import find_level


def alarms(reading: Reading) -> bool:
    """Whether this reading, with nothing known before it, reaches the highest level."""
    return rank(reading) == len(URGENCIES) - 1


def rank(reading: Reading) -> int:
    """The place in URGENCIES of the level that this reading reaches, with nothing known before it."""
    knowledge = load()
    level = find_level(follow(Episode(), reading, knowledge), protocol_of(knowledge))
    return URGENCIES.index(level)
