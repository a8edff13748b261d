"""The one place that knows the order of the stages, from a reading to a reply and what is then known.

    complete  a bare reply gets its meaning from the question that waits
    decide    symptoms first, then what is asked of the bot, then questions, then everything else
    reply     assessment, answer, summary, export or notice
    remember  the episode that the next message continues

Pure: takes findings, episode and question, never text; the same input gives the same reply.
"""

from __future__ import annotations

from dataclasses import replace

from bot.consultation import answering, kinds
from bot.consultation.answering import Reply
from bot.consultation.assessing import assess_turn
from bot.consultation.episodes import adopt, ended, follow, follow_person
from bot.consultation.noticing import AFRESH, RETURNING, digress, notice_reply
from bot.consultation.replies import complete
from bot.consultation.turn import Context, Turn
from bot.model.episode import Episode
from bot.model.finding import Status
from bot.model.reading import Query, Reading
from bot.triage import assess

__all__ = ["Context", "Turn", "consult"]


def consult(intent: str, reading: Reading, episode: Episode, context: Context) -> Turn:
    """Answer one message.

    Args:
        intent: what the classifier made of it; it decides only where nothing that was read does.
        reading: what the message says.
        episode: what is known so far.
        context: knowledge, numbers to call and the time.
    """
    returned = episode.started and ended(episode, context.now, context.idle_hours)
    before = Episode() if returned else adopt(episode, context.knowledge)
    read = complete(reading, before, context.knowledge)
    kind = kinds.decide(intent, read, before, context.knowledge)
    if kind == "assess" or _emergency(read, before, context):
        return assess_turn(intent, read, before, context, returned=returned)
    if returned and kind in RETURNING:
        kind = "returned"
    reply, after = _reply(kind, read, before, context)
    return replace(digress(reply, after, context), forget=kind == "forget")


def _emergency(reading: Reading, episode: Episode, context: Context) -> bool:
    """Whether what a message says makes an emergency, also where nothing in it speaks of the spine."""
    if not reading.ids(Status.PRESENT):
        return False
    found = assess(follow(episode, reading, context.knowledge), context.knowledge, context.contacts)
    return found.urgency == "emergency" and episode.urgency != "emergency"


def _reply(kind: str, reading: Reading, episode: Episode, context: Context) -> tuple[Reply, Episode]:
    """The reply of a kind, and the episode after it."""
    if kind == "answer":
        return answering.answer_reply(reading.query or Query(), episode, context)
    if kind == "export":
        return answering.export_reply(episode, context), episode
    if kind in ("restart", "forget"):
        name = AFRESH[("restart", "forget").index(kind)]
        return notice_reply(name, Episode(), context)
    if kind in ("explain", "summary", "sources"):
        return _of_episode(kind, reading, episode, context)
    known = (
        follow(episode, reading, context.knowledge)
        if kind == "limb_only"
        else follow_person(episode, reading)
    )
    return notice_reply(kind, known, context)


def _of_episode(kind: str, reading: Reading, episode: Episode, context: Context) -> tuple[Reply, Episode]:
    """What looks back on the conversation; before anything was said there is nothing to look back on."""
    kept = replace(episode, misses=0)
    if kind == "sources" and (episode.started or episode.topic):
        return answering.sources_reply(episode, context), kept
    if not episode.started:
        return notice_reply("nothing_yet", episode, context)
    if kind == "summary":
        return answering.summary_reply(episode, context), kept
    return answering.explain_reply(reading, episode, context), kept
