"""The knowledge base in memory: every entry by id, and citations resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.knowledge.content import Caution, Condition, Document, Fact, Guideline, Subject, Therapy, Topical
from bot.knowledge.rulebook import Advice, AskEntry, FindingEntry, Rule
from bot.model.citation import Citation, Statement


@dataclass(frozen=True)
class Knowledge:
    """Everything that the content files hold, checked. Each mapping goes from an entry's id to the entry."""

    documents: Mapping[str, Document]
    guidelines: Mapping[str, Guideline]
    cautions: Mapping[str, Caution]
    findings: Mapping[str, FindingEntry]
    conditions: Mapping[str, Condition]
    treatments: Mapping[str, Therapy]
    topics: Mapping[str, Topical]
    rules: Mapping[str, Rule]
    advice: Mapping[str, Advice]
    questions: Mapping[str, AskEntry]
    citations: Mapping[str, Citation] = field(repr=False)
    _implied: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """Conditions, treatments and topics together; their ids do not collide."""
        return {**self.conditions, **self.treatments, **self.topics}

    @cached_property
    def facts_saying(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts by what they say: one may stand under several subjects."""
        found: defaultdict[str, tuple[Fact, ...]] = defaultdict(tuple)
        for subject in self.subjects.values():
            for fact in subject.facts:
                found[fact.say] += (fact,)
        return found

    def sources(self, cites: Iterable[str]) -> tuple[Citation, ...]:
        """Citations for ``htd-12``-like references, each source once, in order."""
        return tuple(dict.fromkeys(self.citations[cite] for cite in cites))

    def statement(self, entry: Advice | Caution | Fact | Rule) -> Statement:
        """An entry's sentence with its sources."""
        return Statement(entry.say, self.sources(entry.cites))

    def implied(self, finding: str) -> tuple[str, ...]:
        """The finding itself and every broader one that it brings along, nearest first."""
        if finding not in self._implied:
            found = [finding]
            for one in found:
                found += [wider for wider in self.findings[one].implies if wider not in found]
            self._implied[finding] = tuple(found)
        return self._implied[finding]


def citations_of(documents: Iterable[Document], guidelines: Iterable[Guideline]) -> dict[str, Citation]:
    """Every reference that content may use, resolved."""
    table = {
        f"{document.prefix}-{statement.n}": Citation(document.id, statement.section, document.title)
        for document in documents
        for statement in document.statements
    }
    for guideline in guidelines:
        for key, section in guideline.sections.items():
            table[f"{guideline.id}/{key}"] = Citation(f"guideline:{guideline.id}", section, guideline.title)
    return table
