"""Which concepts together make a finding.

``patterns/*.yml`` hold rows such as ``{finding: numbness_leg, all: [numb, leg_part], gap: 6}``: the parts
stand at most ``gap`` apart (see ``segments``), and each is the nearest of its kind to the first part:
between a feeling and its body part no other body part may stand, unless the two are joined ("hands and
feet", "back down to the toes"). ``unless`` vetoes; ``status: absent`` makes the row a denial ("bladder is
fine"); ``lone: true`` wants no body part within the gap ("no numbness").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml
from bot.model.errors import KnowledgeError
from bot.understanding.concepts import Hit
from bot.understanding.vocabulary import load_concepts

HERE = Path(__file__).parent
ALLOWED = {"finding", "all", "gap", "unless", "status", "order", "lone", "negated_only", "with"}
DEFAULT_GAP = 6
JOINS = frozenset(
    [
        "and",
        "or",
        "to",
        ",",
        "into",
        "down",
        "through",
        "&",
        "/",
        "both",
        "also",
        "as",
        "well",
        "up",
        "my",
        "the",
        "right",
        "left",
        "all",
        "way",
        "in",
        "plus",
        "from",
        "even",
        "then",
    ]
)


@dataclass(frozen=True)
class Pattern:
    """One row: the finding, the tags of each part, how near they must be, what vetoes it."""

    finding: str
    parts: tuple[frozenset[str], ...]
    gap: int
    unless: frozenset[str]
    denies: bool
    ordered: bool
    lone: bool
    negated_only: bool
    company: frozenset[str]


@dataclass(frozen=True)
class Match:
    """A pattern found: its hits, the first one being its head."""

    pattern: Pattern
    hits: tuple[Hit, ...]

    @property
    def first(self) -> int:
        """Stream position where it begins."""
        return min(hit.first for hit in self.hits)

    @property
    def last(self) -> int:
        """Stream position where it ends."""
        return max(hit.last for hit in self.hits)


@lru_cache(maxsize=1)
def load_patterns(folder: Path = HERE / "patterns") -> tuple[Pattern, ...]:
    """All rows of all files.

    Raises:
        KnowledgeError: an unknown key, or a tag that no concept carries.
    """
    tags = {tag for concept in load_concepts().values() for tag in concept.tags}
    rows = [(path, row) for path in sorted(folder.glob("*.yml")) for row in read_yaml(path)]
    return tuple(_pattern(f"{path}:{row.line}", row, tags) for path, row in rows)


def _pattern(where: str, row: dict[str, object], tags: set[str]) -> Pattern:
    if unknown := set(row) - ALLOWED:
        raise KnowledgeError(where, f"unknown keys {sorted(unknown)}", f"Allowed: {sorted(ALLOWED)}.")
    parts = tuple(frozenset(str(part).split("|")) for part in row["all"])  # type: ignore[attr-defined]
    unless = frozenset(str(tag) for tag in row.get("unless", ()))  # type: ignore[attr-defined]
    company = frozenset(str(tag) for tag in row.get("with", ()))  # type: ignore[attr-defined]
    if missing := {tag for part in (*parts, unless, company) for tag in part} - tags:
        raise KnowledgeError(
            where, f"no concept carries {sorted(missing)}", "Add it to a file of vocabulary/."
        )
    gap = int(str(row.get("gap", DEFAULT_GAP)))
    return Pattern(
        str(row["finding"]),
        parts,
        gap,
        unless,
        row.get("status") == "absent",
        bool(row.get("order")),
        bool(row.get("lone")),
        bool(row.get("negated_only")),
        company,
    )


def find_matches(hits: list[Hit], cost: list[int], words: list[str]) -> list[Match]:
    """Every match of every pattern. ``cost`` and ``words`` are by stream position."""
    said = frozenset[str]().union(*(hit.concept.tags for hit in hits))
    fitting = (p for p in load_patterns() if not any(part.isdisjoint(said) for part in p.parts))
    return [match for pattern in fitting for match in _matches(pattern, hits, cost, words)]


def _matches(pattern: Pattern, hits: list[Hit], cost: list[int], words: list[str]) -> Iterator[Match]:
    if pattern.company and not any(hit.has(pattern.company) for hit in hits):
        return
    for head in hits:
        if not head.has(pattern.parts[0]):
            continue
        for match in _bound(pattern, head, hits, cost, words):
            if not _vetoed(match, hits, cost) and not (pattern.lone and _near_body(match, hits, cost)):
                yield match


def _bound(
    pattern: Pattern, head: Hit, hits: list[Hit], cost: list[int], words: list[str]
) -> Iterator[Match]:
    """Bind each further part to the head; the last part may be several that are joined."""
    chosen: list[Hit] = [head]
    for index, part in enumerate(pattern.parts[1:], start=1):
        near = _nearest(part, head, chosen, hits, cost, pattern)
        if near is None:
            return
        if index == len(pattern.parts) - 1:
            for other in (near, *_joined(near, part, hits, words)):
                yield Match(pattern, (*chosen, other))
            return
        chosen.append(near)
    yield Match(pattern, tuple(chosen))


def _nearest(
    part: frozenset[str], head: Hit, chosen: list[Hit], hits: list[Hit], cost: list[int], pattern: Pattern
) -> Hit | None:
    best, best_distance = None, pattern.gap + 1
    for hit in hits:
        if not hit.has(part) or hit in chosen or (pattern.ordered and hit.first < head.first):
            continue
        if hit.concept is head.concept or (hit.first == head.first and hit.concept.kind == head.concept.kind):
            continue
        distance = _distance(head, hit, cost)
        if distance < best_distance and not _competitor(head, hit, hits, part):
            best, best_distance = hit, distance
    return best


def _distance(one: Hit, other: Hit, cost: list[int]) -> int:
    if one.first > other.last:
        return cost[one.first] - cost[other.last]
    if other.first > one.last:
        return cost[other.first] - cost[one.last]
    return 0


def _competitor(head: Hit, hit: Hit, hits: list[Hit], part: frozenset[str]) -> bool:
    """Whether another body part stands between; only body parts compete."""
    if hit.concept.kind != "body":
        return False
    low, high = sorted((head, hit), key=lambda one: one.first)
    between = (other for other in hits if low.last < other.first and other.last < high.first)
    return any(other.concept.kind == "body" and not other.has(part) for other in between)


def _joined(near: Hit, part: frozenset[str], hits: list[Hit], words: list[str]) -> Iterator[Hit]:
    """Further hits of the same part that are joined to ``near`` by "and", "or", "to"."""
    for hit in hits:
        if hit is near or not hit.has(part) or hit.concept.kind != near.concept.kind:
            continue
        low, high = sorted((near, hit), key=lambda one: one.first)
        between = words[low.last + 1 : high.first]
        if len(between) <= 4 and all(word in JOINS for word in between):
            yield hit


def _vetoed(match: Match, hits: list[Hit], cost: list[int]) -> bool:
    """Whether a vetoing concept stands near the match."""
    if not match.pattern.unless:
        return False
    vetoes = [hit for hit in hits if hit.has(match.pattern.unless)]
    return any(min(_distance(veto, hit, cost) for hit in match.hits) <= 12 for veto in vetoes)


def _near_body(match: Match, hits: list[Hit], cost: list[int]) -> bool:
    bodies = (hit for hit in hits if hit.concept.kind == "body")
    return any(_distance(match.hits[0], body, cost) <= match.pattern.gap for body in bodies)
