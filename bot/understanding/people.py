"""Who is named in a message, place by place: the writer, somebody else, or nobody who counts (an animal)."""

from __future__ import annotations

from functools import lru_cache

from bot.understanding.language import phrase_keys
from bot.understanding.message import Message
from bot.understanding.segments import SENTENCE_END
from bot.understanding.vocabulary import load_concepts

SELF, OTHER, NOBODY = "self", "other", "nobody"
LITTLE = frozenset(["little", "wee", "year", "old", "eldest", "youngest", "late"])
ASKS = frozenset(["do", "should", "call", "take", "give", "can"])
DETERMINERS = frozenset(
    ["my", "our", "a", "the", "this", "one", "some", "his", "her", "your", "that", "another"]
)
REPORT_REACH = 3
AUXILIARIES = frozenset(
    ["have", "be", "also", "all", "just", "keep", "do", "will", "would", "'s", "always", "only"]
)
"""What may stand between a person and the verb of saying."""


@lru_cache(maxsize=1)
def names_of_people() -> dict[str, frozenset[str]]:
    """Keys by what they name: a relative, an animal, "he", "my", a verb of saying …"""
    names = (
        "they",
        "their",
        "me",
        "my",
        "your",
        "relative",
        "loose_relative",
        "animal",
        "reports",
        "doctor",
        "handles",
    )
    keys = {name: [phrase_keys(phrase) for phrase in load_concepts()[name].phrases] for name in names}
    return {
        name: frozenset(phrase[0] for phrase in phrases if len(phrase) == 1) for name, phrases in keys.items()
    }


def find_people(message: Message) -> list[str | None]:
    """Who is named as the doer at each place; those who only report, help or are handled do not count."""
    names, keys = names_of_people(), message.keys
    named: list[str | None] = [None] * len(keys)
    own = _speaks_of_self(keys, names)
    doers = names["animal"] | names["they"] | names["me"]
    for hit in message.tagged("relative"):
        place = message.places[hit.last]
        if _is_doer(keys, message.place(hit), names):
            named[place] = (
                None
                if own and reports(keys[place + 1 : place + 1 + REPORT_REACH], names["reports"])
                else OTHER
            )
    for at, key in enumerate(keys):
        if key not in doers:
            continue
        reporting = reports(keys[at + 1 : at + 1 + REPORT_REACH], names["reports"])
        if key in names["animal"]:
            named[at] = NOBODY
        elif key in names["they"] and not (own and reporting) and key not in {"him", "them"}:
            named[at] = OTHER
        elif key in names["me"] and not reporting:
            named[at] = SELF
    return named


def find_reporters(message: Message) -> set[int]:
    """Places of relatives who say, think or advise something."""
    verbs, keys = names_of_people()["reports"], message.keys
    ends = (message.places[hit.last] for hit in message.tagged("relative"))
    return {at for at in ends if reports(keys[at + 1 : at + 1 + REPORT_REACH], verbs)}


def _speaks_of_self(keys: list[str], names: dict[str, frozenset[str]]) -> bool:
    """Whether the writer has a body or does something besides asking and reporting."""
    for at, key in enumerate(keys):
        following = keys[at + 1 : at + 1 + REPORT_REACH]
        if key in names["my"] and not names["relative"].union(names["animal"], LITTLE).intersection(
            following[:2]
        ):
            return True
        if (
            key in names["me"]
            and not reports(following, names["reports"])
            and not ASKS.intersection(following[:1])
        ):
            return True
    return False


def _is_doer(keys: list[str], at: int, names: dict[str, frozenset[str]]) -> bool:
    """Whether a relative is spoken of, not merely carried; a mere "teacher" needs a "my" or "a"."""
    before = keys[max(0, at - 2) : at]
    if any(key in names["handles"] for key in before) or _is_writer(keys, at, names):
        return False
    owned = (
        at == 0
        or keys[at - 1] in SENTENCE_END
        or any(key in DETERMINERS for key in before)
        or keys[at + 1 : at + 2] == ["'s"]
    )
    return owned or keys[at] not in names["loose_relative"]


def _is_writer(keys: list[str], at: int, names: dict[str, frozenset[str]]) -> bool:
    """Whether writers call themselves that: "I'm a woman", "I am a young man"."""
    starts = (max(0, at - length) for length in (3, 4))
    return any(keys[one] in names["me"] and keys[one + 1 : one + 3] == ["be", "a"] for one in starts)


def reports(following: list[str], verbs: frozenset[str]) -> bool:
    """Whether a verb of saying comes next, over "has", "also" and the like."""
    for key in following:
        if key in verbs:
            return True
        if key not in AUXILIARIES:
            return False
    return False
