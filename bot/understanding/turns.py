"""What a message does to the talk itself: it corrects, or it turns to another person.

``corrects``     "wrong word, …", "I misread", "I meant my neck"
``contradicts``  "no, it doesn't go down my leg"
``taken_back``   findings that are withdrawn as mistaken, not merely better
``turns_to``     "how about me?" and "my own neck" turn to the writer, "I'm asking for my mother" to another
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml
from bot.model.finding import Finding, Status
from bot.understanding.message import Message

SELF, OTHER = "self", "other"
NEAR = 4
"""Words between "my" and the body part, at most ("my own poor left lower back")."""


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = read_yaml(Path(__file__).parent / "questions" / "turns.yml")
    return {
        name: re.compile("|".join(f"(?:{one})" for one in ones))
        for name, ones in lists.items()
        if name != "able"
    }


@lru_cache(maxsize=1)
def _able() -> dict[str, re.Pattern[str]]:
    named = read_yaml(Path(__file__).parent / "questions" / "turns.yml")["able"]
    return {finding: re.compile(pattern) for finding, pattern in named.items()}


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
    works = (one for one, pattern in _able().items() if pattern.search(_plain(message.text)))
    return tuple(dict.fromkeys((*denied, *works)))


def turns_to(message: Message, findings: Sequence[Finding], subject: str | None) -> str | None:
    """``self`` or ``other`` where the message says that it is now about that person; None else.

    Args:
        message: taken apart.
        findings: what it says.
        subject: whose these findings are, as far as it can be told.
    """
    text, patterns = _plain(message.text), _patterns()
    if patterns["to_self"].search(text):
        return SELF
    if patterns["to_other"].search(text) and (message.tagged("relative") or patterns["they"].search(text)):
        return OTHER
    if patterns["they_are"].search(text) and not _own_body(message):
        return OTHER
    if subject == OTHER:
        return None
    told = any(finding.status is Status.PRESENT for finding in findings)
    return SELF if told and (_own_body(message) or patterns["i_too"].search(text)) else None


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
