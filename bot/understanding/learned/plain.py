"""Messages so plain that nothing in them could hide: every word is known, and all that is had is pain; and
those in which whatever else is had has been read.

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


def is_explained(message: Message, reading: Reading) -> bool:
    """Whether the rules know every word of a message, and have read every part of a sign that is in it.

    >>> is_explained(message := take_apart("neck pain and a weak right arm"), read_message(message))
    True
    """
    read = _places(message, reading, (Status.PRESENT, Status.ABSENT))
    signs = (hit for hit in message.hits if hit.concept.kind in TELLING and not hit.has(COMPLAINT))
    return _knows_all(message) and all(message.place(hit) in read for hit in signs)


def is_plain(message: Message, reading: Reading) -> bool:
    """Whether a guess about this message would rest on nothing.

    Args:
        message: the words.
        reading: what the rules made of them.
    """
    had = (finding for finding in reading.findings if finding.status is not Status.ABSENT)
    roles = {load().findings[finding.id].role for finding in had}
    denied = _places(message, reading, (Status.ABSENT,))
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
    return _knows_all(message)


def _knows_all(message: Message) -> bool:
    """Whether every word is of the vocabulary, or carries no weight."""
    light = _light_words()
    known = {at for hit in message.hits for at in range(hit.first, hit.last + 1)}
    return all(
        at in known or not word.key.isalpha() or word.key in light for at, word in enumerate(message.stream)
    )


@lru_cache(maxsize=1)
def _light_words() -> frozenset[str]:
    return EVERYDAY.union(STOP_WORDS, reducer().fillers)


def _places(message: Message, reading: Reading, statuses: tuple[Status, ...]) -> frozenset[int]:
    """Places of the words in which findings of these statuses were read."""
    spans = []
    for finding in reading.findings:
        wanted = finding.status in statuses and finding.words
        start = message.text.find(finding.words) if wanted else -1
        if start >= 0:
            spans.append((start, start + len(finding.words)))
    return frozenset(
        at
        for at, (first, last) in enumerate(message.offsets)
        if any(start <= first and last <= end for start, end in spans)
    )
