"""Checks what one content file says of another: no dangling id, no citation of a section that does not
exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from bot.knowledge.base import Knowledge
from bot.knowledge.content import Condition, Subject, Therapy
from bot.model.errors import KnowledgeError

EXTRA_EVIDENCE = ("age_over_60", "age_30_to_60", "age_under_30")
"""Circumstances that evidence may name and that are no findings: they follow from the age."""


def check(knowledge: Knowledge) -> None:
    """Raise a KnowledgeError at the first reference that leads nowhere."""
    _documents(knowledge)
    _findings(knowledge)
    for subject in knowledge.subjects.values():
        _subject(knowledge, subject)
    for kind, entries in (
        ("cautions", knowledge.cautions),
        ("rules", knowledge.rules),
        ("advice", knowledge.advice),
    ):
        for entry in entries.values():
            _known(f"bot/knowledge/{kind}, entry '{entry.id}'", "citation", entry.cites, knowledge.citations)
    for rule in knowledge.rules.values():
        where = f"bot/knowledge/rules, entry '{rule.id}'"
        _known(where, "advice", rule.action, knowledge.advice)
        _known(where, "finding", [rule.deciding], knowledge.findings)
    for ask in knowledge.questions.values():
        named = [*ask.asks, *(f for option in ask.options for f in (*option.present, *option.absent))]
        _known(f"bot/knowledge/questions, entry '{ask.id}'", "finding", named, knowledge.findings)


def _documents(knowledge: Knowledge) -> None:
    for document in knowledge.documents.values():
        where = f"bot/knowledge/documents/{document.id}.yml"
        _known(
            where, "section", (s.section for s in document.statements), {*document.headings, document.title}
        )
        numbers = [statement.n for statement in document.statements]
        if len(set(numbers)) != len(numbers):
            raise KnowledgeError(where, "a statement number stands twice", "Number each statement once.")


def _findings(knowledge: Knowledge) -> None:
    for finding in knowledge.findings.values():
        _known(
            f"bot/knowledge/findings, entry '{finding.id}'", "finding", finding.implies, knowledge.findings
        )


def _subject(knowledge: Knowledge, subject: Subject) -> None:
    where = f"bot/knowledge/*/{subject.id}.yml"
    prefixes = {document.prefix for document in knowledge.documents.values()}
    facts = {f"{other.id}.{fact.id}" for other in knowledge.subjects.values() for fact in other.facts}
    for fact in subject.facts:
        _known(where, "citation", fact.cites, knowledge.citations)
        _known(where, "caution", fact.cautions, knowledge.cautions)
        _known(where, "fact", fact.disagrees_with, facts)
        if fact.claim is not None:
            _known(where, "document prefix", [fact.claim.by], prefixes)
    if isinstance(subject, Condition):
        for row in subject.evidence:
            _known(where, "finding", [row.finding], {*knowledge.findings, *EXTRA_EVIDENCE})
        _known(where, "treatment", subject.treatments, knowledge.treatments)
        _known(
            where,
            "citation",
            (c for row in (*subject.evidence, *subject.prior) for c in row.cites),
            knowledge.citations,
        )
    if isinstance(subject, Therapy):
        _known(where, "finding", (row.finding for row in subject.unsafe_with), knowledge.findings)
        _known(where, "caution", (row.caution for row in subject.unsafe_with), knowledge.cautions)
        _known(where, "citation", (c for row in subject.for_regions for c in row.cites), knowledge.citations)


def _known(where: str, what: str, named: Iterable[str], allowed: Collection[str]) -> None:
    for name in named:
        if name not in allowed:
            near = ", ".join(sorted(allowed, key=lambda other: _distance(name, other))[:5]) or "none yet"
            raise KnowledgeError(where, f"the {what} '{name}' does not exist", f"Nearest that do: {near}.")


def _distance(one: str, other: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_distance(one, other)
