"""What a message does to the talk itself: it corrects, or it turns to another person.

``corrects``     "wrong word, …", "I misread", "I meant my neck"
``contradicts``  "no, it doesn't go down my leg"
``taken_back``   findings that are withdrawn as mistaken, not merely better
``turns_to``     "how about me?" turns to the writer, "I'm asking for my mother" to another
``speaks_of_own``  "my arm tingles"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.knowledge.yaml_lines import read_yaml
from bot.model.finding import Finding, Status
from bot.understanding.message import Message

SELF, OTHER = "self", "other"
NEAR = 4
"""Words between "my" and the body part, at most ("my own poor left lower back")."""


BY_FINDING = ("able", "fine")
"""Lists that name a finding for each pattern."""


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    return dict(read_yaml(Path(__file__).parent / "questions" / "turns.yml"))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    named = {name: ones for name, ones in _lists().items() if name not in BY_FINDING}
    return {name: re.compile("|".join(f"(?:{one})" for one in ones)) for name, ones in named.items()}


@lru_cache(maxsize=2)
def _by_finding(name: str) -> dict[str, re.Pattern[str]]:
    return {finding: re.compile(pattern) for finding, pattern in _lists()[name].items()}


def _found(name: str, text: str) -> tuple[str, ...]:
    plain = _plain(text)
    return tuple(one for one, pattern in _by_finding(name).items() if pattern.search(plain))


def all_right(message: Message, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Denials of what is said to be all right ("my head is fine"), where nothing else is said of it."""
    told = {finding.id for finding in findings}
    named = (one for one in _found("fine", message.text) if one not in told)
    return tuple(Finding(one, Status.ABSENT, None, message.text.strip()) for one in named)


def corrects(text: str) -> bool:
    """Whether the message says that something was wrong."""
    return bool(_patterns()["corrects"].search(_plain(text)))


def contradicts(text: str) -> bool:
    """Whether the message says no to what was understood last: "no, it doesn't go down my leg"."""
    return bool(_patterns()["contradicts"].match(_plain(text)))


def taken_back(message: Message, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Findings that the message withdraws as mistaken: it says that it corrects, and denies them or tells
    that all works ("I misread, I can pee")."""
    if not corrects(message.text):
        return ()
    denied = (finding.id for finding in findings if finding.status is Status.ABSENT)
    return tuple(dict.fromkeys((*denied, *_found("able", message.text))))


def turns_to(message: Message) -> str | None:
    """``self`` or ``other`` where the message says that it is now about that person; None else."""
    text, patterns = _plain(message.text), _patterns()
    if patterns["to_self"].search(text):
        return SELF
    if patterns["child"].search(text):
        return OTHER
    if patterns["to_other"].search(text) and (message.tagged("relative") or patterns["they"].search(text)):
        return OTHER
    return OTHER if patterns["they_are"].search(text) and not _own_body(message) else None


def speaks_of_own(message: Message, findings: Sequence[Finding], subject: str | None) -> bool:
    """Whether a complaint is plainly the writer's own: "my arm tingles", "I feel it too".

    Args:
        message: taken apart.
        findings: what it says.
        subject: whose these findings are, as far as it can be told.
    """
    told = subject != OTHER and any(finding.status is Status.PRESENT for finding in findings)
    return told and (_own_body(message) or bool(_patterns()["i_too"].search(_plain(message.text))))


def _own_body(message: Message) -> bool:
    """Whether a part of the writer's own body is named: "my neck", not "my mother's neck"."""
    keys = message.keys
    bodies = {message.place(hit) for hit in message.hits if hit.concept.kind == "body"}
    relatives = {message.places[hit.last] for hit in message.tagged("relative")}
    return any(
        key == "my" and _first(range(at + 1, at + 2 + NEAR), bodies, relatives) for at, key in enumerate(keys)
    )


def _first(places: range, bodies: set[int], relatives: set[int]) -> bool:
    """Whether a body part stands there before any relative."""
    met = next((at for at in places if at in bodies or at in relatives), None)
    return met is not None and met in bodies


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())
