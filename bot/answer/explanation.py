"""Answers about the bot's own answers: why it thinks so, why it asks, and where it has it from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.answer import wording
from bot.answer.references import GUIDELINE, spell_date
from bot.answer.understood import weighed
from bot.knowledge.base import Knowledge
from bot.model.answer import Answer
from bot.model.assessment import Assessment, Cause
from bot.model.citation import Citation, Statement
from bot.model.episode import Episode


def explain(assessment: Assessment, episode: Episode, knowledge: Knowledge) -> Answer:
    """What decided the level, what speaks for and against each cause, and what would change the level."""
    reasons = tuple(reason.statement for reason in assessment.reasons)
    causes = tuple(
        statement for cause in assessment.causes for statement in _weigh(cause, episode, knowledge)
    )
    facts = (*(reasons or assessment.action), *causes)
    return Answer("explanation", tuple(cause.id for cause in assessment.causes), facts, assessment.watch_for)


def explain_question(question: str, knowledge: Knowledge) -> Answer | None:
    """Why something is asked: the rules that its answer could make hold. None where no rule depends on it."""
    ask = knowledge.questions.get(question)
    asks = set(ask.asks) if ask else set()
    rules = [rule for rule in knowledge.rules.values() if rule.deciding in asks]
    words = wording.load().phrases
    said = [
        Statement(words.why_asked.format(reason=rule.say), knowledge.sources(rule.cites)) for rule in rules
    ]
    return Answer("explanation", (), tuple(dict.fromkeys(said))) if said else None


def name_sources(citations: Iterable[Citation], knowledge: Knowledge) -> Answer:
    """Every source by title, what kind of source it is, its date, and who profits from what it says."""
    by_document: dict[str, list[Citation]] = {}
    for citation in citations:
        by_document.setdefault(citation.document, []).append(citation)
    facts = [
        Statement(_about(document, knowledge), tuple(dict.fromkeys(cited)))
        for document, cited in by_document.items()
    ]
    return Answer("sources", tuple(by_document), tuple(facts))


def cited(assessment: Assessment) -> Iterator[Citation]:
    """Every citation of an assessment, in the order of the text."""
    for said in (*assessment.action, *(reason.statement for reason in assessment.reasons)):
        yield from said.sources
    for cause in assessment.causes:
        yield from cause.sources
    for treatment in assessment.treatments:
        yield from treatment.sources
    for said in assessment.watch_for:
        yield from said.sources


def _weigh(cause: Cause, episode: Episode, knowledge: Knowledge) -> Iterator[Statement]:
    words = wording.load().phrases
    why, against = (weighed(side, episode, knowledge) for side in (cause.why, cause.against))
    if why:
        yield Statement(words.cause_explained.format(name=cause.name, why=", ".join(why)), cause.sources)
    if against:
        yield Statement(
            words.cause_doubted.format(name=cause.name, against=", ".join(against)), cause.sources
        )
    if not (why or against):
        yield Statement(words.cause_known.format(name=cause.name), cause.sources)


def _about(document: str, knowledge: Knowledge) -> str:
    words = wording.load().phrases
    if document.startswith(GUIDELINE):
        guideline = knowledge.guidelines[document.removeprefix(GUIDELINE)]
        return words.guideline.format(
            title=guideline.title, publisher=guideline.publisher, dated=guideline.year
        )
    entry = knowledge.documents[document]
    template = words.document_interest if entry.interest else words.document
    dated = spell_date(entry.published) or words.no_date
    return template.format(title=entry.title, kind=entry.kind, dated=dated, interest=entry.interest)
