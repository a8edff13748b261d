"""All that is known so far about one complaint, and what was asked about it.

An episode is immutable: ``consult`` derives the next one from a reading. It travels through one Rasa slot as
plain JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Episode:
    """What one person has said about one complaint.

    Attributes:
        present, absent: finding ids, in the order they became known. What is in neither was not asked.
        region_of: pairs of finding id and the region it was said of.
        guessed: those of ``present`` that nothing literal says, only the learned reading.
        eased: findings that were there and were then denied without being taken back: getting better does not
            lower the level, so what they decided still holds.
        withdrawn: warning signs just taken back, until the check about them is answered.
        suspects: finding ids that something said makes likely and that are not known yet.
        leanings: pairs of a condition's id and how far all messages together lean towards it, over 0.
        regions, side, duration_days, severity, durations, severities, sides, age_years, pregnant: as in a
            Reading.
        subject: ``self`` or ``other``; owned: whether the person has said which.
        parked: what is known of the other person, while the talk is about this one.
        own_words: what the person wrote, for the summary.
        urgency: the highest level reached so far (it falls only when a statement is taken back), None before
            the first.
        asked: ids of questions asked so far, each once, the one put last at the end.
        unanswered: ids of safety questions that wait for an answer, once for each time they were put.
        passed: ids of safety questions that the person would not or could not answer.
        pending: id of the question that waits for an answer.
        topic: what was last answered (a query's topic), for follow-ups; subjects: the same for its subjects.
        told, rest: references of the facts that were last told, and of those that wait for "more".
        misses: messages in a row that were not understood.
        updated: seconds since 1970 of the last message.
    """

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    region_of: tuple[tuple[str, str], ...] = ()
    guessed: tuple[str, ...] = ()
    eased: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    suspects: tuple[str, ...] = ()
    leanings: tuple[tuple[str, float], ...] = ()
    regions: tuple[str, ...] = ()
    side: str | None = None
    duration_days: int | None = None
    severity: int | None = None
    durations: tuple[tuple[str, int], ...] = ()
    severities: tuple[tuple[str, int], ...] = ()
    sides: tuple[tuple[str, str], ...] = ()
    subject: str = "self"
    owned: bool = False
    parked: Episode | None = None
    age_years: int | None = None
    pregnant: bool | None = None
    own_words: tuple[str, ...] = ()
    urgency: str | None = None
    asked: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    pending: str | None = None
    topic: str | None = None
    subjects: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    misses: int = 0
    updated: float | None = None

    @property
    def started(self) -> bool:
        """Whether any symptom or region is known."""
        return bool(self.present or self.regions)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON for the slot; ``from_dict`` reads it back unchanged."""
        # Not ``asdict``, which copies every text within, though nothing in here can change.
        return {**vars(self), "parked": self.parked.as_dict() if self.parked else None}

    @classmethod
    def from_dict(cls, stored: dict[str, Any] | None) -> Episode:
        """Read a stored episode; keys of older or newer versions are ignored, so that an update loses
        nothing else."""
        known = {f.name for f in fields(cls)}
        kept = {key: _frozen(value) for key, value in (stored or {}).items() if key in known}
        kept["parked"] = cls.from_dict(kept["parked"]) if kept.get("parked") else None
        return cls(**kept)


def _frozen(value: Any) -> Any:
    """Lists (as JSON gives them) become tuples, at every depth."""
    return tuple(_frozen(item) for item in value) if isinstance(value, (list, tuple)) else value
