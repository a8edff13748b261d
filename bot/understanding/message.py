"""One message taken apart: words, breaks, and the concepts in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.understanding.concepts import Hit, find_concepts
from bot.understanding.language import Word, mend, norm, stream_of, tokenizer, words_of
from bot.understanding.segments import Layout, lay_out


@dataclass(frozen=True)
class Message:
    """What the later steps look at.

    Attributes:
        text: as typed, with swapped letters put back.
        layout: all words with their breaks; *places* are positions in it.
        stream: the words that phrases are found in; hits count positions in it.
        places: for each position of the stream, its place.
        offsets: for each place, first and last character in the text.
        hits: the concepts found.
    """

    text: str
    layout: Layout
    stream: tuple[Word, ...]
    places: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    hits: tuple[Hit, ...]

    @cached_property
    def keys(self) -> list[str]:
        """Keys of all words, by place."""
        return [word.key for word in self.layout.words]

    @cached_property
    def tags(self) -> frozenset[str]:
        """All tags of all concepts found."""
        return frozenset().union(*(hit.concept.tags for hit in self.hits))

    def place(self, hit: Hit) -> int:
        """Where a hit begins."""
        return self.places[hit.first]

    def typed(self, words: Sequence[Word]) -> str:
        """The text from the first of these words of the layout to the last."""
        wanted = {id(word) for word in words}
        spans = [
            span for word, span in zip(self.layout.words, self.offsets, strict=True) if id(word) in wanted
        ]
        return self.text[spans[0][0] : spans[-1][1]] if spans else ""

    def own(self, hits: tuple[Hit, ...]) -> frozenset[int]:
        """The places that belong to some hits."""
        return frozenset(
            at for hit in hits for at in range(self.places[hit.first], self.places[hit.last] + 1)
        )

    def tagged(self, *tags: str) -> list[Hit]:
        """All hits that carry any of these tags."""
        return [hit for hit in self.hits if hit.has(frozenset(tags))]


def take_apart(text: str) -> Message:
    """Words, breaks and concepts of a text."""
    text = mend(text)
    plain = norm(text)
    doc = tokenizer()(plain if len(plain) == len(text) else text)
    words = words_of(doc, text)
    stream = stream_of(words)
    index = {id(word): at for at, word in enumerate(words)}
    spans = [(token.idx, token.idx + len(token)) for token in doc]
    offsets = tuple(spans[word.token] for word in words)
    places = tuple(index[id(word)] for word in stream)
    return Message(text, lay_out(words), tuple(stream), places, offsets, tuple(find_concepts(stream)))
