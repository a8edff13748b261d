"""How soon to be seen, why, and what to do now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.knowledge.base import Knowledge
from bot.knowledge.rulebook import Advice, Rule
from bot.model.assessment import URGENCIES, Reason, higher
from bot.model.citation import Statement
from bot.model.contacts import Contacts
from bot.model.episode import Episode
from bot.triage.protocol import CompiledRule, Protocol

MOST_REASONS = 6
"""More would bury the one that matters."""
MOST_ACTIONS = 4

LEVEL_ACTIONS = {
    "emergency": ("call_emergency",),
    "urgent": ("see_today", "if_nobody_today"),
    "soon": ("see_within_days",),
    "routine": ("make_appointment", "stay_active"),
    "self_care": ("self_care_for_now", "stay_active", "ease_pain", "mostly_passes"),
}
"""Ids of advice.yml for a level whose rules say nothing more exact."""


@dataclass(frozen=True)
class Verdict:
    """The level, the reasons that decided it first, and what to do, the most pressing first. Of an emergency
    only what makes it one is a reason: nothing less shall stand beside it.

    ``deciding``: the reasons of this very level.
    """

    level: str
    reasons: tuple[Reason, ...]
    action: tuple[Statement, ...]
    deciding: tuple[Reason, ...] = ()


def find_held(episode: Episode, protocol: Protocol) -> Iterator[CompiledRule]:
    """The rules that hold, the most urgent first."""
    counted = _with_eased(episode)
    return (compiled for compiled in protocol.find_near(counted.present) if compiled.holds(counted))


def find_level(episode: Episode, protocol: Protocol) -> str:
    """The level alone: of the most urgent rule that holds, and never below what the episode has reached."""
    return _reach(next(find_held(episode, protocol), None), episode)


def _reach(first: CompiledRule | None, episode: Episode) -> str:
    reached = URGENCIES[first.level] if first else URGENCIES[0]
    return higher(reached, episode.urgency) or reached


def judge(episode: Episode, knowledge: Knowledge, protocol: Protocol, contacts: Contacts) -> Verdict:
    """The whole verdict on an episode."""
    held = tuple(find_held(episode, protocol))
    level = _reach(next(iter(held), None), episode)
    decided = tuple(compiled for compiled in held if URGENCIES[compiled.level] == level)
    deciding = [compiled.rule for compiled in decided]
    said = [advise(one, episode, knowledge, contacts) for one in _advice(level, deciding, knowledge)]
    if said and deciding:
        # What to do first rests on what decided it, whatever else the advice is said for.
        said[0] = Statement(said[0].text, knowledge.sources(deciding[0].cites))
    telling = _reasons(decided, knowledge)
    every = telling if level == URGENCIES[-1] else _reasons(held, knowledge)
    return Verdict(level, every, tuple(said), telling)


def _reasons(held: tuple[CompiledRule, ...], knowledge: Knowledge) -> tuple[Reason, ...]:
    """One reason a deciding finding: its most urgent rule says it."""
    first: dict[str, Reason] = {}
    for compiled in held:
        rule = compiled.rule
        first.setdefault(rule.deciding, Reason(rule.deciding, knowledge.statement(rule)))
    return tuple(first.values())[:MOST_REASONS]


def _advice(level: str, deciding: list[Rule], knowledge: Knowledge) -> list[Advice]:
    ids = tuple(_choose_actions([rule.action or LEVEL_ACTIONS[level] for rule in deciding], knowledge))
    return [knowledge.advice[one] for one in (ids or LEVEL_ACTIONS[level])[:MOST_ACTIONS]]


def _choose_actions(actions: list[tuple[str, ...]], knowledge: Knowledge) -> Iterator[str]:
    """The first action of a rule says what to do now: of several rules the most pressing leads, others add.

    Most pressing is what stands first in advice.yml. Nobody shall read "call now" and then "go now".
    """
    order = list(knowledge.advice)
    leads = sorted({action[0] for action in actions}, key=order.index)
    yield from leads[:1]
    yield from dict.fromkeys(advice for action in actions for advice in action[1:] if advice not in leads[:1])


def advise(advice: Advice, episode: Episode, knowledge: Knowledge, contacts: Contacts) -> Statement:
    """The advice, worded for whom it is about and with the deployer's numbers in it."""
    say = advice.say_other if episode.subject == "other" and advice.say_other else advice.say
    return Statement(contacts.fill(say), knowledge.sources(advice.cites))


def _with_eased(episode: Episode) -> Episode:
    """What the rules look at: getting better does not lower the level, so what has eased still counts."""
    return replace(episode, present=(*episode.present, *episode.eased)) if episode.eased else episode
