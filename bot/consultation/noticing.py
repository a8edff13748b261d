"""What is neither an assessment nor an answer, and the thread that is picked up after a digression."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import assessment as telling
from bot.answer import notice, wording
from bot.answer.references import with_sources
from bot.consultation.answering import Reply
from bot.consultation.assessing import buttons_of, question_of
from bot.consultation.turn import Context, Turn
from bot.model.assessment import Option
from bot.model.blocks import Blocks, Choices, Heading, List, Sources
from bot.model.episode import Episode
from bot.triage import assess

NOT_UNDERSTOOD = "not_understood"
RESUMING = ("answer", "notice")
"""Kinds after which the question that waits is asked again; a summary or an export stands alone."""
PARTING = ("goodbye",)
WITH_SAFETY_NET = ("thanks", "goodbye")
AFRESH = ("restarted", "forgotten")
"""Notices after which nothing is known."""
RETURNING = ("greeting", NOT_UNDERSTOOD, "acknowledged")
"""Notices in whose place someone who comes back after a long time is asked what has changed."""


def notice_reply(name: str, episode: Episode, context: Context) -> tuple[Reply, Episode]:
    """A notice; the second message in a row that was not understood gets a menu."""
    misses = episode.misses + 1 if name == NOT_UNDERSTOOD else 0
    name = f"{name}_again" if misses > 1 else name
    blocks = notice.compose(name, context.knowledge, context.contacts)
    if name in WITH_SAFETY_NET and episode.started:
        blocks = _with_safety_net(blocks, episode, context)
    # The menu ends the thread: asking once more what was not answered twice would be a loop.
    after = replace(episode, misses=misses, pending=None if misses > 1 else episode.pending)
    return (notice.describe(name), blocks, notice.options(name)), after


def digress(reply: Reply, episode: Episode, context: Context) -> Turn:
    """A turn beside the thread: an emergency stays in view, and the question that waits is asked again."""
    custom, blocks, options = reply
    resumes = custom["kind"] in RESUMING and custom.get("id") not in PARTING
    waiting = question_of(episode.pending, context) if resumes else None
    if waiting is not None:
        asks = Choices(f"{wording.load().phrases.resumed} {waiting.text}", waiting.options)
        blocks = _before_sources(blocks, asks)
    if episode.urgency == "emergency":
        found = assess(episode, context.knowledge, context.contacts)
        body = (block for block in blocks if not isinstance(block, Sources))
        listed = [ref.citation for block in blocks if isinstance(block, Sources) for ref in block.references]
        blocks = with_sources((telling.still_emergency(found), *body), context.knowledge, listed)
    buttons: tuple[Option, ...] = buttons_of(waiting) or options
    return Turn(custom, blocks, buttons, replace(episode, updated=context.now.timestamp()))


def _with_safety_net(blocks: Blocks, episode: Episode, context: Context) -> Blocks:
    found = assess(episode, context.knowledge, context.contacts)
    if not found.watch_for:
        return blocks
    net = (Heading(wording.load().phrases.watch_for), List(found.watch_for))
    body = tuple(block for block in blocks if not isinstance(block, Sources))
    return with_sources((*body, *net), context.knowledge)


def _before_sources(blocks: Blocks, added: Choices) -> Blocks:
    last = blocks[-1] if blocks else None
    return (*blocks[:-1], added, last) if isinstance(last, Sources) else (*blocks, added)
