"""One line that says what was understood, so that a mistake is seen and can be put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.answer import wording
from bot.knowledge.base import Knowledge
from bot.model.episode import Episode


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


def _items(episode: Episode, knowledge: Knowledge) -> Iterator[str]:
    words = wording.load().phrases
    yield from _where_and_when(episode)
    if episode.severity is not None:
        yield words.severity.format(n=episode.severity)
    if episode.age_years is not None:
        yield words.age.format(n=episode.age_years)
    if episode.pregnant is not None:
        yield words.pregnant if episode.pregnant else words.not_pregnant
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
    if episode.side in words.side:
        yield words.side[episode.side]
    differing = dict(episode.durations)
    if len(set(differing.values())) > 1:
        yield from (
            words.at_region.format(span=span(days), region=words.regions[r]) for r, days in differing.items()
        )
    elif episode.duration_days is not None:
        yield span(episode.duration_days)
