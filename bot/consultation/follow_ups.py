"""What goes on from the last answer: the rest of it, the same in simpler words, and why."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import question
from bot.answer.question import Asked, Hit
from bot.consultation.answering import Reply, after_answer, answer_reply, told
from bot.consultation.noticing import notice_reply
from bot.consultation.turn import Context
from bot.knowledge.content import Therapy, Topical
from bot.model.episode import Episode
from bot.model.reading import Query

ABOUT_TREATMENT = Query("treatment")
REMEMBERED = 24
"""Facts that were told and are not told again by "more"."""


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
    said = (*found.told, *episode.told)[:REMEMBERED] if kind == "more" else found.told
    return told(found, context), replace(after, topic=episode.topic, subjects=about, told=said)


def _rest(episode: Episode, context: Context) -> tuple[Hit, ...]:
    found = (question.find_hit(ref, context.knowledge) for ref in episode.rest)
    return tuple(hit for hit in found if hit) or _further(episode, context)


def _further(episode: Episode, context: Context) -> tuple[Hit, ...]:
    """What else is known of the subject that was told first: its topic before the others."""
    first = question.find_hit(episode.told[0], context.knowledge)
    if first is None:
        return ()
    hits = (Hit(first.subject, fact) for fact in first.subject.facts)
    new = (hit for hit in hits if hit.ref not in episode.told)
    return tuple(sorted(new, key=lambda hit: hit.fact.topic != first.fact.topic))


def _simpler(episode: Episode, context: Context) -> tuple[Hit, ...]:
    """The one fact that was told first, after what the hard words in it mean."""
    first = question.find_hit(episode.told[0], context.knowledge)
    if first is None:
        return ()
    return (*question.explain_words(first, context.knowledge), first)


def _reasons(episode: Episode, context: Context) -> tuple[Hit, ...]:
    """How a treatment works, what is behind a condition, else what is near in meaning; not what was told."""
    subjects = {ref.partition(".")[0]: None for ref in episode.told}
    hits = tuple(
        Hit(subject, fact)
        for one in subjects
        if (subject := context.knowledge.subjects.get(one)) and not isinstance(subject, Topical)
        for fact in subject.facts
        if fact.topic == ("how_it_works" if isinstance(subject, Therapy) else "causes")
        and f"{one}.{fact.id}" not in episode.told
    )
    first = question.find_hit(episode.told[0], context.knowledge)
    if hits or first is None:
        return hits
    return question.related(f"Why? {first.fact.say}", episode.told, context.knowledge)
