"""Whose trouble it is: an episode for each person, and a clean switch between them.

"I'm asking for my mother" says whose the story was all along. "How about me? My neck hurts" turns to another
story; what is known of the first person is parked, and taken up again when the talk turns back.
"""

from __future__ import annotations

from dataclasses import replace

from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Reading


def turn_to(episode: Episode, reading: Reading) -> Episode:
    """The episode of the person that this message is about."""
    person = _person(episode, reading)
    if person is None or person == episode.subject:
        return replace(episode, owned=episode.owned or reading.subject == episode.subject)
    if not episode.started or _meant_all_along(episode, reading):
        return replace(episode, subject=person, owned=True)
    waiting = episode.parked or Episode(subject=person, owned=True)
    return replace(waiting, parked=replace(episode, parked=None, pending=None), misses=0)


def _person(episode: Episode, reading: Reading) -> str | None:
    """``self`` or ``other`` where the message says so. "I think her leg is numb" is not about the writer."""
    if reading.turns_to is not None:
        return reading.turns_to
    return reading.subject if reading.subject == "other" or not episode.started else None


def _meant_all_along(episode: Episode, reading: Reading) -> bool:
    """Whether what was said so far is that person's: only where nobody was named, or the message itself tells
    nothing new ("I'm asking for my mother", "not me, my dad")."""
    tells = bool(reading.regions) or bool(reading.ids(Status.PRESENT)) or reading.age_years is not None
    to_writer = reading.turns_to == "self"
    return not episode.parked and not to_writer and (not episode.owned or not tells)
