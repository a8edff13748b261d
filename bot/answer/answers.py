"""An answer as the contract's data and as blocks."""

from __future__ import annotations

from typing import Any

from bot.answer import wording
from bot.answer.references import with_sources
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Fact
from bot.model.answer import Answer
from bot.model.blocks import Block, Blocks, Heading, List, Paragraph
from bot.model.citation import Citation, Statement


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
    words = wording.load().phrases
    if answer.table is not None:
        said = tuple(fact for fact in answer.facts if _told(fact, answer, knowledge)[0] in knowledge.topics)
        cited = (source for caution in answer.cautions for source in caution.sources)
        mind = Paragraph((Statement(words.to_mind, tuple(dict.fromkeys(cited))),))
        return (*_list(said), answer.table, *((mind,) if answer.cautions else ()))
    if answer.by_name:
        return _by_name(answer, knowledge)
    facts = (Paragraph(answer.facts),) if len(answer.facts) == 1 else _list(answer.facts)
    return (*facts, *_list(answer.cautions, words.cautions))


def _list(items: tuple[Statement, ...], title: str = "") -> tuple[Block, ...]:
    """A list, under its title where it has one; nothing where there are no items."""
    head = (Heading(title),) if title else ()
    return (*head, List(items)) if items else ()


def _by_name(answer: Answer, knowledge: Knowledge) -> tuple[Block, ...]:
    """What the facts are about, by name; apart what has a caution with it, with the caution's sources."""
    named: dict[str, list[Statement]] = {}
    free: set[str] = set()
    for fact in answer.facts:
        subject, told = _told(fact, answer, knowledge)
        listed = subject in knowledge.treatments or subject in knowledge.conditions
        label = knowledge.subjects[subject].label if subject and listed else fact.text
        cautions = [knowledge.statement(knowledge.cautions[one]) for one in (told.cautions if told else ())]
        named.setdefault(label, []).extend((fact, *cautions))
        free.update(() if cautions else {label})
    items = {label: Statement(label, _sources(said)) for label, said in named.items()}
    plain = tuple(item for label, item in items.items() if label in free)
    careful = tuple(item for label, item in items.items() if label not in free)
    words = wording.load().phrases
    return (*_list(plain, words.named), *_list(careful, words.with_care))


def _sources(statements: list[Statement]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(source for said in statements for source in said.sources))


def _told(fact: Statement, answer: Answer, knowledge: Knowledge) -> tuple[str | None, Fact | None]:
    """The subject and the fact of the knowledge base that a statement says."""
    for one in answer.subjects:
        for entry in knowledge.subjects[one].facts if one in knowledge.subjects else ():
            if entry.say in fact.text:
                return one, entry
    return None, None
