"""The rules and questions of a knowledge base, compiled once: conditions checked and made into functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from bot.knowledge.base import Knowledge
from bot.knowledge.rulebook import AskEntry, Rule
from bot.model.assessment import URGENCIES
from bot.model.contacts import Contacts
from bot.model.errors import KnowledgeError
from bot.triage.conditions import Predicate, compile_condition, find_needed


@dataclass(frozen=True)
class CompiledRule:
    """A rule and whether it holds; ``level`` is its index in URGENCIES, ``needs`` as ``find_needed`` says."""

    rule: Rule
    level: int
    needs: frozenset[str] | None
    holds: Predicate


@dataclass(frozen=True)
class CompiledAsk:
    """A question and whether it fits an episode."""

    ask: AskEntry
    fits: Predicate


@dataclass(frozen=True)
class Protocol:
    """Rules, the most urgent first and else as in the files; questions as in the files.

    ``needing``: the places of the rules that need a finding or others, by finding; under None the rest.
    """

    rules: tuple[CompiledRule, ...]
    asks: tuple[CompiledAsk, ...]
    needing: Mapping[str | None, list[int]]

    def find_near(self, present: Iterable[str]) -> Iterator[CompiledRule]:
        """The rules that may hold where just these findings are present, in their order."""
        places = {at for finding in (None, *present) for at in self.needing.get(finding, ())}
        return (self.rules[at] for at in sorted(places))


_compiled: dict[int, tuple[Knowledge, Protocol]] = {}
"""Protocols by the identity of their knowledge, which is kept beside them so that its id stays its own."""


def protocol_of(knowledge: Knowledge) -> Protocol:
    """The protocol of this knowledge base, compiled at first use.

    Raises:
        KnowledgeError: a condition or a placeholder that is not known.
    """
    if id(knowledge) not in _compiled:
        _compiled[id(knowledge)] = (knowledge, compile_protocol(knowledge))
    return _compiled[id(knowledge)][1]


def compile_protocol(knowledge: Knowledge) -> Protocol:
    """Compile every rule and question; see ``protocol_of``."""
    _check_placeholders(knowledge)
    rules = [
        CompiledRule(
            rule,
            URGENCIES.index(rule.level),
            find_needed(rule.when),
            compile_condition(rule.when, _where("rules", rule.id), knowledge.findings),
        )
        for rule in knowledge.rules.values()
    ]
    asks = tuple(
        CompiledAsk(ask, compile_condition(ask.when, _where("questions", ask.id), knowledge.findings))
        for ask in knowledge.questions.values()
    )
    ordered = tuple(sorted(rules, key=lambda compiled: -compiled.level))
    needing: dict[str | None, list[int]] = {}
    for at, compiled in enumerate(ordered):
        for finding in (None,) if compiled.needs is None else compiled.needs:
            needing.setdefault(finding, []).append(at)
    return Protocol(ordered, asks, needing)


def _check_placeholders(knowledge: Knowledge) -> None:
    """A misspelt ``{number}`` would be shown to somebody in an emergency."""
    allowed = {field.name for field in fields(Contacts)}
    for advice in knowledge.advice.values():
        for name in re.findall(r"\{(.*?)\}", advice.say):
            if name not in allowed:
                listed = ", ".join(sorted(allowed))
                raise KnowledgeError(
                    _where("advice", advice.id),
                    f"the placeholder '{{{name}}}' is not known",
                    f"Allowed: {listed}.",
                )


def _where(folder: str, entry: str) -> str:
    return f"bot/knowledge/{folder}, entry '{entry}'"
