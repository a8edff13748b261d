"""What came of the golden questions: totals of both parts, and never a message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from evaluation.figures import Share, share_of
from evaluation.questions.answer import Answered
from evaluation.report.tables import NOTHING, Lines, percent, show, table
from evaluation.rows import DEVELOPMENT, SEALED

GOAL = 0.95
PARTS = {SEALED: "sealed part", DEVELOPMENT: "development part"}
KINDS: dict[str, Callable[[Answered], bool]] = {
    "right fact, with its sources": lambda one: bool(one.question.facts) and not one.question.after,
    "the same for follow-ups": lambda one: bool(one.question.facts) and bool(one.question.after),
    "not in the documents, and said so": lambda one: not one.question.facts,
}
NOTE = (
    "Each question goes through the whole of the bot, follow-ups after what was said before. Right is a reply"
    ' that tells one of the facts that answer, before "more", with all its sources. Where the documents do'
    " not say, it is one that says so or declines. Share, counts and 95% interval (Wilson). The sealed part"
    " was seen by nobody who built anything. Words and weights were chosen with the development part in"
    " view, whose file `data/corpus/questions/dev_8.yml` was an earlier sealed part, until some of its rows"
    " were shown by mistake."
)


def show_questions(answered: Sequence[Answered]) -> Lines:
    """A line a kind of question, a column a part."""
    rows = [(kind, percent(GOAL), *(show(_share(answered, part, kind)) for part in PARTS)) for kind in KINDS]
    rows.append(("words of an answer, median", "at most 90", *(_words(answered, part) for part in PARTS)))
    return [NOTE, "", *table(("", "to reach", *PARTS.values()), rows)]


def _share(answered: Sequence[Answered], part: str, kind: str) -> Share:
    return share_of(one.right for one in answered if one.question.part == part and KINDS[kind](one))


def _words(answered: Sequence[Answered], part: str) -> str:
    counts = [one.words for one in answered if one.question.part == part and one.kind == "answer"]
    return f"{median(counts):.0f}" if counts else NOTHING
