"""What is neither an assessment nor an answer, and the thread that is picked up after a digression."""

from __future__ import annotations

from dataclasses import replace

from bot.answer import notice, telling, wording
from bot.answer.references import with_sources
from bot.consultation.answering import Reply
from bot.consultation.asides import LEADING, RESUME, at_level
from bot.consultation.next_question import buttons_of, question_of
from bot.consultation.returning import CHANGED
from bot.consultation.turn import Context, Turn
from bot.model.assessment import PLACE, Option, Question
from bot.model.blocks import Block, Blocks, Choices, Heading, List, Paragraph, Sources, Warning
from bot.model.citation import Statement
from bot.model.episode import Episode
from bot.model.reading import Query
from bot.triage import assess

NOT_UNDERSTOOD = "not_understood"
ASK_WHERE = "where"
"""Says a kind word and puts the question of this name."""
OUT_OF_SCOPE = "out_of_scope"
WRONG = "which_is_wrong"
"""Asked what is wrong, one needs to see what was understood."""
RESUMING = ("answer", "notice")
"""Kinds after which the question that waits is asked again; a summary or an export stands alone."""
PARTING = ("goodbye",)
DECLINED = ("declined_dose", "declined_diagnosis")
WITH_SAFETY_NET = ("thanks", "goodbye")
AFRESH = {"restart": "restarted", "forget": "forgotten"}
"""Commands after which nothing is known, and the notices that say so."""
STEPS = ("", "_again", "_menu")
"""What is said to the first, second and every further message in a row that was not understood."""
IN_EMERGENCY = {NOT_UNDERSTOOD: "unclear_in_emergency", "acknowledged": "heard_in_emergency"}
"""Notices that have other words there, so that nothing stands in the way of help."""
MENU = NOT_UNDERSTOOD + STEPS[-1]
RETURNING = ("greeting", NOT_UNDERSTOOD, "acknowledged", ASK_WHERE)
"""Notices in whose place someone who comes back after a long time is asked what has changed."""


def notice_reply(
    name: str, episode: Episode, context: Context, query: Query | None = None
) -> tuple[Reply, Episode]:
    """A notice; after two messages in a row that were not understood it is a menu.

    ``query``: what the message asked; what makes a medicine unsafe for this person is said beside a refusal.
    """
    if episode.urgency == "emergency":
        name = IN_EMERGENCY.get(name, name)
    misses = episode.misses + 1 if name == NOT_UNDERSTOOD else 0
    name += STEPS[min(misses, len(STEPS)) - 1] if misses else ""
    episode = replace(episode, misses=misses, pending=_still_asked(name, episode))
    if name == NOT_UNDERSTOOD and episode.regions:
        name = "not_placed"
    name = _beyond(episode) if name == OUT_OF_SCOPE else at_level(name, episode)
    blocks = notice.compose(name, context.knowledge, context.contacts)
    if name.endswith(LEADING):
        blocks = with_sources((Warning(_said(blocks)),), context.knowledge)
    if name in WITH_SAFETY_NET and episode.started:
        blocks = _with_safety_net(blocks, episode, context)
    if name in DECLINED and query is not None:
        blocks = with_sources(
            (*_without_sources(blocks), *_unsafe(query, episode, context)), context.knowledge
        )
    if name == WRONG:
        blocks = (*blocks, telling.recall(episode, context.knowledge))
    if name == RESUME:
        found = assess(episode, context.knowledge, context.contacts)
        stands = telling.stand(found, episode, context.knowledge, context.contacts)
        blocks = with_sources((*blocks, *stands), context.knowledge)
    return (notice.describe(name), blocks, notice.options(name)), episode


def _beyond(episode: Episode) -> str:
    """What is said beside the spine: while it is talked about, or while a doctor is needed today."""
    if episode.regions:
        return "beside_the_matter"
    return "out_of_scope_today" if episode.urgency == "urgent" else OUT_OF_SCOPE


def _still_asked(name: str, episode: Episode) -> str | None:
    """The question that waits after a notice. A menu ends the thread, for asking once more what was not
    answered twice would be a loop; so does the answer that it hurts somewhere else."""
    if name == ASK_WHERE:
        return PLACE
    elsewhere = name == OUT_OF_SCOPE and episode.pending == PLACE
    return None if elsewhere or name == MENU else episode.pending


def digress(reply: Reply, episode: Episode, context: Context) -> Turn:
    """A turn beside the thread: an emergency stays in view, and the question that waits is asked again."""
    custom, blocks, options = reply
    resumes = custom["kind"] in RESUMING and custom.get("id") not in PARTING
    episode = _take_up(episode) if resumes else episode
    waiting = question_of(episode.pending, episode, context) if resumes else None
    if waiting is not None:
        blocks = _before_sources(
            blocks, *_resumed(waiting, episode, context, first=custom.get("id") == ASK_WHERE)
        )
    if episode.urgency == "emergency":
        found = assess(episode, context.knowledge, context.contacts)
        blocks = _led_by(telling.still_emergency(found).statements, blocks, context)
    buttons: tuple[Option, ...] = buttons_of(waiting) or options
    return Turn(custom, blocks, buttons, replace(episode, updated=context.now.timestamp()))


def _take_up(episode: Episode) -> Episode:
    """With a safety question that rested and now fits; not after a menu, nor where help comes first."""
    rests = episode.pending is None and not episode.misses and episode.urgency != "emergency"
    return replace(episode, pending=episode.unanswered[-1]) if rests and episode.unanswered else episode


def keep_in_view(turn: Turn, context: Context) -> Turn:
    """While the talk is about one person, the other's emergency stays in view."""
    other = turn.episode.parked
    if other is None or other.urgency != "emergency" or turn.forget:
        return turn
    words = wording.load().phrases
    found = assess(other, context.knowledge, context.contacts)
    reminder = (Statement(words.still_parked[other.subject], ()), *found.action[:1])
    return replace(turn, blocks=_led_by(reminder, turn.blocks, context))


def _led_by(statements: tuple[Statement, ...], blocks: Blocks, context: Context) -> Blocks:
    """The blocks after a warning; one that leads them already comes first in it."""
    own = [said for block in blocks if isinstance(block, Warning) for said in block.statements]
    body = (block for block in blocks if not isinstance(block, (Warning, Sources)))
    listed = [ref.citation for block in blocks if isinstance(block, Sources) for ref in block.references]
    return with_sources((Warning((*own, *statements)), *body), context.knowledge, listed)


def _resumed(waiting: Question, episode: Episode, context: Context, *, first: bool) -> tuple[Block, ...]:
    """The question that waits; after a long time away what was said last time stands before it.

    ``first``: whether it is put for the first time.
    """
    if first:
        return (Choices(waiting.text, waiting.options),)
    if waiting.id == CHANGED:
        return telling.recall(episode, context.knowledge, last_time=True), Choices(
            waiting.text, waiting.options
        )
    return (Choices(f"{wording.load().phrases.resumed} {waiting.text}", waiting.options),)


def _unsafe(query: Query, episode: Episode, context: Context) -> tuple[Block, ...]:
    """The cautions of medicines that are asked about and that something about this person makes unsafe."""
    there = {*episode.present, *(("possible_pregnancy",) if episode.pregnant else ())}
    therapies = (
        context.knowledge.treatments[one] for one in query.subjects if one in context.knowledge.treatments
    )
    named = dict.fromkeys(row.caution for one in therapies for row in one.unsafe_with if row.finding in there)
    cautions = tuple(context.knowledge.statement(context.knowledge.cautions[one]) for one in named)
    return (Paragraph(cautions),) if cautions else ()


def _said(blocks: Blocks) -> tuple[Statement, ...]:
    return tuple(said for block in blocks if isinstance(block, Paragraph) for said in block.statements)


def _without_sources(blocks: Blocks) -> Blocks:
    return tuple(block for block in blocks if not isinstance(block, Sources))


def _with_safety_net(blocks: Blocks, episode: Episode, context: Context) -> Blocks:
    found = assess(episode, context.knowledge, context.contacts)
    if not found.watch_for:
        return blocks
    # What the notice says to everybody is then said for this person.
    blocks = blocks[:1]
    stays = telling.stand(found, episode, context.knowledge, context.contacts)[1:]
    net: Blocks = (*stays, Heading(wording.load().phrases.watch_for), List(found.watch_for))
    return with_sources((*_without_sources(blocks), *net), context.knowledge)


def _before_sources(blocks: Blocks, *added: Block) -> Blocks:
    last = blocks[-1] if blocks else None
    return (*blocks[:-1], *added, last) if isinstance(last, Sources) else (*blocks, *added)
