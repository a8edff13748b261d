"""The turn that answers a description of symptoms, a reply to a question, or a correction."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import assessment as telling
from bot.answer import notice, wording
from bot.answer.question import Asked
from bot.consultation import answering, kinds
from bot.consultation.episodes import follow
from bot.consultation.replies import says_yes_to_many
from bot.consultation.turn import Context, Turn
from bot.model.assessment import Assessment, Option, Question, higher
from bot.model.blocks import Block, Paragraph
from bot.model.citation import Statement
from bot.model.episode import Episode
from bot.model.reading import Reading
from bot.triage import assess


def assess_turn(
    intent: str, reading: Reading, before: Episode, context: Context, *, returned: bool = False
) -> Turn:
    """Merge the message into the episode, assess all of it, and ask one next question."""
    episode = follow(before, reading, context.knowledge)
    found = _ask_next(assess(episode, context.knowledge, context.contacts), reading, before, episode, context)
    calm = found.urgency != "emergency"
    about = Asked(present=episode.present)
    if calm:
        about = replace(
            about, subjects=answering.of_assessment(reading.query, found), regions=episode.regions
        )
    answer = answering.answer_beside(intent, reading, about, context)
    note = _note(intent, returned, context)
    blocks = telling.compose(
        found,
        episode,
        context.knowledge,
        context.contacts,
        answer=answer,
        note=note,
        # In an emergency everything is said each time.
        short=calm and before.urgency == found.urgency,
    )
    after = remember(episode, found, context)
    data = telling.describe(found, episode, context.knowledge, answer=answer, note=note)
    return Turn(data, blocks, buttons_of(found.next_question), after)


def remember(episode: Episode, found: Assessment, context: Context) -> Episode:
    """The episode with the level reached and the question that now waits."""
    asked = found.next_question.id if found.next_question else None
    return replace(
        episode,
        urgency=higher(episode.urgency, found.urgency),
        asked=tuple(dict.fromkeys((*episode.asked, asked))) if asked else episode.asked,
        pending=asked,
        topic=None,
        subjects=(),
        # A bare yes is asked about once: counted as half understood, so that the next one moves on.
        misses=1 if asked and asked == episode.pending else 0,
        updated=context.now.timestamp(),
    )


def buttons_of(question: Question | None) -> tuple[Option, ...]:
    """The quick replies of a question."""
    return question.options if question else ()


def question_of(ask: str | None, context: Context) -> Question | None:
    """A question as it was asked, so that it can be asked again."""
    entry = context.knowledge.questions.get(ask or "")
    if entry is None:
        return None
    return Question(entry.id, entry.say, tuple(Option(one.title, one.payload) for one in entry.options))


def _ask_next(
    found: Assessment, reading: Reading, before: Episode, now: Episode, context: Context
) -> Assessment:
    """The question that fits the reply: which of several after a bare yes, the one before after "back"."""
    if found.urgency == "emergency":
        return found
    if says_yes_to_many(reading, before, context.knowledge) and before.misses == 0:
        which = question_of(before.pending, context)
        words = wording.load().phrases.which_one
        return replace(found, next_question=replace(which, text=words)) if which else found
    if reading.reply == "back" and len(now.asked) > 1:
        return replace(found, next_question=question_of(now.asked[-2], context) or found.next_question)
    return found


def _note(intent: str, returned: bool, context: Context) -> tuple[Block, ...]:
    """What else has to be said: that the bot started afresh, that it gives no diagnosis or dose."""
    said: list[Block] = []
    if returned:
        said.append(Paragraph((Statement(wording.load().phrases.returned, ()),)))
    if intent in kinds.DECLINED:
        said += notice.paragraphs(kinds.NOTICES[intent], context.knowledge, context.contacts)
    return tuple(said)
