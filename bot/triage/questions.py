"""The one question to ask next: about what is suspected, else that whose answer could raise the urgency most,
else change the causes most.

Each answer that a question offers is tried out on the episode with the same rules and the same ranking.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.knowledge.base import Knowledge
from bot.knowledge.rulebook import AskEntry, ReplyOption
from bot.model.assessment import URGENCIES, Option, Question
from bot.model.episode import Episode
from bot.model.finding import REGIONS
from bot.triage import causes
from bot.triage.protocol import Protocol
from bot.triage.urgency import find_level

MOST_QUESTIONS = 5
"""In one episode; the best symptom checkers ask 16 to 30, and people give up."""
EASY_QUESTIONS = 3
"""So many may be asked for whatever they change; more only if an answer could make it an emergency."""
MOST_RUNNING = 2
"""So often running a safety question is put while something else is told; then every other turn."""
CAUSES_COMPARED = 3
BY_TURN = ("taken_back", "changed")
"""Asked by the turn of the talk, not for what an answer could do."""

PROBES: dict[str, tuple[Any, ...]] = {
    "regions": tuple((region,) for region in REGIONS),
    "duration_days": (1, 10, 21, 120),
    "severity": (3, 9),
    "age_years": (16, 40, 60, 75),
    "pregnant": (True, False),
}
"""Answers tried out for what is no finding: one from each stretch between the bounds that the rules use."""


@dataclass(frozen=True, order=True)
class _Effect:
    """What the answers to a question could do; greater is more worth asking.

    Attributes:
        suspected: how many of its answers say what is suspected.
        levels: the most levels by which one answer raises the urgency.
        causes: the most of the first causes that one answer changes; counted only where no level is at stake.
    """

    suspected: int = 0
    levels: int = 0
    causes: int = 0


def choose(
    episode: Episode, knowledge: Knowledge, protocol: Protocol, ranked: tuple[causes.Ranked, ...]
) -> Question | None:
    """The next question, None where no answer would change enough or enough was asked.

    Among equals it is the one that stands first in the content files. ``ranked``: the causes as they stand.
    """
    trial = _Trial(episode, knowledge, protocol, _first(ranked))
    best, greatest = None, _Effect()
    for compiled in protocol.asks:
        if _is_open(compiled.ask, episode) and compiled.fits(episode):
            effect = trial.try_out(compiled.ask, greatest)
            if effect > greatest:
                best, greatest = compiled.ask, effect
    to_emergency = len(URGENCIES) - 1 - trial.level
    if best is None or (len(episode.asked) >= EASY_QUESTIONS and greatest.levels < to_emergency):
        return None
    return describe(best, episode)


def _is_open(ask: AskEntry, episode: Episode) -> bool:
    """Not asked yet, about this region, and something in it is not known."""
    if ask.about in BY_TURN:
        return False
    if not _is_due(ask, episode) or (ask.regions and set(ask.regions).isdisjoint(episode.regions)):
        return False
    if ask.about == "regions":
        return set(episode.regions) <= {"back"}
    if ask.about != "findings":
        return getattr(episode, ask.about) is None
    return any(_is_unknown(finding, episode) for finding in ask.asks)


def _is_due(ask: AskEntry, episode: Episode) -> bool:
    """Not asked yet and room for it, or asked for safety's sake and not answered: then it rests between."""
    if ask.id not in episode.asked:
        return len(episode.asked) < MOST_QUESTIONS
    times = episode.unanswered.count(ask.id)
    return times > 0 and not (episode.pending == ask.id and times >= MOST_RUNNING)


class _Trial:
    """Tries questions out on one episode, whose level is found once; ``causes``: its first ones."""

    def __init__(
        self, episode: Episode, knowledge: Knowledge, protocol: Protocol, first: frozenset[str]
    ) -> None:
        self.episode, self.knowledge, self.protocol, self.causes = episode, knowledge, protocol, first
        self.level = URGENCIES.index(find_level(episode, protocol))

    def try_out(self, ask: AskEntry, greatest: _Effect) -> _Effect:
        """What the answers could do; causes count only where they could make it more than the greatest."""
        answers = tuple(_imagine(ask, self.episode, self.knowledge))
        levels = max((self._raise(answered) for answered in answers), default=0)
        suspects = set(self.episode.suspects)
        suspected = sum(not suspects.isdisjoint(o.present) for o in open_options(ask, self.episode))
        if levels > 0 or _Effect(suspected, 0, CAUSES_COMPARED) <= greatest:
            return _Effect(suspected, max(levels, 0))
        changed = (len(_first(causes.rank(one, self.knowledge)) - self.causes) for one in answers)
        return _Effect(suspected, 0, max(changed, default=0))

    def _raise(self, answered: Episode) -> int:
        return URGENCIES.index(find_level(answered, self.protocol)) - self.level


def _first(ranked: tuple[causes.Ranked, ...]) -> frozenset[str]:
    return frozenset(one.condition.id for one in ranked[:CAUSES_COMPARED])


def _imagine(ask: AskEntry, episode: Episode, knowledge: Knowledge) -> Iterator[Episode]:
    """The episode after each answer."""
    for value in PROBES.get(ask.about, ()):
        yield replace(episode, **{ask.about: value})
    for option in open_options(ask, episode):
        told = [wider for finding in option.present for wider in knowledge.implied(finding)]
        present = tuple(dict.fromkeys((*episode.present, *told)))
        denied = dict.fromkeys((*episode.absent, *option.absent))
        yield replace(episode, present=present, absent=tuple(name for name in denied if name not in present))


def open_options(ask: AskEntry, episode: Episode) -> tuple[ReplyOption, ...]:
    """What is known already is not offered again."""
    return tuple(
        option
        for option in ask.options
        if not option.present or any(_is_unknown(finding, episode) for finding in option.present)
    )


def _is_unknown(finding: str, episode: Episode) -> bool:
    return finding not in episode.present and finding not in episode.absent


def describe(ask: AskEntry, episode: Episode) -> Question:
    """A question as it is put to the person."""
    options = tuple(Option(option.title, option.payload) for option in open_options(ask, episode))
    say = ask.say_other if episode.subject == "other" and ask.say_other else ask.say
    return Question(ask.id, say, options)
