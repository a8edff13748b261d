"""What the bot makes of a first message: reading → episode → reply, through the code that answers people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from time import process_time
from typing import Any

from bot.components.intents import settle_intent
from bot.consult import Context, Turn, consult
from bot.consultation.episodes import follow
from bot.knowledge.loader import load
from bot.model.contacts import Contacts
from bot.model.episode import Episode
from bot.model.reading import Reading
from bot.understanding.read import read
from evaluation.labels import NONE

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
"""The day on which the messages were written: "since Monday" counts from it."""

NOT_ASSESSED: dict[str, Any] = {"urgency": NONE, "causes": []}

Reader = Callable[[str], Reading]


@dataclass(frozen=True)
class Prediction:
    """What came out.

    Attributes:
        level: the urgency of the assessment, ``none`` where the reply is no assessment.
        present, absent, regions, duration_days, severity, subject, age_years: as the episode has them.
        causes: ids of conditions, the first named first.
        seconds: processor time that reading and replying took.
    """

    level: str
    present: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    duration_days: int | None = None
    severity: int | None = None
    subject: str = "self"
    age_years: int | None = None
    causes: tuple[str, ...] = ()
    seconds: tuple[float, float] = (0.0, 0.0)


def read_by_rules(text: str) -> Reading:
    """The rules alone, on the day the messages were written."""
    return read(text, NOW.date())


def predict(text: str, guess: str | None, reader: Reader = read_by_rules) -> Prediction:
    """The reply to a first message.

    Args:
        text: as typed.
        guess: the intent classifier's first choice; None to leave all to what was understood.
        reader: what reads the text.
    """
    started = process_time()
    reading = reader(text)
    understood = process_time()
    turn = consult(settle_intent(guess, reading, text), reading, Episode(), _context())
    return _prediction(reading, turn, (understood - started, process_time() - understood))


def _prediction(reading: Reading, turn: Turn, seconds: tuple[float, float]) -> Prediction:
    # Followed here once more: what a reply that is no assessment does not keep is scored too.
    episode = follow(Episode(), reading, load())
    assessed: dict[str, Any] = turn.custom if turn.custom["kind"] == "assessment" else NOT_ASSESSED
    return Prediction(
        level=assessed["urgency"],
        present=frozenset(episode.present),
        absent=frozenset(episode.absent),
        regions=frozenset(episode.regions),
        duration_days=episode.duration_days,
        severity=episode.severity,
        subject=episode.subject,
        age_years=episode.age_years,
        causes=tuple(cause["id"] for cause in assessed["causes"]),
        seconds=seconds,
    )


@lru_cache(maxsize=1)
def _context() -> Context:
    return Context(load(), Contacts(), NOW)
