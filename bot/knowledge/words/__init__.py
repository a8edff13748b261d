"""Words as questions and facts share them: without endings, and with what else people call the same thing.

small.yml   words that say nothing about what is asked
common.txt  the commonest words of English
topics.yml  how people ask for each topic
alike.yml   groups of words and phrases that mean the same here
unsaid.yml  what people ask for and no document speaks of
unanswered.yml  the same as whole questions
next.yml    what people ask next, by topic, without a subject
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml

HERE = Path(__file__).parent
ENDINGS = re.compile(r"(iness|ness|ies|ied|ing|ed|es|ly|s|y|e)$")
LEVELS = re.compile(r"\b([ctl])(\d{1,2}) (?:to|through|-) \1(\d{1,2})\b")
"""Levels of the spine, from one to another."""
SHORTEST = 3
"""Letters that must be left when an ending is taken off."""
Keys = tuple[str, ...]


def stem(word: str) -> str:
    """A word without its commonest endings; a doubled last letter is single ("slipped", "slip")."""
    while len(word) > SHORTEST and (cut := ENDINGS.sub("", word)) != word and len(cut) >= SHORTEST:
        word = cut
    doubled = len(word) > SHORTEST and word[-1] == word[-2] and word[-1] not in "ls"
    return word[:-1] if doubled else word


def stems(text: str) -> list[str]:
    """The words of a text in lower case and without endings; "T6 to T8" names T7 too."""
    spread = LEVELS.sub(_spread, text.lower().replace("'s", ""))
    return [stem(word) for word in re.findall(r"[a-z0-9]+", spread)]


def _spread(levels: re.Match[str]) -> str:
    first, last = int(levels[2]), int(levels[3])
    return " ".join(f"{levels[1]}{number}" for number in range(first, last + 1))


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """Words that say nothing about what is asked."""
    return frozenset(one for row in read_yaml(HERE / "small.yml") for word in row for one in stems(str(word)))


def say_something(words: Iterable[str]) -> bool:
    """Whether any of these words says what is asked."""
    return any(one not in small_words() for word in words for one in stems(word))


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """The commonest words of English, without endings; not those that ask for what no document speaks of."""
    lines = (HERE / "common.txt").read_text("utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(stem(word) for word in words if find_unsaid(word) is None)


@lru_cache(maxsize=1)
def topic_phrases() -> Mapping[str, Sequence[str]]:
    """How people ask for each topic, the more telling topics first."""
    return dict(read_yaml(HERE / "topics.yml"))


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, Sequence[tuple[Keys, str]]]:
    """By its first word every phrase that stands in a group, and the group's name."""
    found: dict[str, list[tuple[Keys, str]]] = defaultdict(list)
    for number, group in enumerate(read_yaml(HERE / "alike.yml")):
        for phrase in dict.fromkeys(tuple(stems(str(one))) for one in group):
            found[phrase[0]].append((phrase, f"={number}"))
    return found


def meanings(words: Sequence[str]) -> list[tuple[Keys, frozenset[str]]]:
    """Words (without ending) by the phrase that they stand in, each with the groups that the phrase is in.

    The longest phrase wins; a word of no phrase stands alone.
    """
    found, at = [], 0
    while at < len(words):
        phrases = starting(words, at)
        length = max((len(phrase) for phrase, _ in phrases), default=1)
        inner = (one for step in range(at, at + length) for one in starting(words, step))
        groups = frozenset(group for phrase, group in (*phrases, *inner))
        found.append((tuple(words[at : at + length]), groups))
        at += length
    return found


def starting(words: Sequence[str], at: int) -> list[tuple[Keys, str]]:
    """The phrases of groups that begin at a word."""
    listed = _groups().get(words[at], ())
    return [(phrase, group) for phrase, group in listed if tuple(words[at : at + len(phrase)]) == phrase]


@lru_cache(maxsize=1)
def _unsaid() -> Mapping[str, Sequence[tuple[Keys, str]]]:
    found: dict[str, list[tuple[Keys, str]]] = defaultdict(list)
    for name, phrases in read_yaml(HERE / "unsaid.yml").items():
        for phrase in phrases:
            keys = tuple(_singular(str(phrase)))
            found[keys[0]].append((keys, name))
    return found


def find_unsaid(text: str) -> str | None:
    """Which kind of thing that no document speaks of a text asks for; None where it asks for none."""
    words = _singular(text)
    for at, word in enumerate(words):
        for keys, name in _unsaid().get(word, ()):
            if tuple(words[at : at + len(keys)]) == keys:
                return name
    return None


@lru_cache(maxsize=1)
def unanswered() -> tuple[str, ...]:
    """Questions that no document answers, as people put them."""
    return tuple(text for texts in read_yaml(HERE / "unanswered.yml").values() for text in texts)


@lru_cache(maxsize=1)
def asked_next() -> Mapping[str, Sequence[str]]:
    """By topic what people ask when it is plain what they talk about."""
    return dict(read_yaml(HERE / "next.yml"))


def _singular(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'s", ""))
    return [word[:-1] if len(word) > SHORTEST and word.endswith("s") else word for word in words]
