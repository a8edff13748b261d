"""The spaCy pipeline under understanding: a blank English one, so that nothing is downloaded.

It splits a message into tokens and reduces it to a *stream* of plain words: short forms spelled out,
spelling mended, words reduced to their lemma, articles and the like left out. Phrases of the vocabulary
go through the same steps, so that both sides always agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Token
from spacy.util import load_language_data, registry

from bot.knowledge.yaml_lines import read_yaml
from bot.understanding.spelling import Speller
from bot.understanding.vocabulary import load_concepts

HERE = Path(__file__).parent
ENDS = frozenset(".!?…:;\"'(“‘")
"""After these any word may have a capital."""
SWAPPABLE = re.compile(r"(?:\b[a-z]{5,}|(?:^|(?<=[.!?] ))[A-Z][a-z]{4,})\b(?!['’])")
"""Words long enough that swapped letters do not make another one; no names, nor the "wasn" of "wasn't"."""
WORDS = re.compile(r"[^\W\d_]{2,}", re.UNICODE)


@dataclass(frozen=True)
class Word:
    """One word of the stream: its key and the index of the token that it comes from."""

    key: str
    token: int


class Reducer:
    """Turns the text of one token into keys."""

    def __init__(self) -> None:
        data = read_yaml(HERE / "language_data.yml")
        lemmas: dict[str, str] = load_language_data(registry.lookups.get("en")["lemma_lookup"])
        phrases = [phrase for concept in load_concepts().values() for phrase in concept.phrases]
        targets = [word for phrase in phrases for word in WORDS.findall(phrase.lower())]
        self._short = {str(short): str(full).split() for short, full in data["short"].items()}
        self._lemmas: dict[str, str] = {**lemmas, **{word: word for word in data["keep"]}, **data["lemma"]}
        self.speller = Speller(
            targets,
            {
                *lemmas,
                *lemmas.values(),
                *self._short,
                *data["fillers"],
                *data["articles"],
                *data["keep"],
                *data["known"],
            },
        )
        self.articles = frozenset(data["articles"])
        self.fillers = frozenset(self._lemma(word) for word in data["fillers"]) | frozenset(data["fillers"])
        self.keys = lru_cache(maxsize=20_000)(self._keys)

    def _keys(self, word: str) -> tuple[str, ...]:
        words = self._short.get(norm(word)) or [norm(word)]
        return tuple(self._lemma(self.speller.correct(word)) for word in words)

    def _lemma(self, word: str) -> str:
        return self._lemmas.get(word, word)


@lru_cache(maxsize=1)
def reducer() -> Reducer:
    """The one Reducer of this process."""
    return Reducer()


def is_word(word: str) -> bool:
    """Whether a word, as typed, is known English."""
    return reducer().speller.knows(norm(word).strip(".,!?;:"))


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """The tokenizer that everything shares."""
    return spacy.blank("en").tokenizer


def mend(text: str) -> str:
    """The text with swapped letters put back ("yetserday"); every other character stays where it was."""
    return SWAPPABLE.sub(lambda match: _unswap(match[0]), text)


def _unswap(word: str) -> str:
    mended = reducer().speller.unswap(word.lower())
    return mended.capitalize() if word[0].isupper() else mended


def norm(text: str) -> str:
    """A token's lower-case text with typographic apostrophes made plain."""
    return text.lower().replace("’", "'").replace("`", "'")


def words_of(doc: Doc, typed: str = "") -> list[Word]:
    """All words of a document, fillers included; ``typed``: its text with capitals, if it lost them."""
    table = reducer()
    found: list[Word] = []
    for token in doc:
        lowered = norm(token.text)
        if typed and _is_name(token, typed[token.idx : token.idx + len(token)]):
            keys: tuple[str, ...] = (lowered,)
        else:
            keys = table.keys(lowered if lowered in table._short else token.norm_)
        found.extend(Word(key, token.i) for key in keys if key.strip())
    return found


def _is_name(token: Token, typed: str) -> bool:
    """Whether it is an unknown word with a capital within a sentence: "Dover" is not "dove"."""
    if token.i == 0 or not typed.istitle() or token.nbor(-1).text in ENDS or token.nbor(-1).is_space:
        return False
    return not reducer().speller.knows(token.lower_)


def stream_of(words: Iterable[Word]) -> list[Word]:
    """The words without articles and the like, which no phrase needs."""
    articles = reducer().articles
    return [word for word in words if word.key not in articles]


def phrase_keys(phrase: str) -> tuple[str, ...]:
    """A vocabulary phrase as keys; one that is all articles keeps them."""
    words = words_of(tokenizer()(phrase))
    return tuple(word.key for word in stream_of(words) or words)
