"""What a message asks: the topic, the subjects that it names, and its content words for retrieval.

Names of conditions, treatments and topics come from the knowledge base (``label`` and ``also``), so that a
new entry can be asked for at once. A region is a subject too. Topics and the words that shape a question are
data (``questions/*.yml``).
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

QUESTIONS = Path(__file__).parent / "questions"
FEW = 3
BRACKETS = re.compile(r"\s*\([^)]*\)")


@lru_cache(maxsize=1)
def _topics() -> tuple[Phrases, list[str]]:
    """The phrases of each topic, and the topics in order of how telling they are."""
    named = read_yaml(QUESTIONS / "topics.yml")
    return Phrases(named), list(named)


@lru_cache(maxsize=1)
def _subjects() -> Phrases:
    entries = load().subjects.values()
    return Phrases({entry.id: (BRACKETS.sub("", entry.label).lower(), *entry.also) for entry in entries})


@lru_cache(maxsize=1)
def _asking() -> Phrases:
    return Phrases({"asking": _words()["asking"]})


@lru_cache(maxsize=1)
def _following() -> Phrases:
    return Phrases({"following": _words()["following"]})


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_yaml(QUESTIONS / "words.yml").items()}


def find_query(message: Message, complains: bool) -> Query | None:
    """What is asked; None where the message neither asks nor names a subject of the knowledge base.

    Args:
        message: taken apart.
        complains: whether it describes symptoms; then only a real question with a topic counts.
    """
    asks, subjects = is_question(message), _named(message)
    topic = None if subjects and _carries_on(message) else _topic(message)
    if (complains and not (asks and topic)) or not (asks or subjects):
        return None
    keys = (word.key for word in stream_of(message.layout.words))
    terms = dict.fromkeys(key for key in keys if key not in _words()["small"] and key.isalnum())
    return Query(topic, subjects, tuple(terms))


def is_question(message: Message) -> bool:
    """Whether the message asks, by its mark, its first word or its wording."""
    return _opens_with(message, "openers") or bool(_asking().find(stream_of(message.layout.words)))


def asked_in_general(message: Message, warning: bool) -> bool:
    """Whether findings are only asked about, and nobody has them ("What helps against neck pain?").

    A warning sign is taken as one's own in all but plain requests for information ("What causes a fever?").
    """
    opens = _opens_with(message, "information" if warning else "openers") or _follows_up(message)
    return opens and _words()["personal"].isdisjoint(message.keys)


def _follows_up(message: Message) -> bool:
    """Whether it carries the last question over to another place: "and the neck?", "same for the back?"."""
    asks = message.text.rstrip().endswith("?")
    return asks and _carries_on(message) and not message.tagged("hurt", "numb", "weak")


def _carries_on(message: Message) -> bool:
    return bool(_following().find(stream_of(message.layout.words[:FEW])))


def _opens_with(message: Message, kind: str) -> bool:
    """Whether the first word, as typed or as its lemma, is one of this kind; "please" counts for nothing."""
    typed = re.findall(r"[\w']+", message.text.lower())[:2]
    first = typed[1:2] if typed[:1] == ["please"] else typed[:1]
    return bool(first) and first[0] in _words()[kind]


def _topic(message: Message) -> str | None:
    """The topic that is named; of several the one listed first, which is the more telling."""
    phrases, order = _topics()
    names = {name for name, _, _ in phrases.find(stream_of(message.layout.words))}
    return min(names, key=order.index, default=None)


def _named(message: Message) -> tuple[str, ...]:
    """Entries and regions in the order said; "lower back" alone is a region, "lower back pain" an entry."""
    stream = stream_of(message.layout.words)
    places = {(hit.first, hit.last) for hit in message.hits if hit.concept.name in REGIONS}
    entries = [entry for entry in _subjects().find(stream) if entry[1:] not in places]
    used = {at for _, first, last in entries for at in range(first, last + 1)}
    bare = [(hit.first, hit.concept.name) for hit in message.hits if hit.concept.name in REGIONS]
    free = [(first, name) for first, name in bare if first not in used]
    placed = sorted([(first, name) for name, first, _ in entries] + free)
    return tuple(dict.fromkeys(name for _, name in placed))
