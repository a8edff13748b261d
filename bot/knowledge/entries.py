"""What all shapes of content rest on: unknown keys, missing citations and empty texts are refused.

Citations are written as ``htd-12`` (document prefix and statement number) or ``nice_ng59/acupuncture``
(guideline and section).
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConstrainedStr, Extra, validator

RegionId = Literal["neck", "upper_back", "lower_back", "back"]
Strength = Literal["typical", "possible", "rare", "against"]
Topic = Literal[
    "definition", "causes", "symptoms", "radiation", "prevalence", "who", "course", "risk_factors",
    "treatment", "how_it_works", "side_effects", "duration", "evidence", "diagnosis", "tests",
    "anatomy", "complications", "prevention", "when_to_seek_care", "statistics", "traditional_view",
    "points", "techniques", "comparison", "posture", "about_documents", "staying_active",
]  # fmt: skip
Answered = Literal["same", "better", "worse", "other", "yes", "no"]
Role = Literal["spinal", "nerve", "limb", "general", "circumstance", "warning", "companion", "emergency_sign"]


class Text(ConstrainedStr):
    """A text that says something."""

    strip_whitespace = True
    min_length = 1


class Entry(BaseModel):
    """Base: immutable, nothing but the listed keys."""

    class Config:
        """Pydantic's own switchboard."""

        extra = Extra.forbid
        frozen = True


class Cited(Entry):
    """What is said with its support: at least one citation, none twice."""

    cites: tuple[Text, ...]

    @validator("cites")
    def _supported(cls, cites: tuple[Text, ...]) -> tuple[Text, ...]:  # noqa: N805 - pydantic 1 passes the class
        if not cites or len(set(cites)) < len(cites):
            raise ValueError("at least one citation is needed, and none may stand twice")
        return cites


class Dated(Entry):
    """An entry that is checked again from time to time."""

    id: Text
    checked_on: date
