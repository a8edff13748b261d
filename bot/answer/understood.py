"""One line that says what was understood, so that a mistake is seen and can be put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.answer import wording
from bot.knowledge.base import Knowledge
from bot.model.episode import Episode

VALUES = ("side", "duration_days", "severity", "age_years", "pregnant")
LISTS = ("regions", "present", "absent", "guessed", "durations", "severities", "sides", "own_words")


def understood(episode: Episode, knowledge: Knowledge) -> str:
    """Where, since when, how bad, what is there and what was denied."""
    words = wording.load().phrases
    template = words.understood_other if episode.subject == "other" else words.understood
    return template.format(items="; ".join(_items(episode, knowledge)))


def labels(findings: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Findings in plain words; one that another of them brings along is not said twice."""
    known = [one for one in findings if one in knowledge.findings]
    brought = {wider for one in known for wider in knowledge.implied(one)[1:]}
    return tuple(knowledge.findings[one].label for one in known if one not in brought)


def weighed(findings: Sequence[str], episode: Episode, knowledge: Knowledge) -> tuple[str, ...]:
    """Findings as reasons; one that was denied counts by its absence and says so."""
    denied = wording.load().phrases.denied
    there = labels([one for one in findings if one not in episode.absent], knowledge)
    missing = labels([one for one in findings if one in episode.absent], knowledge)
    return (*there, *(denied.format(finding=one) for one in missing))


def span(days: int) -> str:
    """``for 3 weeks``, ``since yesterday``: the largest unit that fits without a rest, else days."""
    words = wording.load().phrases
    if str(days) in words.started:
        return words.started[str(days)]
    unit = next(unit for unit in words.spans if days % unit.days == 0)
    count = days // unit.days
    return unit.one if count == 1 else unit.many.format(n=count)


def news(before: Episode, after: Episode, knowledge: Knowledge) -> str | None:
    """The same of what a message has added; None where it changed what was known: then all is said."""
    held = [name for name in VALUES if getattr(before, name) is not None]
    changed = any(getattr(before, name) != getattr(after, name) for name in ("subject", *held))
    if changed or any(not set(getattr(before, name)) <= set(getattr(after, name)) for name in LISTS):
        return None
    changes: dict[str, Any] = {name: _added(name, before, after) for name in LISTS}
    changes |= dict.fromkeys(held)
    added = replace(after, **changes)
    items = tuple(_items(added, knowledge))
    items = items or tuple(f"“{words}”" for words in added.own_words)
    words = wording.load().phrases
    template = words.noted_other if after.subject == "other" else words.noted
    return template.format(items="; ".join(items)) if items else words.nothing_new


def _added(name: str, before: Episode, after: Episode) -> tuple[Any, ...]:
    known = getattr(before, name)
    return tuple(one for one in getattr(after, name) if one not in known)


def circumstances(episode: Episode) -> Iterator[str]:
    """Where, on which side, since when, how bad, how old, whether pregnant: what was said of these."""
    words = wording.load().phrases
    yield from _where_and_when(episode)
    if episode.severity is not None:
        yield words.severity.format(n=episode.severity)
    if episode.age_years is not None:
        yield words.age.format(n=episode.age_years)
    if episode.pregnant is not None:
        yield words.pregnant if episode.pregnant else words.not_pregnant


def _items(episode: Episode, knowledge: Knowledge) -> Iterator[str]:
    words = wording.load().phrases
    yield from circumstances(episode)
    said = tuple(one for one in episode.present if one not in episode.guessed)
    for template, findings in (
        (words.yes_to, said),
        (words.maybe, episode.guessed),
        (words.no_to, episode.absent),
    ):
        named = labels(findings, knowledge)
        if named:
            yield template.format(items=", ".join(named))


def _where_and_when(episode: Episode) -> Iterator[str]:
    words = wording.load().phrases
    if episode.regions:
        yield ", ".join(words.regions[region] for region in episode.regions if region in words.regions)
    sides = {region: words.side[side] for region, side in episode.sides if side in words.side}
    if len(set(sides.values())) > 1:
        yield from _at_regions(sides)
    elif episode.side in words.side:
        yield words.side[episode.side]
    spans = {region: span(days) for region, days in episode.durations}
    if len(set(spans.values())) > 1:
        yield from _at_regions(spans)
    elif episode.duration_days is not None:
        yield span(episode.duration_days)


def _at_regions(said: Mapping[str, str]) -> Iterator[str]:
    words = wording.load().phrases
    yield from (
        words.at_region.format(span=what, region=words.regions[region]) for region, what in said.items()
    )
