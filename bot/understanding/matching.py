"""Which patterns a message fits: concepts that stand near each other, each the nearest of its kind.

Between a feeling and its body part no other body part may stand, unless the two are joined ("hands and
feet", "back down to the toes"). Nearness is what tells "my arm is numb and my leg hurts" from a numb leg.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.concepts import Hit
from bot.understanding.patterns import Pattern, load_patterns

JOINS = frozenset(
    [
        "and", "or", "to", ",", "into", "down", "through", "&", "/", "both", "also", "as", "well", "up", "my",
        "the", "right", "left", "all", "way", "in", "plus", "from", "even", "then",
    ]
)  # fmt: skip
"""What may stand between body parts that share a feeling."""
CLOSE = 2
"""How near "fine" must stand to what it speaks of so that nothing further away can claim that."""


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


def find_matches(hits: list[Hit], cost: list[int], words: list[str]) -> list[Match]:
    """Every match of every pattern. ``cost`` and ``words`` are by stream position."""
    said = frozenset[str]().union(*(hit.concept.tags for hit in hits))
    heads = (pattern for pattern in load_patterns() if not pattern.parts[0].isdisjoint(said))
    fitting = (one for one in heads if not any(part.isdisjoint(said) for part in one.parts[1:]))
    found = [match for pattern in fitting for match in _matches(pattern, hits, cost, words)]
    denials = [match for match in found if match.pattern.denies and _width(match, cost) <= CLOSE]
    return [match for match in found if not any(_reaches_past(match, one, cost) for one in denials)]


def _reaches_past(match: Match, denial: Match, cost: list[int]) -> bool:
    """Whether it takes what is nearer to "fine" than to its own head: "breathing fine, neck just sore"."""
    spans = {(hit.first, hit.last) for hit in denial.hits}
    head = match.hits[0]
    return not match.pattern.denies and any(
        (hit.first, hit.last) in spans and _distance(head, hit, cost) > CLOSE for hit in match.hits[1:]
    )


def _width(match: Match, cost: list[int]) -> int:
    return max(_distance(match.hits[0], hit, cost) for hit in match.hits)


def _matches(pattern: Pattern, hits: list[Hit], cost: list[int], words: list[str]) -> Iterator[Match]:
    if pattern.company and not any(hit.has(pattern.company) for hit in hits):
        return
    for head in hits:
        if head.concept.tags.isdisjoint(pattern.parts[0]):
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
        if hit.concept.tags.isdisjoint(part) or hit in chosen or (pattern.ordered and hit.first < head.first):
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
