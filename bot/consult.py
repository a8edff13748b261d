"""The one place that knows the order of the stages, from a reading to a reply and what is then known.

    turn      whose trouble it is, and whether it is still the same after a long time
    complete  a bare reply gets its meaning from the question that waits
    decide    symptoms first, then what is asked of the bot, then questions, then everything else
    reply     assessment, answer, summary, export or notice
    remember  the episode that the next message continues

Pure: takes findings, episode and question, never text; the same input gives the same reply.
"""

from __future__ import annotations

from dataclasses import replace

from bot.consultation import answering
from bot.consultation.answering import Reply
from bot.consultation.assessing import assess_turn
from bot.consultation.doubts import doubt_guesses, hear_out
from bot.consultation.episodes import adopt, follow, follow_person
from bot.consultation.follow_ups import go_on
from bot.consultation.kinds import decide
from bot.consultation.noticing import AFRESH, ASK_WHERE, RETURNING, digress, keep_in_view, notice_reply
from bot.consultation.people import turn_to
from bot.consultation.questions import GOING_ON, heard
from bot.consultation.replies import complete
from bot.consultation.returning import begins_anew, ended, goes_on, rest
from bot.consultation.said import Said
from bot.consultation.symptoms import describes
from bot.consultation.turn import Context, Turn
from bot.model.assessment import higher
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Query, Reading
from bot.triage.protocol import protocol_of
from bot.triage.urgency import find_level

PRESSING = ("urgent", "emergency")
"""Levels that are said whatever else a message is about."""
TELLING = ("limb_only", "nothing_yet", "noted", ASK_WHERE)
"""Notices to what tells something, which is kept, before any trouble of neck or back is known."""
ABOUT_THE_DOCUMENTS = Query("about_documents", ("about_the_documents",))
"""What is asked by "where does that come from?" before anything was said."""
__all__ = ["Context", "Turn", "consult"]


def consult(intent: str, reading: Reading, episode: Episode, context: Context) -> Turn:
    """Answer one message.

    Args:
        intent: what the classifier made of it; it decides only where nothing that was read does.
        reading: what the message says.
        episode: what is known so far.
        context: knowledge, numbers to call and the time.
    """
    stored = adopt(episode, context.knowledge)
    if stored.started and ended(stored, context.now, context.idle_hours):
        stored = rest(stored, context.now)
        if not goes_on(reading, stored, context.knowledge):
            return keep_in_view(_welcome_back(intent, reading, stored, context), context)
    before = turn_to(stored, reading)
    meant = doubt_guesses(hear_out(heard(intent, reading, before), before, context), before, context)
    read = complete(meant, before, context.knowledge)
    turned = stored.started and before.subject != stored.subject
    said = Said(intent, read, before, context.knowledge, answering.knows(read.query, before, context), turned)
    kind = decide(said)
    if begins_anew(read, before, context.knowledge):
        before = Episode(subject=before.subject, owned=before.owned)
        kind = "assess" if describes(replace(said, episode=before)) else "restart"
    if kind == "assess" or _presses(read, before, context):
        return keep_in_view(assess_turn(intent, read, before, context), context)
    return keep_in_view(_beside(kind, read, before, context), context)


def _welcome_back(intent: str, reading: Reading, known: Episode, context: Context) -> Turn:
    """The first message after a long time: a description starts afresh, all else looks back."""
    reading = heard(intent, reading, Episode())
    kind = decide(Said(intent, reading, Episode(), context.knowledge))
    if kind == "assess" or _presses(reading, Episode(), context):
        return assess_turn(intent, reading, Episode(), context, earlier=known)
    return _beside("returned" if kind in RETURNING else kind, reading, known, context)


def _beside(kind: str, reading: Reading, episode: Episode, context: Context) -> Turn:
    reply, after = _reply(kind, reading, episode, context)
    return replace(digress(reply, after, context), forget=kind == "forget")


def _presses(reading: Reading, episode: Episode, context: Context) -> bool:
    """Whether what a message says makes it urgent, also where nothing in it speaks of the spine."""
    if not reading.ids(Status.PRESENT):
        return False
    level = find_level(follow(episode, reading, context.knowledge), protocol_of(context.knowledge))
    return level in PRESSING and higher(level, episode.urgency) != episode.urgency


def _reply(kind: str, reading: Reading, episode: Episode, context: Context) -> tuple[Reply, Episode]:
    """The reply of a kind, and the episode after it."""
    if kind == "answer":
        return answering.answer_reply(*_asked_by(reading, episode), context)
    if kind in GOING_ON.values():
        return go_on(kind, episode, context)
    if kind == "export":
        return answering.export_reply(episode, context), episode
    if kind in AFRESH:
        return notice_reply(AFRESH[kind], Episode(), context)
    if kind in ("explain", "summary", "sources"):
        return _of_episode(kind, reading, episode, context)
    known = (
        follow(episode, reading, context.knowledge) if kind in TELLING else follow_person(episode, reading)
    )
    return notice_reply(kind, known, context, reading.query)


def _asked_by(reading: Reading, episode: Episode) -> tuple[Query, Episode]:
    """What is asked, and by whom: an age is the person's own unless the question may be about anyone's."""
    query = reading.query or Query()
    of_anyone = query.topic is not None or query.form is not None
    return query, episode if of_anyone else follow_person(episode, reading)


def _of_episode(kind: str, reading: Reading, episode: Episode, context: Context) -> tuple[Reply, Episode]:
    """What looks back on the conversation; before anything was said there is nothing to look back on."""
    kept = replace(episode, misses=0)
    if kind == "sources" and (episode.started or episode.told):
        told = answering.sources_reply(episode, context)
        if told[0]["facts"]:
            return told, kept
    elif kind == "sources":
        return answering.answer_reply(ABOUT_THE_DOCUMENTS, kept, context)
    if not episode.started:
        return notice_reply("nothing_yet", episode, context)
    if kind == "summary":
        return answering.summary_reply(episode, context), kept
    return answering.explain_reply(reading, episode, context), kept
