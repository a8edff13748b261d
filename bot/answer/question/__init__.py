"""From a question to facts with their sources, the cautions beside them and where one may go next.

    asked      what is asked
    follow     follow-ups, filled in from what was talked about
    compare    two regions or two subjects side by side
    lists      treatments or causes of a region, in full
    tell       what is known of many subjects, or of one that is asked for without words
    words      what share of a question the words of each fact cover
    near       how near in meaning each fact is
    measure    all that speaks for each fact
    rank       all facts in the order in which they answer, and how sure it is that one does
    find       the facts that answer well enough
    speak      facts as statements: whose claim, who disagrees, what to mind

Each way of answering returns None where it does not fit; the first that fits answers. Comparing, listing and
telling fit where nothing is asked beyond their topic, subjects and regions; all else is ranked.
"""

from __future__ import annotations

from bot.answer.question import compare, find, lists, rank, tell
from bot.answer.question.asked import Asked
from bot.answer.question.find import ENOUGH, related
from bot.answer.question.follow import resolve
from bot.answer.question.speak import Hit, build, find_hit, nothing
from bot.answer.question.tell import explain_words, nearby
from bot.knowledge.base import Knowledge
from bot.model.answer import Answer

__all__ = [
    "ENOUGH", "Asked", "Hit", "answer", "build", "explain_words", "find_hit", "nearby", "related", "resolve",
    "warm_up",
]  # fmt: skip


def answer(asked: Asked, knowledge: Knowledge, least: float = ENOUGH) -> Answer:
    """Answer from the knowledge base; an Answer without facts where the documents do not say.

    Args:
        asked: the question.
        knowledge: where it is looked up.
        least: how sure (0 to 1) it must be that a fact answers, where facts are ranked.
    """
    found = tell.warn(asked, knowledge)
    if found is None and find.is_plain(asked, knowledge):
        ways = (way(asked, knowledge) for way in (compare.answer, lists.answer, tell.answer))
        found = next((one for one in ways if one is not None and one.facts), None)
    return found or find.answer(asked, knowledge, least) or nothing(asked, knowledge)


def warm_up(knowledge: Knowledge) -> None:
    """Load what ranking needs, so that the first person who asks does not wait a second for it."""
    rank.rank(Asked(terms=("pain",), text="pain"), knowledge)
