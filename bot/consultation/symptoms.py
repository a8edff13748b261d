"""Whether a message describes symptoms, adds to what was described, or puts it right."""

from __future__ import annotations

from bot.consultation.questions import asks
from bot.consultation.replies import ANSWERS, chosen_value
from bot.consultation.said import COMPLAINT, DECLINED, UNKNOWN, Said
from bot.consultation.withdrawing import STAYING
from bot.knowledge.base import Knowledge
from bot.model.finding import Status
from bot.model.reading import Reading

SPEAKING = ("spinal", "nerve", "warning", "emergency_sign")
"""Roles that make a message a description of symptoms by themselves."""
WITH_PLACE = ("limb", "general")
"""Roles that do so beside a region."""
CHANGES = ("improving", "worsening")
"""Findings that "better" and "worse" give, which a question may well hold."""


def describes(said: Said) -> bool:
    """Whether symptoms are described, a question that waits is answered, or something is put right."""
    complains = bool(said.roles.intersection(SPEAKING))
    placed = bool(said.roles.intersection(WITH_PLACE)) or (said.intent == COMPLAINT and not _carries_on(said))
    return complains or (bool(said.reading.regions) and placed) or _replies(said) or _continues(said)


def tells(said: Said) -> bool:
    """Whether something is said to be there or not, or a bare reply is given."""
    return bool(said.reading.reply or said.reading.regions or said.present or said.absent)


def in_doubt(intent: str, reading: Reading, knowledge: Knowledge) -> tuple[str, ...]:
    """Warning signs that a message only seems to mention while it says nothing else."""
    if intent not in (COMPLAINT, UNKNOWN) or reading.ids(Status.PRESENT):
        return ()
    named = (one for one in reading.ids(Status.MENTIONED) if one in knowledge.findings)
    return tuple(one for one in named if knowledge.findings[one].role in STAYING)


def _carries_on(said: Said) -> bool:
    """Whether it only carries the last answer over to another place ("and the neck?")."""
    told = bool(said.present or said.absent or said.reading.own)
    return bool(said.episode.told) and said.reading.query is not None and not told


def _replies(said: Said) -> bool:
    """Whether it answers the question that waits."""
    chosen = chosen_value(said.reading, said.episode, said.knowledge) is not None
    return said.episode.pending is not None and (said.reading.reply in ANSWERS or chosen)


def _continues(said: Said) -> bool:
    """Whether it adds to an episode or puts it right."""
    if not said.episode.started or _only_wants(said):
        return False
    reading, query = said.reading, said.reading.query
    asked = query is not None and asks(said.intent, query)
    # "How can I sleep better?" says of nothing that it is better.
    told = bool(said.present) and not (asked and set(said.present) <= set(CHANGES))
    if told or said.absent or reading.taken_back or reading.detail or (reading.corrects and reading.regions):
        return True
    only_names = query is not None and query.topic is None and query.form is None  # "pain 7/10 VAS"
    return (not asked or only_names) and says_how(reading)


def _only_wants(said: Said) -> bool:
    """Whether it wants a dose or a diagnosis and no more: "how much ibuprofen can I take?"."""
    adds = said.reading.corrects or (said.reading.query is None and bool(said.roles))
    return said.intent in DECLINED and not adds


def says_how(reading: Reading) -> bool:
    """Whether it says where, since when, how bad, or of whom."""
    values = (reading.duration_days, reading.severity, reading.age_years, reading.pregnant, reading.side)
    return bool(reading.regions) or any(value is not None for value in values)
