"""What a message asks: the topic, the subjects that it names, and its content words for retrieval.

Names of conditions, treatments and topics come from the knowledge base (``label`` and ``also``), so that a
new entry can be asked for at once. A region is a subject too. Topics and the words that shape a question are
data (``questions/*.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile

from bot.knowledge.loader import load
from bot.knowledge.words import find_unsaid, topic_phrases
from bot.knowledge.yaml_lines import read_yaml
from bot.model.finding import REGIONS, Finding
from bot.model.reading import Query
from bot.understanding.asking import (
    QUESTIONS,
    asking_part,
    carries_on,
    is_question,
    only_asks,
    opens_with,
    shape_words,
)  # fmt: skip
from bot.understanding.language import Word, is_word, norm
from bot.understanding.message import Message
from bot.understanding.phrases import Phrases

SHORT = 25
"""Words of a message that is looked up whole; of a longer complaint only what asks is."""
BRACKETS = re.compile(r"\s*\([^)]*\)")


@lru_cache(maxsize=1)
def _topics() -> tuple[Phrases, list[str]]:
    """The phrases of each topic, and the topics in order of how telling they are."""
    named = topic_phrases()
    return Phrases(named), list(named)


@lru_cache(maxsize=1)
def _subjects() -> Phrases:
    entries = load().subjects.values()
    return Phrases({entry.id: (BRACKETS.sub("", entry.label).lower(), *entry.also) for entry in entries})


@lru_cache(maxsize=1)
def _going_on() -> Phrases:
    return Phrases(read_yaml(QUESTIONS / "follow_ups.yml"))


def find_query(message: Message, complains: bool) -> Query | None:
    """What is asked; None where the message complains and does not ask.

    Args:
        message: taken apart.
        complains: whether it describes symptoms; then only a real question counts, and only what asks in it.
    """
    words = [word for word in message.stream if word.key.isalnum()]
    form = _going_on().whole(words) or _begins_simpler(message)
    if form is not None:
        return Query(form=form)
    asks, subjects = is_question(message), _named(message)
    if complains and not asks:
        return None
    topic = None if subjects and carries_on(message) else _topic(message)
    long = complains and len(words) > SHORT
    asking = asking_part(message) if long else message.layout.words
    terms = _spelled(message, asking)
    sure = bool(asks or subjects)
    own = not shape_words()["own"].isdisjoint(message.keys)
    form = "yes_no" if opens_with(message, "yes_no") else None
    if form == "yes_no" and topic == "treatment" and any(one in load().treatments for one in subjects):
        topic = "evidence"  # "does it help?" asks whether, and not for what
    return Query(topic, subjects, terms, form, own, find_unsaid(message.text), message.typed(asking), sure)


def names_subject(message: Message, finding: Finding, warning: bool) -> bool:
    """Whether a finding is but the name of a condition or treatment that is asked about.

    "Do I have a slipped disc?" says of nobody that it hurts, "are steroid shots any use?" of nobody that he
    takes them. A warning sign counts as one's own wherever somebody is named.
    """
    if not only_asks(message) or (warning and shape_words()["personal"].intersection(message.keys)):
        return False
    stream, words = message.stream, finding.words.lower()
    spans = [entry[1:] for entry in _subjects().find(stream) if entry[0] not in load().topics]
    at = [(message.offsets[message.places[a]][0], message.offsets[message.places[b]][1]) for a, b in spans]
    return any(words in message.text[start:end].lower() for start, end in at)


def _begins_simpler(message: Message) -> str | None:
    """The form of a message that asks for simpler words and then says why ("simpler, I'm no doctor")."""
    start = list(takewhile(lambda word: word.key.isalnum(), message.stream))
    return "simpler" if _going_on().whole(start) == "simpler" else None


def _spelled(message: Message, words: Iterable[Word]) -> tuple[str, ...]:
    """Words as typed, mended where they are misspelt; the lemma would lose what "most" says."""
    places = {id(word): at for at, word in enumerate(message.layout.words)}
    found: dict[tuple[int, str], None] = {}
    for word in words:
        start, end = message.offsets[places[id(word)]]
        typed = norm(message.text[start:end])
        found[start, typed if typed.isalnum() and is_word(typed) else word.key] = None
    return tuple(key for _, key in found if key.isalnum())


def _topic(message: Message) -> str | None:
    """The topic that is named; of several the one listed first, which is the more telling."""
    phrases, order = _topics()
    names = {name for name, _, _ in phrases.find(message.stream)}
    topic = min(names, key=order.index, default=None)
    keys = message.keys
    if topic == "evidence" and keys[:1] == ["how"] and keys[1:2] not in (["good"], ["well"], ["effective"]):
        return "how_it_works"  # "how does it work?" asks how, "how well does it work?" whether
    return topic


def _named(message: Message) -> tuple[str, ...]:
    """Entries and regions in the order said; "lower back" alone is a region, "lower back pain" an entry."""
    places = {(hit.first, hit.last) for hit in message.hits if hit.concept.name in REGIONS}
    entries = [entry for entry in _subjects().find(message.stream) if entry[1:] not in places]
    used = {at for _, first, last in entries for at in range(first, last + 1)}
    bare = [(hit.first, hit.concept.name) for hit in message.hits if hit.concept.name in REGIONS]
    free = [(first, name) for first, name in bare if first not in used]
    placed = sorted([(first, name) for name, first, _ in entries] + free)
    return tuple(dict.fromkeys(name for _, name in placed))
