"""The question that a turn puts: the one that triage chose, unless the reply calls for another."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import wording
from bot.answer.understood import labels
from bot.consultation.replies import says_yes_to_many
from bot.consultation.turn import Context
from bot.consultation.withdrawing import CHECK
from bot.model.assessment import Assessment, Option, Question
from bot.model.episode import Episode
from bot.model.reading import Reading
from bot.triage.questions import describe as describe_question

BACK = "back"
"""The reply that asks for the question before."""


def buttons_of(question: Question | None) -> tuple[Option, ...]:
    """The quick replies of a question."""
    return question.options if question else ()


def question_of(ask: str | None, episode: Episode, context: Context) -> Question | None:
    """A question as it was asked, so that it can be asked again."""
    entry = context.knowledge.questions.get(ask or "")
    if entry is None:
        return None
    items = ", ".join(labels(episode.withdrawn, context.knowledge))
    question = describe_question(entry, episode)
    return replace(question, text=question.text.format(items=items))


def ask_next(
    found: Assessment, reading: Reading, before: Episode, now: Episode, context: Context
) -> Assessment:
    """The question that fits the reply: a check, which of several after a bare yes, the one before after
    "back"."""
    if now.withdrawn and _unchecked(reading, before, now):
        return replace(found, next_question=question_of(CHECK, now, context))
    if found.urgency == "emergency":
        return found
    if says_yes_to_many(reading, before, context.knowledge) and before.misses == 0:
        which = question_of(before.pending, now, context)
        words = wording.load().phrases.which_one
        return replace(found, next_question=replace(which, text=words)) if which else found
    again = question_of(_one_back(now), now, context) if reading.reply == BACK else None
    if again is not None:
        return replace(found, next_question=again)
    return _put_again(found, now, context)


def _one_back(episode: Episode) -> str | None:
    """The question before the one that waits, else the last."""
    asked = episode.asked
    earlier = asked[: asked.index(episode.pending)] if episode.pending in asked else asked
    return earlier[-1] if earlier else None


def _put_again(found: Assessment, now: Episode, context: Context) -> Assessment:
    """Says of a question that got no answer so far, not even in part, that it is put once more."""
    ask = found.next_question
    if ask is None or ask.id not in now.unanswered:
        return found
    if {*now.present, *now.absent}.intersection(context.knowledge.questions[ask.id].asks):
        return found
    words = wording.load().phrases.once_more
    return replace(found, next_question=replace(ask, text=f"{words} {ask.text}"))


def _unchecked(reading: Reading, before: Episode, now: Episode) -> bool:
    """Whether a sign that was taken back must be asked about; twice at most."""
    if before.pending != CHECK:
        return True
    return before.misses == 0 or not set(now.withdrawn).issubset(before.withdrawn)
