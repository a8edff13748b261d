"""What goes on from the last answer: the rest of it, the same in simpler words, and why."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import question
from bot.answer.question import Asked, Hit
from bot.consultation.answering import Reply, after_answer, answer_reply, told
from bot.consultation.noticing import notice_reply
from bot.consultation.turn import Context
from bot.knowledge.content import Therapy
from bot.model.episode import Episode
from bot.model.reading import Query

ABOUT_TREATMENT = Query("treatment")


def go_on(kind: str, episode: Episode, context: Context) -> tuple[Reply, Episode]:
    """The reply to ``more``, ``simpler`` or ``reasons``; a notice where nothing is left to say."""
    if not episode.told:
        return answer_reply(ABOUT_TREATMENT, episode, context)  # what the assessment left out
    hits = {"more": _rest, "simpler": _simpler, "reasons": _reasons}[kind](episode, context)
    if not hits:
        return notice_reply("nothing_more", episode, context)
    asked = Asked(episode.topic if kind == "more" else None, present=episode.present)
    found = question.build(asked, hits, context.knowledge, labelled=True)
    after = after_answer(found, asked, episode)
    # It is still the same that is talked about.
    about = episode.subjects or after.subjects
    return told(found, context), replace(after, topic=episode.topic, subjects=about)


def _rest(episode: Episode, context: Context) -> tuple[Hit, ...]:
    found = (question.find_hit(ref, context.knowledge) for ref in episode.rest)
    return tuple(hit for hit in found if hit)


def _simpler(episode: Episode, context: Context) -> tuple[Hit, ...]:
    """The one fact that was told first, after what the hard words in it mean."""
    first = question.find_hit(episode.told[0], context.knowledge)
    if first is None:
        return ()
    return (*question.explain_words(first, context.knowledge), first)


def _reasons(episode: Episode, context: Context) -> tuple[Hit, ...]:
    """How a treatment works, what is behind anything else; without what was told."""
    subjects = {ref.partition(".")[0]: None for ref in episode.told}
    return tuple(
        Hit(subject, fact)
        for one in subjects
        if (subject := context.knowledge.subjects.get(one))
        for fact in subject.facts
        if fact.topic == ("how_it_works" if isinstance(subject, Therapy) else "causes")
        and f"{one}.{fact.id}" not in episode.told
    )
