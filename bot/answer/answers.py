"""An answer as the contract's data and as blocks."""

from __future__ import annotations

from typing import Any

from bot.answer import wording
from bot.answer.references import with_sources
from bot.knowledge.base import Knowledge
from bot.model.answer import Answer
from bot.model.blocks import Block, Blocks, Heading, List, Paragraph
from bot.model.citation import Statement

MAX_SENTENCES = 8
"""With more facts than this the text names what the facts are about; the sentences are a question away."""


def describe_answer(answer: Answer) -> dict[str, Any]:
    """The contract's ``answer``."""
    table = None
    if answer.table is not None:
        table = {"columns": list(answer.table.columns), "rows": [list(row) for row in answer.table.rows]}
    return {
        "kind": "answer",
        "topic": answer.topic,
        "subjects": list(answer.subjects),
        "facts": [fact.as_dict() for fact in answer.facts],
        "cautions": [caution.as_dict() for caution in answer.cautions],
        "table": table,
        "suggestions": [{"title": option.title, "payload": option.payload} for option in answer.suggestions],
    }


def compose_answer(answer: Answer, knowledge: Knowledge) -> Blocks:
    """An answer as blocks, its sources last."""
    further = (source for fact in answer.facts for source in fact.sources)
    return with_sources(answer_blocks(answer, knowledge), knowledge, further)


def answer_blocks(answer: Answer, knowledge: Knowledge) -> tuple[Block, ...]:
    """Facts and, beside them, what to mind; without the list of sources."""
    blocks: list[Block] = [*_facts(answer, knowledge)]
    if answer.cautions:
        blocks += [Heading(wording.load().phrases.cautions), List(answer.cautions)]
    return tuple(blocks)


def _facts(answer: Answer, knowledge: Knowledge) -> tuple[Block, ...]:
    if answer.table is not None:
        said = tuple(fact for fact in answer.facts if _subject(fact, answer, knowledge) not in knowledge.treatments)
        return (*((List(said),) if said else ()), answer.table)
    if len(answer.facts) == 1:
        return (Paragraph(answer.facts),)
    return (List(_named(answer, knowledge) if len(answer.facts) > MAX_SENTENCES else answer.facts),)


def _named(answer: Answer, knowledge: Knowledge) -> tuple[Statement, ...]:
    """The subjects by name, each with the sources of its facts; what belongs to no subject stays a sentence."""
    named: dict[str, list[Statement]] = {}
    for fact in answer.facts:
        subject = _subject(fact, answer, knowledge)
        listed = subject in knowledge.treatments or subject in knowledge.conditions
        label = knowledge.subjects[subject].label if subject and listed else fact.text
        named.setdefault(label, []).append(fact)
    return tuple(Statement(label, tuple(dict.fromkeys(s for f in facts for s in f.sources))) for label, facts in named.items())


def _subject(fact: Statement, answer: Answer, knowledge: Knowledge) -> str | None:
    """The subject whose sentence a fact says."""
    known = (one for one in answer.subjects if one in knowledge.subjects)
    return next((one for one in known if any(f.say in fact.text for f in knowledge.subjects[one].facts)), None)
