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
    if reading.own or not episode.started:
        return "self" if reading.own else reading.subject
    return reading.subject if reading.subject == "other" else None


def _meant_all_along(episode: Episode, reading: Reading) -> bool:
    """Whether what was said so far is that person's after all.

    It is where nobody was named, or the message itself tells nothing new ("I'm asking for my mother"); and
    where the writer goes on with the story as the own one ("my arm tingles"), not with another complaint.
    """
    if episode.parked:
        return False
    if reading.own and reading.turns_to is None:
        return not reading.regions
    tells = bool(reading.regions) or bool(reading.ids(Status.PRESENT)) or reading.age_years is not None
    return reading.turns_to != "self" and (not episode.owned or not tells)
