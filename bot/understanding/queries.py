"""What a message asks: the topic, the subjects that it names, and its content words for retrieval.

Names of conditions, treatments and topics come from the knowledge base (``label`` and ``also``), so that a new entry can be asked
for at once. A region is a subject too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from bot.knowledge.loader import load
from bot.knowledge.yaml_lines import read_yaml
from bot.model.finding import REGIONS
from bot.model.reading import Query
from bot.understanding.language import stream_of
from bot.understanding.message import Message
from bot.understanding.phrases import Phrases

HERE = Path(__file__).parent
BRACKETS = re.compile(r"\s*\([^)]*\)")
OPENERS = frozenset(
    ["what", "which", "why", "how", "when", "where", "who", "whose", "is", "are", "do", "does", "did", "can", "could", "should",
     "would", "will", "has", "have", "any", "tell", "explain", "describe", "compare", "list", "show", "give", "define"]
)  # fmt: skip
INFORMATION = frozenset(
    ["what", "which", "how", "who", "tell", "explain", "describe", "compare", "list", "define"]
)
PERSONS = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "we",
        "he",
        "she",
        "him",
        "his",
        "her",
        "they",
        "myself",
        "today",
        "yesterday",
        "since",
        "now",
    ]
)
ASKING = re.compile(
    r"\?|\b(?:what|which|how|why|tell me|explain|difference between|i(?:'d| would) like to know|i want to know|do you know|wondering|"
    r"any (?:advice|tips|ideas?|risks?))\b",
    re.IGNORECASE,
)
SMALL = frozenset(["what", "which", "how", "why", "do", "does", "can", "i", "you", "it", "to", "for", "in", "on", "with", "about", "?", ".", ",", "!", "and", "or", "from", "against", "if"])  # fmt: skip


@lru_cache(maxsize=1)
def _topics() -> Phrases:
    return Phrases(read_yaml(HERE / "questions" / "topics.yml"))


@lru_cache(maxsize=1)
def _subjects() -> Phrases:
    entries = load().subjects.values()
    return Phrases({entry.id: (BRACKETS.sub("", entry.label).lower(), *entry.also) for entry in entries})


@lru_cache(maxsize=1)
def _order() -> list[str]:
    return list(read_yaml(HERE / "questions" / "topics.yml"))


def find_query(message: Message, complains: bool) -> Query | None:
    """What is asked; None where the message neither asks nor names a subject of the knowledge base.

    Args:
        message: taken apart.
        complains: whether it describes symptoms; then only a real question with a topic counts.
    """
    stream = stream_of(message.layout.words)
    asks, subjects = is_question(message), _named(message)
    if (complains and not (asks and _topic(message))) or not (asks or subjects):
        return None
    topic = _topic(message)
    terms = tuple(dict.fromkeys(word.key for word in stream if word.key not in SMALL and word.key.isalnum()))
    return Query(topic, subjects, terms)


def is_question(message: Message) -> bool:
    """Whether the message asks, by its mark, its first word or its wording."""
    first = next((word.key for word in message.layout.words), "")
    opening = message.text.strip().lower().split(" ", 1)[0]
    return first in OPENERS or opening in OPENERS or bool(ASKING.search(message.text))


def asked_in_general(message: Message, warning: bool) -> bool:
    """Whether findings are only asked about ("What helps against neck pain?"), nobody being said to have them.

    A warning sign is taken as one's own in all but plain requests for information ("What causes a fever?").
    """
    openers = INFORMATION if warning else OPENERS
    keys = message.keys
    if keys[:1] == ["please"]:
        keys = keys[1:]
    opening = message.text.strip().lower().split(" ", 1)[0]
    return bool(keys) and (keys[0] in openers or opening in openers) and PERSONS.isdisjoint(keys)


def _topic(message: Message) -> str | None:
    """The topic that is named; of several the one listed first, which is the more telling."""
    names = {name for name, _, _ in _topics().find(stream_of(message.layout.words))}
    return min(names, key=_order().index, default=None)


def _named(message: Message) -> tuple[str, ...]:
    """Entries and regions in the order said; "lower back" alone is a region, "lower back pain" an entry."""
    stream = stream_of(message.layout.words)
    places = {(hit.first, hit.last) for hit in message.hits if hit.concept.name in REGIONS}
    entries = [entry for entry in _subjects().find(stream) if entry[1:] not in places]
    used = {at for _, first, last in entries for at in range(first, last + 1)}
    regions = [
        (hit.concept.name, hit.first)
        for hit in message.hits
        if hit.concept.name in REGIONS and hit.first not in used
    ]
    placed = sorted(
        [(first, name) for name, first, _ in entries] + [(first, name) for name, first in regions]
    )
    return tuple(dict.fromkeys(name for _, name in placed))
