"""How long the complaint itself has lasted, among all times that a message names.

Left out are the time of an operation, of a pregnancy, of a change ("better today"), and of what is only
mentioned: "my brother had a slipped disc ten years ago".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.model.finding import Status
from bot.understanding import amounts
from bot.understanding.mentions import HISTORY, Mention
from bot.understanding.message import Message
from bot.understanding.places import BREAK
from bot.understanding.segments import SENTENCE_END

NOT_NOW = HISTORY | {"spinal_procedure", "blood_thinners", "taking_anti_inflammatories"}
PASSING = re.compile(r"today|tonight|yesterday|last night|this (?:morning|afternoon|evening)", re.IGNORECASE)
"""Beside another time these say when something else was: "worse today, I've had it for two years"."""
DENIED = re.compile(r"\bnot (?:for |since |about )*$", re.IGNORECASE)  # "not 2 weeks, 2 days"
GESTATION = re.compile(r"\bpregnant[ ,(]*(?:for |at |about )?$", re.IGNORECASE)
CHANGES = ("improving", "worsening")


def find_spans(
    message: Message, mentions: Sequence[Mention], today: date, years: int | None
) -> list[amounts.Amount]:
    """How long, in days; the pain's own time first where it can be told apart.

    Args:
        message: taken apart.
        mentions: what it says, with whose it is settled.
        today: what "since Monday" counts from.
        years: the age that was said, from which "since my thirties" counts.
    """
    text, aside = message.text, _asides(message, mentions)
    spans = amounts.durations(text, today, years)
    spans = [span for span in spans if not any(start <= span.start < end for start, end in aside)]
    pains = [m for m in mentions if m.finding in {"pain", "stiffness"} and m.status is Status.PRESENT]
    others = [m for m in mentions if m.finding in NOT_NOW]
    if others:
        spans = [span for span in spans if _gap(span, pains, text) <= _gap(span, others, text)]
    changes = [m for m in mentions if m.finding in CHANGES]
    spans = [span for span in spans if not _of_change(span, text, pains, changes)]
    spans = [span for span in spans if not DENIED.search(text[: span.start])] or spans
    spans = [span for span in spans if not GESTATION.search(text[: span.start])]
    if any(span.value for span in spans):
        spans = [span for span in spans if span.value or not PASSING.fullmatch(text[span.start : span.end])]
    return sorted(spans, key=lambda span: _gap(span, pains, text)) if pains else spans


def _asides(message: Message, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """First and last character of the clauses that only mention something and complain of nothing."""
    places = {m.place: m.status for m in sorted(mentions, key=lambda m: m.status is Status.PRESENT)}
    found = []
    for at, status in places.items():
        start, end = message.layout.clause(at)
        if status is Status.MENTIONED and not any(
            start <= place <= end and known is not Status.MENTIONED for place, known in places.items()
        ):
            found.append((message.offsets[start][0], message.offsets[end][1]))
    return found


def _of_change(span: amounts.Amount, text: str, pains: Sequence[Mention], changes: Sequence[Mention]) -> bool:
    """Whether a day only says when it changed: "it is better today"."""
    passing = PASSING.fullmatch(text[span.start : span.end])
    return bool(passing) and bool(changes) and _gap(span, changes, text) <= _gap(span, pains, text)


def _gap(span: amounts.Amount, mentions: Sequence[Mention], text: str) -> int:
    """Characters between a time that was said and the nearest of some mentions; what only a later sentence
    says is farther off."""
    return min((_distance(span, m, text) for m in mentions), default=10_000)


def _distance(span: amounts.Amount, mention: Mention, text: str) -> int:
    between = text[span.end : mention.start]
    apart = BREAK if SENTENCE_END.intersection(between) else 0
    return max(span.start - mention.end, len(between), 0) + apart
