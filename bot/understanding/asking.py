"""Whether a message asks, and which part of it does: by its mark, its first word or its wording.

The words that shape a question are data (``questions/words.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml
from bot.understanding.language import Word, norm, stream_of
from bot.understanding.message import Message
from bot.understanding.phrases import Phrases
from bot.understanding.segments import SENTENCE_END

QUESTIONS = Path(__file__).parent / "questions"
FEW = 3
WORD = re.compile(r"[\w']+")
_NO_QUESTION = r"(?:hardly|barely|only|not|no|never|be|been|still|also|now|just)\b"
"""After these a verb that follows a comma goes on with a statement ("stiff, can hardly move")."""


@lru_cache(maxsize=1)
def shape_words() -> dict[str, frozenset[str]]:
    """By kind the words that shape a question."""
    return {name: frozenset(words) for name, words in read_yaml(QUESTIONS / "words.yml").items()}


@lru_cache(maxsize=1)
def _asking() -> Phrases:
    return Phrases({"asking": shape_words()["asking"]})


@lru_cache(maxsize=1)
def _inverted() -> re.Pattern[str]:
    """A verb before its subject: "can they", "is that"."""
    first, then = ("|".join(map(re.escape, sorted(shape_words()[kind]))) for kind in ("yes_no", "inverted"))
    return re.compile(rf"\b(?:{first}) (?:{then})\b|[,;:—-] ?(?:{first}) (?!{_NO_QUESTION})")


@lru_cache(maxsize=1)
def _following() -> Phrases:
    return Phrases({"following": shape_words()["following"]})


def is_question(message: Message) -> bool:
    """Whether the message asks, by its mark, its first word or its wording."""
    worded = opens_as_question(message) or bool(_asking().find(message.stream))
    return worded or bool(_inverted().search(norm(message.text)))


def opens_as_question(message: Message) -> bool:
    """Whether it begins as questions do."""
    return opens_with(message, "openers")


def only_asks(message: Message) -> bool:
    """Whether it is one question and no more."""
    return opens_as_question(message) and len(_sentences(message)) == 1


def asked_in_general(message: Message, warning: bool) -> bool:
    """Whether findings are only asked about, and nobody has them ("What helps against neck pain?").

    A warning sign is taken as one's own in all but plain requests for information ("What causes a fever?").
    """
    opens = opens_with(message, "information" if warning else "openers") or _follows_up(message)
    return opens and shape_words()["personal"].isdisjoint(message.keys)


def asking_part(message: Message) -> list[Word]:
    """The words of the sentences that ask; all words where none does by itself."""
    parts = _sentences(message)
    asking = [part for part in parts if _asking().find(stream_of(part)) or _begins_as_question(part)]
    return [word for part in asking or parts for word in part]


def _sentences(message: Message) -> list[list[Word]]:
    parts: list[list[Word]] = [[]]
    for word in message.layout.words:
        parts[-1].append(word)
        if word.key in SENTENCE_END:
            parts.append([])
    return [part for part in parts if any(word.key.isalnum() for word in part)]


def _begins_as_question(words: Sequence[Word]) -> bool:
    return bool(words) and words[0].key in shape_words()["openers"]


def _follows_up(message: Message) -> bool:
    """Whether it carries the last question over to another place: "and the neck?", "same for the back?"."""
    asks = message.text.rstrip().endswith("?")
    return asks and carries_on(message) and not message.tagged("hurt", "numb", "weak")


def carries_on(message: Message) -> bool:
    """Whether it begins as what carries the last question over ("and …", "what about …")."""
    return bool(_following().find(stream_of(message.layout.words[:FEW])))


def opens_with(message: Message, kind: str) -> bool:
    """Whether the first word, as typed, is one of this kind; small words before it count for nothing."""
    typed = [word[0] for word in islice(WORD.finditer(norm(message.text)), FEW)]
    while len(typed) > 1 and typed[0] in shape_words()["before"]:
        typed.pop(0)
    return bool(typed) and typed[0] in shape_words()[kind]
