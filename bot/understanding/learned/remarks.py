"""Remarks that are no sign of trouble: "my sister thinks I'm making a fuss", "I'm a man"."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml
from bot.understanding.concepts import Hit
from bot.understanding.message import Message
from bot.understanding.phrases import Phrases

PATH = Path(__file__).with_suffix(".yml")
IDLE = frozenset(["people", "idiom", "change", "fail", "harmless"])
"""Kinds of concepts that by themselves say nothing of illness."""
WEAK = frozenset(["radiate", "down_along", "not_pregnant"])
"""Concepts that a mere "to" or "into" may name, and "I'm a man"."""


def idle(message: Message) -> bool:
    """Whether no concept of illness stands in a message."""
    return not any(map(_tells, message.hits))


def remark_sentences(message: Message) -> frozenset[int]:
    """Numbers of the sentences that hold a remark and nothing of illness; empty if nothing else were left."""
    numbers = message.layout.sentences
    remarks = {numbers[message.places[at]] for _, at, _ in _phrases().find(message.stream)}
    meant = {numbers[message.place(hit)] for hit in message.hits if _tells(hit)}
    return frozenset(remarks - meant) if meant else frozenset()


def _tells(hit: Hit) -> bool:
    return hit.concept.kind not in IDLE and hit.concept.name not in WEAK


@lru_cache(maxsize=1)
def _phrases() -> Phrases:
    return Phrases({"remark": [phrase for row in read_yaml(PATH) for phrase in row]})
