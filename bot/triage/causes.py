"""What may be behind it: conditions ranked by the cited evidence for and against them.

Qualitative evidence becomes a number here and nowhere else; the numbers only order, they are no likelihoods.
Evidence alone says which conditions may be named. Their order is a matter of wording too, which holds more
than findings do: what messages lean towards (``understanding/learned/causes``) is added to the score.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.base import Knowledge
from bot.knowledge.content import Condition, Evidence, Prior
from bot.model.assessment import Cause
from bot.model.episode import Episode

MOST_CAUSES = 5
ENOUGH_CAUSES = 3
"""Where no typical sign points anywhere, conditions that only their region speaks for fill up to here."""

PRIOR = {"typical": 5, "possible": 2, "rare": 3}
"""How commonly the documents name a condition for a region. What is rare is named only with a typical sign of
its own (``_is_worth_naming``); such a sign is so telling that it then starts above what is possible."""
PRESENT = {"typical": 5, "possible": 3, "rare": 1, "against": -6}
"""What a finding says: a typical one lifts a possible condition above a typical one without any sign."""
DENIED = -4
"""What the denial of an expected finding says; less than a finding against, for people overlook things."""

LEANING = 12
"""What a leaning of 1 adds. From 8 to 24 the first cause is right within 1.1 points (docs/choices.md)."""

UNEXPLAINED = "nonspecific_pain"
"""Comes first where nothing but the region is known."""

_AGES = {"age_under_30": range(0, 30), "age_30_to_60": range(30, 61), "age_over_60": range(61, 150)}


@dataclass(frozen=True)
class Ranked:
    """A condition, its score by evidence, how far the wording leans towards it, and the evidence rows."""

    condition: Condition
    score: int
    leaning: float
    speaking_for: tuple[Evidence, ...]
    speaking_against: tuple[Evidence, ...]
    priors: tuple[Prior, ...]

    @property
    def backed(self) -> bool:
        """Whether something that the person has speaks for it; an age alone is no reason to name it."""
        return any(row.finding not in _AGES for row in self.speaking_for)

    @property
    def has_typical(self) -> bool:
        """Whether one of its typical signs is there."""
        return any(row.strength == "typical" for row in self.speaking_for)

    @property
    def spoken_for(self) -> bool:
        """Whether a finding or the wording points to it, and not only its region."""
        return self.backed or self.leaning > 0

    @property
    def order(self) -> tuple[float, bool, bool, int, int, str]:
        """Sort key: by score and leaning, with evidence, what is unexplained where nothing speaks for any,
        by the best evidence, by how common it is anywhere, and by id, so that no tie is left to chance."""
        best = max((PRESENT[row.strength] for row in self.speaking_for), default=0)
        common = sum(PRIOR[prior.strength] for prior in self.condition.prior)
        unexplained = not self.backed and self.condition.id == UNEXPLAINED
        points = self.score + LEANING * self.leaning
        return (-points, not self.backed, not unexplained, -best, -common, self.condition.id)


def rank(episode: Episode, knowledge: Knowledge) -> tuple[Ranked, ...]:
    """At most five conditions, best first; none where nothing spinal was said."""
    if not _is_spinal(episode, knowledge):
        return ()
    weighed = sorted(_weigh_all(episode, knowledge), key=lambda ranked: ranked.order)
    spoken_for = [ranked for ranked in weighed if ranked.spoken_for][:MOST_CAUSES]
    bare = [ranked for ranked in weighed if not ranked.spoken_for]
    telling = any(ranked.has_typical for ranked in spoken_for)
    return tuple(spoken_for if telling else spoken_for + bare[: max(0, ENOUGH_CAUSES - len(spoken_for))])


def describe(ranked: Ranked, knowledge: Knowledge) -> Cause:
    """The ranked condition with its reasons, as the contract shows it."""
    evidence = (*ranked.speaking_for, *ranked.speaking_against)
    cited = (*(row.cites for row in evidence), *(row.cites for row in ranked.priors))
    return Cause(
        id=ranked.condition.id,
        name=ranked.condition.label,
        why=_named(ranked.speaking_for),
        against=_named(ranked.speaking_against),
        sources=knowledge.sources(cite for cites in cited for cite in cites),
    )


def _named(rows: tuple[Evidence, ...]) -> tuple[str, ...]:
    """Ids of the findings; an age is no finding."""
    return tuple(dict.fromkeys(row.finding for row in rows if row.finding not in _AGES))


def _is_spinal(episode: Episode, knowledge: Knowledge) -> bool:
    roles = {knowledge.findings[finding].role for finding in episode.present if finding in knowledge.findings}
    return bool(episode.regions) or not roles.isdisjoint({"spinal", "nerve", "limb"})


def _weigh_all(episode: Episode, knowledge: Knowledge) -> Iterator[Ranked]:
    there, leanings = _find_present(episode), dict(episode.leanings)
    for condition in knowledge.conditions.values():
        ranked = _weigh(condition, leanings.get(condition.id, 0.0), episode, there)
        if ranked.score > 0 and _is_worth_naming(ranked):
            yield ranked


def _weigh(condition: Condition, leaning: float, episode: Episode, there: frozenset[str]) -> Ranked:
    rows = condition.evidence
    present = [row for row in rows if row.finding in there and _applies(row.regions, episode)]
    speaking_for = tuple(row for row in present if row.strength != "against")
    expected = [row for row in rows if row.absent and row.finding in episode.absent]
    denied = tuple(row for row in expected if _applies(row.regions, episode))
    speaking_against = (*(row for row in present if row.strength == "against"), *denied)
    priors = tuple(prior for prior in condition.prior if _applies((prior.region,), episode))
    score = (
        max((PRIOR[prior.strength] for prior in priors), default=0)
        + sum(PRESENT[row.strength] for row in present)
        + DENIED * len(denied)
    )
    return Ranked(condition, score, leaning, speaking_for, speaking_against, priors)


def _is_worth_naming(ranked: Ranked) -> bool:
    """What is rare in the region frightens: it needs a typical sign of its own, or it is left out."""
    common = any(prior.strength != "rare" for prior in ranked.priors)
    return common or ranked.has_typical


def _applies(regions: tuple[str, ...], episode: Episode) -> bool:
    """Rows without regions apply to all; with no region said, every row may."""
    return not regions or not episode.regions or not set(regions).isdisjoint(episode.regions)


def _find_present(episode: Episode) -> frozenset[str]:
    """The findings, and the ages that evidence speaks of."""
    age = episode.age_years
    return frozenset((*episode.present, *(name for name, years in _AGES.items() if age in years)))
