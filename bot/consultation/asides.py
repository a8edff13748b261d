"""What is said beside the matter and gets a direct answer: a lift, money, fear, where the talk stands."""

from __future__ import annotations

from bot.answer import wording
from bot.model.assessment import URGENCIES
from bot.model.episode import Episode
from bot.model.reading import Reading

LEADING = f"_at_{URGENCIES[-1]}"
"""Ends the name of what leads the reply: in an emergency a question is answered before all else."""
RESUME = "resume"
"""Asked where the talk stands."""
COMFORT = "comfort"
PRIVACY = "privacy"
"""Asked who reads this: "who can see what I write?" denies nothing, whatever it reads like."""


def at_level(name: str, episode: Episode) -> str:
    """The notice's wording for the level reached; its own name where there is none."""
    fitting = f"{name}_at_{episode.urgency}"
    return fitting if fitting in wording.load().notices else name


def aside_of(reading: Reading, episode: Episode) -> str | None:
    """What the message asks beside the matter, where there is a direct answer at this level."""
    if reading.aside is None or at_level(reading.aside, episode) not in wording.load().notices:
        return None
    return "nothing_yet" if reading.aside == RESUME and not episode.started else reading.aside
