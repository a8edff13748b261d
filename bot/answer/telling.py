"""An assessment as blocks: first what to do now, and only so much that it is read.

The first causes are told, and what is done about it only where no question follows: else a quick reply offers
it. Later turns of the same level say only what is new. Before the place is known little is said but where?
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answer import wording
from bot.answer.answers import answer_blocks
from bot.answer.assessment import with_cautions
from bot.answer.references import spare, with_sources
from bot.answer.understood import news, understood, weighed
from bot.knowledge.base import Knowledge
from bot.model.answer import Answer
from bot.model.assessment import PLACE, Assessment, Cause, Option
from bot.model.blocks import Block, Blocks, Choices, Heading, List, Paragraph, Warning
from bot.model.citation import Statement
from bot.model.contacts import Contacts
from bot.model.episode import Episode

MOST_REASONS, MOST_CAUSES, MOST_TREATMENTS = 3, 3, 4
"""Said in the text; the data hold all."""


@dataclass(frozen=True)
class Told:
    """What was said before: the episode then, and its assessment."""

    episode: Episode
    assessment: Assessment


def compose(
    assessment: Assessment,
    episode: Episode,
    knowledge: Knowledge,
    contacts: Contacts,
    *,
    answer: Answer | None = None,
    note: tuple[Block, ...] = (),
    told: Told | None = None,
) -> Blocks:
    """An assessment as blocks; ``note`` stands after what to do and what was understood.

    ``told``: what need not be said again, None where all is said.
    """
    words = wording.load().phrases
    placed = assessment.next_question is None or assessment.next_question.id != PLACE
    if told is None:
        first = (_lead(assessment, contacts), recall(episode, knowledge))
        blocks = [*first, *note] if placed else [*note, *first]
    else:
        blocks = [_noted(told, assessment, episode, knowledge, contacts), *note]
    blocks += _headed(words.why, _reasons(assessment, told))
    if answer is not None:
        blocks += [Heading(words.your_question), *answer_blocks(answer, knowledge)]
    blocks += _headed(words.causes, _causes(assessment, episode, knowledge, told))
    offered = further(assessment, told)
    if told is None and not offered:
        blocks += _treatments(assessment, episode, knowledge)
    if told is None and placed:
        blocks += _headed(words.watch_for, assessment.watch_for)
    if assessment.next_question is not None:
        blocks.append(Choices(assessment.next_question.text, (*assessment.next_question.options, *offered)))
    if told is None:
        blocks.append(_plain(words.disclaimer))
    return with_sources(spare(blocks), knowledge)


def further(assessment: Assessment, told: Told | None) -> tuple[Option, ...]:
    """Quick replies for what the text leaves out, beside those of the question that follows."""
    if told is not None or assessment.next_question is None or not assessment.treatments:
        return ()
    words = wording.load().phrases
    return (Option(words.treated, words.treated_payload),)


def recall(episode: Episode, knowledge: Knowledge, *, last_time: bool = False) -> Paragraph:
    """What was understood, in one line."""
    said = understood(episode, knowledge)
    return _plain(wording.load().phrases.last_time.format(understood=said) if last_time else said)


def stand(
    assessment: Assessment, episode: Episode, knowledge: Knowledge, contacts: Contacts
) -> tuple[Paragraph, ...]:
    """Where the talk stands: what was understood, and the advice so far."""
    return recall(episode, knowledge), Paragraph(_stays(assessment, knowledge, contacts))


def still_emergency(assessment: Assessment) -> Warning:
    """Keeps an emergency in view while something else is talked about."""
    said = wording.load().phrases.still_emergency
    return Warning((*assessment.action[:1], Statement(said, ()), *assessment.action[1:]))


def _lead(assessment: Assessment, contacts: Contacts) -> Warning | Paragraph:
    """What to do now, first of all."""
    fallback = (Statement(contacts.fill(wording.load().phrases.levels[assessment.urgency]), ()),)
    action = assessment.action or fallback
    return Warning(action) if assessment.urgency == "emergency" else Paragraph(action)


def _noted(
    told: Told, assessment: Assessment, episode: Episode, knowledge: Knowledge, contacts: Contacts
) -> Paragraph:
    """What is new, and that the advice stays."""
    said = news(told.episode, episode, knowledge) or understood(episode, knowledge)
    return Paragraph((Statement(said, ()), *_stays(assessment, knowledge, contacts)))


def _stays(assessment: Assessment, knowledge: Knowledge, contacts: Contacts) -> tuple[Statement, ...]:
    """The advice in one sentence, and what is still open."""
    (first, *_) = _lead(assessment, contacts).statements
    stays = wording.load().phrases.advice_stays.format(advice=first.text)
    asked = knowledge.advice["not_yet_said"]
    waits = (one for one in assessment.action if one.text in (asked.say, asked.say_other))
    return Statement(stays, first.sources), *waits


def _reasons(assessment: Assessment, told: Told | None) -> tuple[Statement, ...]:
    known = {reason.id for reason in told.assessment.reasons} if told else set()
    new = (reason.statement for reason in assessment.reasons if reason.id not in known)
    return tuple(new)[:MOST_REASONS]


def _causes(
    assessment: Assessment, episode: Episode, knowledge: Knowledge, told: Told | None
) -> tuple[Statement, ...]:
    """The first causes; of those told before only what reads differently now."""
    said = set(_causes(told.assessment, told.episode, knowledge, None)) if told else set()
    lines = [_cause(cause, episode, knowledge) for cause in assessment.causes[:MOST_CAUSES]]
    return tuple(line for line in lines if line not in said)


def _cause(cause: Cause, episode: Episode, knowledge: Knowledge) -> Statement:
    words = wording.load().phrases
    why, against = (", ".join(weighed(side, episode, knowledge)) for side in (cause.why, cause.against))
    template = {
        (True, True): words.cause_both,
        (True, False): words.cause_for,
        (False, True): words.cause_against,
        (False, False): words.cause_bare,
    }[bool(why), bool(against)]
    return Statement(template.format(name=cause.name, why=why, against=against), cause.sources)


def _treatments(assessment: Assessment, episode: Episode, knowledge: Knowledge) -> Iterator[Block]:
    """The first treatments by name in one line, and what public guidance says beyond the documents."""
    first = tuple(with_cautions(assessment, episode, knowledge))[:MOST_TREATMENTS]
    if first:
        names = ", ".join(_lower(treatment.name) for treatment, _ in first)
        sources = tuple(dict.fromkeys(source for treatment, _ in first for source in treatment.sources))
        said = Statement(wording.load().phrases.treated_with.format(items=names), sources)
        heard = [set(action.sources) for action in assessment.action]
        cautions = (caution for _, cautions in first for caution in cautions)
        # What the advice has just said, on the same grounds, is not said twice.
        fresh = (one for one in cautions if not any(set(one.sources) <= known for known in heard))
        yield Paragraph((said, *fresh))


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _headed(title: str, items: tuple[Statement, ...]) -> Iterator[Block]:
    if items:
        yield Heading(title)
        yield List(items)


def _plain(text: str) -> Paragraph:
    return Paragraph((Statement(text, ()),))
