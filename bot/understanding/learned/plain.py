"""Messages so plain that nothing in them could hide: every word is known, and all that is had is pain.

>>> from bot.understanding.message import take_apart
>>> from bot.understanding.read import read_message
>>> is_plain(message := take_apart("my neck hurts since this morning"), read_message(message))
True
>>> is_plain(message := take_apart("my back hurts, no numbness between my legs"), read_message(message))
True
"""

from __future__ import annotations

from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from bot.knowledge.loader import load
from bot.model.finding import Status
from bot.model.reading import Reading
from bot.understanding.language import reducer
from bot.understanding.message import Message

ORDINARY = frozenset(["spinal", "general"])
"""Roles of what anyone with a bad back says."""
COMPLAINT = frozenset(["hurt", "stiff", "headache", "grumble"])
"""Tags of what they say it with."""
TELLING = frozenset(["sense", "fail", "function", "heart_lung", "illness", "mind", "idiom"])
"""Kinds of concepts that may be a part of a sign, even where they make none."""
EVERYDAY = frozenset(
    [
        "side", "area", "say", "think", "trouble", "problem", "one", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten",
        "minute", "hour", "day", "night", "week", "month", "year", "morning", "afternoon", "evening",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        "ago", "bit", "little", "start",
    ]
)  # fmt: skip


def is_plain(message: Message, reading: Reading) -> bool:
    """Whether a guess about this message would rest on nothing.

    Args:
        message: the words.
        reading: what the rules made of them.
    """
    had = (finding for finding in reading.findings if finding.status is not Status.ABSENT)
    roles = {load().findings[finding.id].role for finding in had}
    denied = _denied(message, reading)
    told = {
        (hit.first, hit.last)
        for hit in message.hits
        if hit.concept.kind in TELLING and message.place(hit) not in denied
    }
    complaint = {(hit.first, hit.last) for hit in message.hits if hit.has(COMPLAINT)}
    if not reading.findings or not roles <= ORDINARY or told - complaint:
        return False
    if not roles and "?" in message.text:
        return False  # "is it normal to press to pee?" denies nothing
    light = _light_words()
    known = {at for hit in message.hits for at in range(hit.first, hit.last + 1)}
    return all(
        at in known or not word.key.isalpha() or word.key in light for at, word in enumerate(message.stream)
    )


@lru_cache(maxsize=1)
def _light_words() -> frozenset[str]:
    return EVERYDAY.union(STOP_WORDS, reducer().fillers)


def _denied(message: Message, reading: Reading) -> frozenset[int]:
    """Places of the words in which something is denied."""
    spans = []
    for finding in reading.findings:
        start = message.text.find(finding.words) if finding.status is Status.ABSENT and finding.words else -1
        if start >= 0:
            spans.append((start, start + len(finding.words)))
    return frozenset(
        at
        for at, (first, last) in enumerate(message.offsets)
        if any(start <= first and last <= end for start, end in spans)
    )
