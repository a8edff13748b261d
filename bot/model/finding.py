"""What a person has, has not, or only mentions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

REGIONS = ("neck", "upper_back", "lower_back", "back")
"""Regions of the spine; ``back`` is a back that is not said more exactly."""


class Status(str, Enum):
    """Have, have not, or only mentioned (past, feared, someone else's). Not asked is no Finding at all."""

    PRESENT = "present"
    ABSENT = "absent"
    MENTIONED = "mentioned"


@dataclass(frozen=True)
class Finding:
    """One finding in one message.

    Attributes:
        id: an id of ``bot/knowledge/findings``.
        status: have, have not, only mentioned.
        region: the region of the spine it was said of, None where none was said.
        words: the person's own words.
    """

    id: str
    status: Status
    region: str | None = None
    words: str = ""
