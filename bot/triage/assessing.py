"""The entry of triage: an episode in, an assessment out."""

from __future__ import annotations

from dataclasses import replace

from bot.knowledge.base import Knowledge
from bot.model.assessment import PLACE, URGENCIES, Assessment, Question
from bot.model.citation import Statement
from bot.model.contacts import Contacts
from bot.model.episode import Episode
from bot.triage import causes, questions, treatments
from bot.triage.protocol import protocol_of
from bot.triage.urgency import Verdict, advise, judge

_WATCHED = {
    "neck": ("neck",),
    "upper_back": ("upper_back", "back"),
    "lower_back": ("back",),
    "back": ("back",),
}
"""Advice that fits a region begins with ``watch_`` and one of these; ``watch_any_`` fits all."""


def assess(episode: Episode, knowledge: Knowledge, contacts: Contacts, *, brief: bool = False) -> Assessment:
    """How soon to be seen and why, what may be behind it, what is done about it, and what to ask next.

    Args:
        episode: all that is known; its ``urgency`` is a floor, and ``present`` holds what findings imply too.
        brief: how soon, why and what may be behind it, and no more: half of the work.

    Raises:
        KnowledgeError: at first use, when a rule or question of the knowledge base is wrong.
    """
    protocol = protocol_of(knowledge)
    verdict = judge(episode, knowledge, protocol, contacts)
    ranked = _rank(episode, verdict, knowledge)
    more = verdict.level != "emergency" and not brief
    question = questions.choose(episode, knowledge, protocol, ranked) if more else None
    action = _action(verdict, question, episode, knowledge, contacts)
    return Assessment(
        urgency=verdict.level,
        action=(*action, *_still_open(verdict, question, episode, knowledge, contacts)),
        reasons=verdict.reasons,
        causes=tuple(causes.describe(one, knowledge) for one in ranked),
        treatments=treatments.choose(episode, (one.condition for one in ranked), knowledge) if more else (),
        watch_for=_watch_for(episode, knowledge, contacts) if more else (),
        next_question=question,
    )


def _action(
    verdict: Verdict, question: Question | None, episode: Episode, knowledge: Knowledge, contacts: Contacts
) -> tuple[Statement, ...]:
    """What to do now. Nobody is told to look after it alone before it is known where it hurts."""
    if verdict.level == URGENCIES[0] and question is not None and question.id == PLACE:
        return (advise(knowledge.advice["place_first"], episode, knowledge, contacts),)
    return verdict.action


def _still_open(
    verdict: Verdict, question: Question | None, episode: Episode, knowledge: Knowledge, contacts: Contacts
) -> tuple[Statement, ...]:
    """Says beside a low level that the warning signs were asked about, or are now, and are not yet known."""
    asked = {*episode.unanswered, *episode.passed, *((question.id,) if question else ())}
    known = verdict.level not in ("self_care", "routine")
    waits = not known and any(knowledge.questions[one].insists for one in asked)
    return (advise(knowledge.advice["not_yet_said"], episode, knowledge, contacts),) if waits else ()


def _rank(episode: Episode, verdict: Verdict, knowledge: Knowledge) -> tuple[causes.Ranked, ...]:
    """In an emergency what goes with its sign comes first, then only what a finding speaks for; where the
    spine has none (heart, despair), no cause in the spine is named."""
    if verdict.level != "emergency":
        return causes.rank(episode, knowledge)
    # Their wording was not learned: "I fell off a ladder and my neck is sore" would be a strain.
    ranked = causes.rank(replace(episode, leanings=()), knowledge)
    deciding = {wider for reason in verdict.deciding for wider in knowledge.implied(reason.id)}
    telling = {one.condition.id for one in ranked if any(row.finding in deciding for row in one.speaking_for)}
    shown = (one for one in ranked if one.backed or one.condition.id in telling)
    return tuple(sorted(shown, key=lambda one: one.condition.id not in telling)) if telling else ()


def _watch_for(episode: Episode, knowledge: Knowledge, contacts: Contacts) -> tuple[Statement, ...]:
    """The safety net for the regions that were said, for all regions where none was."""
    regions = episode.regions or tuple(_WATCHED)
    parts = dict.fromkeys(part for region in regions for part in _WATCHED[region])
    starts = tuple(f"watch_{part}_" for part in (*parts, "any"))
    return tuple(
        advise(advice, episode, knowledge, contacts)
        for name, advice in knowledge.advice.items()
        if name.startswith(starts)
    )
