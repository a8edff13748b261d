"""The rule language: what may stand under ``when:`` of a rule or a question.

    fever                                a finding that is present (what it implies is present too)
    {absent: fever}                      a finding that was denied; not asked is neither present nor absent
    {not: X}                             X does not hold
    {all: [X, Y]}  {any: [X, Y]}         every one holds, one holds
    {at_least: 2, of: [X, Y, Z]}         so many hold
    {region: [neck, back]}               one of these regions was said; with none said it does not hold
    {spine: true}                        a region was said, or something that only the spine does is present
    {side: [left, right]}                the side that was said
    {age: {over: 55}}                    years; also under, at_least, at_most, and several of them together
    {duration_days: {at_least: 14}}      days since it began, written in the same way
    {severity: {at_least: 8}}            a number that was said, 0 to 10
    {pregnant: true}  {subject: other}   as said

A number that was not said holds nothing: neither ``over`` nor ``under``.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.knowledge.rulebook import FindingEntry
from bot.model.episode import Episode
from bot.model.errors import KnowledgeError
from bot.model.finding import REGIONS

Predicate = Callable[[Episode], bool]
"""What a condition becomes: whether it holds of an episode."""

_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "over": operator.gt, "under": operator.lt, "at_least": operator.ge, "at_most": operator.le,
}  # fmt: skip
_SIDES = ("left", "right", "both")
_SUBJECTS = ("self", "other")


def compile_condition(source: Any, where: str, findings: Mapping[str, FindingEntry]) -> Predicate:
    """Check a condition and turn it into a function.

    Args:
        source: as read from YAML; None always holds.
        where: file and entry, for the message of an error.
        findings: all findings that there are.

    Raises:
        KnowledgeError: for anything that the language does not know, with what is allowed.
    """
    return (lambda _: True) if source is None else _Compiler(where, findings).compile(source)


def find_needed(source: Any) -> frozenset[str] | None:
    """Findings of which at least one must be present for a condition to hold; None where it may hold without.

    Most rules need a finding that nobody has named: whoever tries them all can pass those over.
    """
    match source:
        case str():
            return frozenset([source])
        case {"all": parts}:
            return min(filter(None, map(find_needed, parts)), key=len, default=None)
        case {"any": parts} | {"of": parts}:
            each = [find_needed(part) for part in parts]
            return None if None in each else frozenset().union(*filter(None, each))
    return None


@dataclass(frozen=True)
class _Compiler:
    """Compiles the conditions of one entry: each operator has a method of its own."""

    where: str
    findings: Mapping[str, FindingEntry]

    def compile(self, source: Any) -> Predicate:
        """Compile one condition and all within it."""
        if isinstance(source, str):
            return self._present(source)
        if isinstance(source, dict) and set(source) == {"at_least", "of"}:
            return self._count(source["at_least"], source["of"])
        if not isinstance(source, dict) or len(source) != 1:
            raise self._error(
                f"{source!r} is no condition", "Write a finding id, or a mapping with one of", _OPERATORS
            )
        ((name, value),) = source.items()
        if name not in _OPERATORS:
            raise self._error(f"the operator '{name}' is not known", "Allowed:", _OPERATORS)
        return _OPERATORS[name](self, value)

    def _present(self, finding: Any) -> Predicate:
        self._check("finding", finding, self.findings)
        return lambda episode: finding in episode.present

    def _absent(self, finding: Any) -> Predicate:
        self._check("finding", finding, self.findings)
        return lambda episode: finding in episode.absent

    def _not(self, source: Any) -> Predicate:
        inner = self.compile(source)
        return lambda episode: not inner(episode)

    def _all(self, sources: Any) -> Predicate:
        inner = self._several(sources)
        return lambda episode: all(holds(episode) for holds in inner)

    def _any(self, sources: Any) -> Predicate:
        inner = self._several(sources)
        return lambda episode: any(holds(episode) for holds in inner)

    def _count(self, number: Any, sources: Any) -> Predicate:
        inner = self._several(sources)
        if not isinstance(number, int) or not 0 < number <= len(inner):
            raise self._error(
                f"at_least: {number!r} makes no sense here", f"Write a number from 1 to {len(inner)}.", ()
            )
        return lambda episode: sum(holds(episode) for holds in inner) >= number

    def _region(self, names: Any) -> Predicate:
        wanted = self._names("region", names, REGIONS)
        return lambda episode: not wanted.isdisjoint(episode.regions)

    def _side(self, names: Any) -> Predicate:
        wanted = self._names("side", names, _SIDES)
        return lambda episode: episode.side in wanted

    def _spine(self, value: Any) -> Predicate:
        self._check("value of spine", value, (True,))
        spinal = {entry.id for entry in self.findings.values() if entry.role == "spinal"}
        return lambda episode: bool(episode.regions) or not spinal.isdisjoint(episode.present)

    def _age(self, bounds: Any) -> Predicate:
        return self._number(bounds, lambda episode: episode.age_years)

    def _duration(self, bounds: Any) -> Predicate:
        return self._number(bounds, lambda episode: episode.duration_days)

    def _severity(self, bounds: Any) -> Predicate:
        return self._number(bounds, lambda episode: episode.severity)

    def _pregnant(self, value: Any) -> Predicate:
        self._check("value of pregnant", value, (True, False))
        return lambda episode: episode.pregnant is value

    def _subject(self, value: Any) -> Predicate:
        self._check("subject", value, _SUBJECTS)
        return lambda episode: episode.subject == value

    def _number(self, bounds: Any, read: Callable[[Episode], int | None]) -> Predicate:
        if not isinstance(bounds, dict) or not bounds:
            raise self._error(f"{bounds!r} is no bound", "Write a mapping of", _COMPARISONS)
        for name, bound in bounds.items():
            self._check("comparison", name, _COMPARISONS)
            if not isinstance(bound, int) or isinstance(bound, bool):
                raise self._error(f"'{name}: {bound}' is not a whole number", "Write one.", ())
        checks = tuple((_COMPARISONS[name], bound) for name, bound in bounds.items())

        def holds(episode: Episode) -> bool:
            value = read(episode)
            return value is not None and all(compare(value, bound) for compare, bound in checks)

        return holds

    def _several(self, sources: Any) -> tuple[Predicate, ...]:
        if not isinstance(sources, list) or not sources:
            raise self._error(
                f"{sources!r} is not a list of conditions", "Write a list with at least one.", ()
            )
        return tuple(self.compile(source) for source in sources)

    def _names(self, what: str, names: Any, allowed: tuple[str, ...]) -> frozenset[str]:
        if not isinstance(names, list) or not names:
            raise self._error(f"{names!r} is not a list", f"Write a list of a {what} or more, of", allowed)
        for name in names:
            self._check(what, name, allowed)
        return frozenset(names)

    def _check(self, what: str, value: Any, allowed: Any) -> None:
        if value not in list(allowed):
            raise self._error(f"the {what} {value!r} is not known", "Allowed:", allowed)

    def _error(self, what: str, todo: str, allowed: Any) -> KnowledgeError:
        return KnowledgeError(self.where, what, f"{todo} {', '.join(map(str, allowed))}".strip())


_OPERATORS: dict[str, Callable[[_Compiler, Any], Predicate]] = {
    "all": _Compiler._all, "any": _Compiler._any, "not": _Compiler._not, "absent": _Compiler._absent,
    "region": _Compiler._region, "spine": _Compiler._spine, "side": _Compiler._side,
    "age": _Compiler._age, "duration_days": _Compiler._duration, "severity": _Compiler._severity,
    "pregnant": _Compiler._pregnant, "subject": _Compiler._subject,
}  # fmt: skip
