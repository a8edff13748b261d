"""The turn that answers a description of symptoms, a reply to a question, or a correction."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import notice, telling, wording
from bot.answer.assessment import describe
from bot.answer.question import Asked
from bot.consultation import answering
from bot.consultation.asides import COMFORT, RESUME, aside_of, at_level
from bot.consultation.doubts import ask_rather
from bot.consultation.episodes import follow
from bot.consultation.next_question import BACK, ask_next, buttons_of
from bot.consultation.questions import of_unanswered
from bot.consultation.returning import CHANGED
from bot.consultation.turn import Context, Turn
from bot.consultation.unanswered import settle, wait_for
from bot.consultation.withdrawing import CHECK
from bot.model.answer import Answer
from bot.model.assessment import PLACE, Assessment, higher
from bot.model.blocks import Block, Paragraph
from bot.model.citation import Statement
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Reading
from bot.triage import assess

SEVERE, GREAT = "severe_pain", 8
"""What makes a pain a great one: the finding, or the least number."""
LOW = "low_mood"
"""A finding that deserves comfort beside the assessment."""


def assess_turn(
    intent: str, reading: Reading, before: Episode, context: Context, *, earlier: Episode | None = None
) -> Turn:
    """Merge the message into the episode, assess all of it, and ask one next question.

    ``earlier``: what was known before a long time away, to be mentioned and no more.
    """
    reading = ask_rather(intent, reading, before, context)
    episode = settle(follow(before, reading, context.knowledge), reading, context.knowledge)
    found = ask_next(assess(episode, context.knowledge, context.contacts), reading, before, episode, context)
    answer = answering.answer_beside(intent, reading, _about(reading, found, episode), context)
    unanswered = of_unanswered(intent, reading.query, answered=answer is not None)
    note = (
        *_feel_with(found, episode),
        *_note(unanswered, before, episode, earlier, context),
        *_beside(reading, before, found, context),
    )
    told = None if reading.turns_to else _told(before, found, context)
    blocks = telling.compose(
        found,
        episode,
        context.knowledge,
        context.contacts,
        answer=answer,
        note=note,
        told=told,
    )
    after = remember(episode, found, answer, reading, context)
    data = describe(found, episode, context.knowledge, answer=answer, note=note)
    return Turn(data, blocks, (*buttons_of(found.next_question), *telling.further(found, told)), after)


def _about(reading: Reading, found: Assessment, episode: Episode) -> Asked:
    """What a question beside the symptoms may mean without naming it."""
    if found.urgency == "emergency":
        return Asked(present=episode.present)
    subjects = answering.of_assessment(reading.query, found)
    return Asked(present=episode.present, subjects=subjects, regions=episode.regions)


def _told(before: Episode, found: Assessment, context: Context) -> telling.Told | None:
    """What the person has been told already; None where all is said: it is new, or long ago."""
    afresh = before.urgency != found.urgency or found.urgency == "emergency"
    if not before.started or afresh or before.pending in (PLACE, CHANGED):
        return None
    return telling.Told(before, assess(before, context.knowledge, context.contacts, brief=True))


def remember(
    episode: Episode, found: Assessment, answer: Answer | None, reading: Reading, context: Context
) -> Episode:
    """The episode with the level reached and the question that now waits."""
    asked = found.next_question.id if found.next_question else None
    unclear = asked == episode.pending and (asked == CHECK or reading.reply == "yes")
    return replace(
        episode,
        urgency=higher(episode.urgency, found.urgency),
        asked=episode.asked if reading.reply == BACK else _put_last(asked, episode.asked),
        unanswered=wait_for(asked, episode, context.knowledge),
        pending=asked,
        topic=answer.topic if answer else None,
        subjects=answer.subjects[: answering.MOST_SUBJECTS] if answer else (),
        told=answer.told if answer else (),
        rest=answer.rest if answer else (),
        withdrawn=episode.withdrawn if asked == CHECK else (),
        # A bare yes is asked about once: counted as half understood, so that the next one moves on.
        misses=1 if asked and unclear else 0,
        updated=context.now.timestamp(),
    )


def _put_last(asked: str | None, before: tuple[str, ...]) -> tuple[str, ...]:
    """The questions asked, each once, the newest last."""
    return before if asked is None else (*(one for one in before if one != asked), asked)


def _beside(reading: Reading, before: Episode, found: Assessment, context: Context) -> tuple[Block, ...]:
    """A direct answer to what is said beside the symptoms; low spirits get comfort and the crisis line."""
    reached = replace(before, urgency=higher(before.urgency, found.urgency))
    low = LOW in reading.ids(Status.PRESENT) and LOW not in before.present
    aside = COMFORT if low else aside_of(reading, reached)
    if aside is None or aside == RESUME:
        return ()
    return notice.paragraphs(at_level(aside, reached), context.knowledge, context.contacts)


def _feel_with(found: Assessment, episode: Episode) -> tuple[Block, ...]:
    """A kind word for someone in great pain who is first asked where it is."""
    great = SEVERE in episode.present or (episode.severity or 0) >= GREAT
    if not great or found.next_question is None or found.next_question.id != PLACE:
        return ()
    return (Paragraph((Statement(wording.load().phrases.great_pain, ()),)),)


def _note(
    unanswered: str | None, before: Episode, episode: Episode, earlier: Episode | None, context: Context
) -> tuple[Block, ...]:
    """What else has to be said: that it started afresh, that better is not well, what is not answered."""
    said: list[Block] = []
    if earlier is not None:
        said += [telling.recall(earlier, context.knowledge, last_time=True)]
        said += [Paragraph((Statement(wording.load().phrases.returned, ()),))]
    if set(episode.eased) - set(before.eased):
        said += [Paragraph((Statement(wording.load().phrases.eased, ()),))]
    if unanswered is not None:
        said += notice.paragraphs(unanswered, context.knowledge, context.contacts)
    return tuple(said)
