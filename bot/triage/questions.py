"""The one question to ask next: that whose answer could change the urgency most, else the ranking of causes most.

Each answer that a question offers is tried out on the episode with the same rules and the same ranking.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.knowledge.base import Knowledge
from bot.knowledge.content import AskEntry, ReplyOption
from bot.model.assessment import URGENCIES, Option, Question
from bot.model.episode import Episode
from bot.model.finding import REGIONS
from bot.triage import causes
from bot.triage.protocol import Protocol
from bot.triage.urgency import find_level

MOST_QUESTIONS = 5
"""In one episode; the best symptom checkers ask 16 to 30, and people give up."""
CAUSES_COMPARED = 3

PROBES: dict[str, tuple[Any, ...]] = {
    "regions": tuple((region,) for region in REGIONS),
    "duration_days": (1, 10, 21, 120),
    "severity": (3, 9),
    "age_years": (9, 16, 40, 60, 75),
    "pregnant": (True, False),
}
"""Answers tried out for what is no finding: one from each stretch between the bounds that the rules use."""


@dataclass(frozen=True)
class _Effect:
    """How far an answer could raise the urgency, in levels, and how many of the first causes it could change."""

    levels: int
    causes: int


def choose(episode: Episode, knowledge: Knowledge, protocol: Protocol) -> Question | None:
    """The next question, None where no answer would change anything or enough was asked."""
    if len(episode.asked) >= MOST_QUESTIONS:
        return None
    best, most = None, _Effect(0, 0)
    for compiled in protocol.asks:
        if not _is_open(compiled.ask, episode) or not compiled.fits(episode):
            continue
        effect = _try_out(compiled.ask, episode, knowledge, protocol)
        if (effect.levels, effect.causes) > (most.levels, most.causes):
            best, most = compiled.ask, effect
    return _describe(best, episode) if best else None


def _is_open(ask: AskEntry, episode: Episode) -> bool:
    """Not asked yet, about this region, and something in it is not known."""
    if ask.id in episode.asked or (ask.regions and set(ask.regions).isdisjoint(episode.regions)):
        return False
    if ask.about != "findings":
        return getattr(episode, ask.about) in (None, ())
    return any(_is_unknown(finding, episode) for finding in ask.asks)


def _try_out(ask: AskEntry, episode: Episode, knowledge: Knowledge, protocol: Protocol) -> _Effect:
    now = URGENCIES.index(find_level(episode, protocol))
    ranking = _first_causes(episode, knowledge)
    levels, changed = 0, 0
    for answered in _imagine(ask, episode, knowledge):
        levels = max(levels, URGENCIES.index(find_level(answered, protocol)) - now)
        changed = max(changed, len(_first_causes(answered, knowledge) - ranking))
    return _Effect(levels, changed)


def _imagine(ask: AskEntry, episode: Episode, knowledge: Knowledge) -> Iterator[Episode]:
    """The episode after each answer."""
    for value in PROBES.get(ask.about, ()):
        yield replace(episode, **{ask.about: value})
    for option in _open_options(ask, episode):
        told = [wider for finding in option.present for wider in knowledge.implied(finding)]
        present = tuple(dict.fromkeys((*episode.present, *told)))
        denied = (finding for finding in option.absent if finding not in present)
        yield replace(episode, present=present, absent=tuple(dict.fromkeys((*episode.absent, *denied))))


def _first_causes(episode: Episode, knowledge: Knowledge) -> frozenset[str]:
    return frozenset(ranked.condition.id for ranked in causes.rank(episode, knowledge)[:CAUSES_COMPARED])


def _open_options(ask: AskEntry, episode: Episode) -> tuple[ReplyOption, ...]:
    """What is known already is not offered again."""
    return tuple(
        option
        for option in ask.options
        if not option.present or any(_is_unknown(finding, episode) for finding in option.present)
    )


def _is_unknown(finding: str, episode: Episode) -> bool:
    return finding not in episode.present and finding not in episode.absent


def _describe(ask: AskEntry, episode: Episode) -> Question:
    options = tuple(Option(option.title, option.payload) for option in _open_options(ask, episode))
    return Question(ask.id, ask.say, options)
