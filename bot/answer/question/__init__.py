"""From a question to facts with their sources, the cautions beside them and where one may go next.

    asked      what is asked, follow-ups filled in from what was talked about
    lists      treatments or causes of a region, in full
    compare    two regions or two subjects side by side
    tell       what is known of a subject
    look_up    the facts that share the rarest words with the question
    speak      facts as statements: whose claim, who disagrees, what to mind

Each way of answering returns None where it does not fit; the first that fits answers.
"""

from __future__ import annotations

from bot.answer.question import compare, lists, look_up, tell
from bot.answer.question.asked import Asked, resolve
from bot.answer.question.speak import nothing
from bot.answer.question.tell import nearby
from bot.knowledge.base import Knowledge
from bot.model.answer import Answer

__all__ = ["Asked", "answer", "nearby", "resolve"]

WAYS = (compare.answer, lists.answer, tell.answer, look_up.answer)


def answer(asked: Asked, knowledge: Knowledge) -> Answer:
    """Answer from the knowledge base; an Answer without facts where the documents do not say."""
    if look_up.is_foreign(asked, knowledge):
        return nothing(asked, knowledge)
    for way in WAYS:
        found = way(asked, knowledge)
        if found is not None and found.facts:
            return found
    return nothing(asked, knowledge)
