"""The turn that answers a question, about the documents or about the bot's own answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from bot.answer import answers, explanation, notice, question, summary
from bot.answer.question import Asked
from bot.consultation.questions import UNSAID, asks_beside, declines
from bot.consultation.turn import Context
from bot.model.answer import Answer
from bot.model.assessment import Assessment, Option
from bot.model.blocks import Blocks
from bot.model.citation import Citation
from bot.model.episode import Episode
from bot.model.finding import REGIONS
from bot.model.reading import Query, Reading
from bot.triage import assess

BESIDE = 0.5
"""How sure it must be that a fact answers the question in a message that describes symptoms too."""
MOST_SUBJECTS = 2
"""A follow-up to an answer that names none by itself means what was told first."""
Reply = tuple[dict[str, Any], Blocks, tuple[Option, ...]]
"""Data, blocks and quick replies."""


def ask(query: Query, episode: Episode, context: Context) -> tuple[Asked, Answer]:
    """Resolve a question against what was talked about, and answer it from the documents."""
    asked = question.resolve(query, talked_about(query, episode, context), context.knowledge)
    return asked, question.answer(asked, context.knowledge)


def knows(query: Query | None, episode: Episode, context: Context) -> Callable[[float], bool]:
    """Whether the documents answer a question when that must be so sure."""
    if query is None:
        return lambda least: False
    asked = question.resolve(query, talked_about(query, episode, context), context.knowledge)
    return lambda least: bool(question.answer(asked, context.knowledge, least).facts)


def talked_about(query: Query, episode: Episode, context: Context) -> Asked:
    """What a follow-up means: the last answer, else the last assessment."""
    if episode.topic or episode.subjects:
        known = tuple(one for one in episode.subjects if one in context.knowledge.subjects)
        regions = tuple(one for one in episode.subjects if one in REGIONS)
        return Asked(episode.topic, known, regions, present=episode.present, told=episode.told)
    if not episode.started:
        return Asked()
    found = assess(episode, context.knowledge, context.contacts)
    if found.urgency == "emergency":
        return Asked(present=episode.present)
    return Asked(None, of_assessment(query, found), episode.regions, present=episode.present)


def of_assessment(query: Query | None, found: Assessment) -> tuple[str, ...]:
    """What a question without a subject means after an assessment: its causes, or treatments if asked for."""
    if query is None:
        return ()
    entries = found.treatments if query.topic == "treatment" else found.causes
    return tuple(entry.id for entry in entries)


def answer_beside(intent: str, reading: Reading, about: Asked, context: Context) -> Answer | None:
    """The answer to a question within a description of symptoms; None where none is or nothing is known."""
    query = reading.query
    if query is None or declines(intent, query):
        return None
    asked = question.resolve(query, about, context.knowledge)
    found = question.answer(asked, context.knowledge, BESIDE)
    return found if found.facts else None


def answer_reply(query: Query, episode: Episode, context: Context) -> tuple[Reply, Episode]:
    """A question about the documents; the episode remembers what was talked about."""
    asked, found = ask(query, episode, context)
    helpless = not found.facts or asked.topic == "treatment"
    if helpless and episode.urgency == "emergency" and not asked.about:
        # "What would help?" then has one answer: what stands above it, and why.
        return explain_reply(Reading(), episode, context), episode
    if not found.facts:
        nearby = question.nearby(asked, context.knowledge)
        blocks = notice.compose_not_found(nearby, context.knowledge, context.contacts)
        return (notice.describe("not_in_documents"), blocks, found.suggestions), episode
    if asks_beside(query):
        refused = notice.paragraphs(UNSAID["dose"], context.knowledge, context.contacts)
        found = replace(
            found, cautions=(*found.cautions, *(one for said in refused for one in said.statements))
        )
    return told(found, context), after_answer(found, asked, episode)


def after_answer(found: Answer, asked: Asked, episode: Episode) -> Episode:
    """What a follow-up ("any risks?", "the same for the neck?", "more") goes on from."""
    about = asked.about or found.subjects[:MOST_SUBJECTS]
    topic = asked.topic or found.topic
    return replace(episode, topic=topic, subjects=about, told=found.told, rest=found.rest)


def told(found: Answer, context: Context) -> Reply:
    """An answer as a reply."""
    return answers.describe_answer(found), answers.compose_answer(found, context.knowledge), found.suggestions


def explain_reply(reading: Reading, episode: Episode, context: Context) -> Reply:
    """ "Why do you think that?", and "why do you ask?" where a question waits."""
    if reading.reply == "why" and episode.pending:
        why = explanation.explain_question(episode.pending, context.knowledge)
        if why is not None:
            return told(why, context)
    found = assess(episode, context.knowledge, context.contacts)
    return told(explanation.explain(found, episode, context.knowledge), context)


def sources_reply(episode: Episode, context: Context) -> Reply:
    """ "Where does that come from?": the sources of the last answer, else of the assessment."""
    return told(explanation.name_sources(_last_cited(episode, context), context.knowledge), context)


def summary_reply(episode: Episode, context: Context) -> Reply:
    """The summary for a clinician."""
    found = assess(episode, context.knowledge, context.contacts)
    today = context.now.date()
    data = summary.describe(found, episode, context.knowledge, today)
    return data, summary.compose(found, episode, context.knowledge, today), ()


def export_reply(episode: Episode, context: Context) -> Reply:
    """Everything that is stored about this conversation."""
    conversation = {**context.stored, "episode": episode.as_dict()}
    return summary.describe_export(conversation), summary.compose_export(conversation), ()


def _last_cited(episode: Episode, context: Context) -> Iterable[Citation]:
    hits = [hit for ref in episode.told if (hit := question.find_hit(ref, context.knowledge))]
    if not hits:
        return explanation.cited(assess(episode, context.knowledge, context.contacts))
    found = question.build(Asked(present=episode.present), tuple(hits), context.knowledge, whole=True)
    return [source for said in (*found.facts, *found.cautions) for source in said.sources]
