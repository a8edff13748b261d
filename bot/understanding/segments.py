"""Where a message breaks: sentences, contrasts, new subjects, commas.

Each break has a price. The distance between two words is the words between them plus the prices of the
breaks; patterns bind what is near. Breaks that end the scope of a negation are marked.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.language import Word

SENTENCE_END = frozenset(
    [".", "!", "?", ";", "…", "..", "...", "....", "\n", "\n\n", "—", "–", "??", "!!", "???", "!!!", "?!"]
)
CONTRAST = frozenset(
    ["but", "however", "although", "though", "except", "yet", "whereas", "otherwise", "nevertheless", "while"]
)
JOINERS = frozenset(
    [
        "and",
        "so",
        "then",
        "plus",
        "because",
        "since",
        "when",
        "as",
        "after",
        "until",
        "that",
        ",",
        "while",
        "if",
    ]
)
SUBJECTS = frozenset(
    [
        "i",
        "he",
        "she",
        "it",
        "they",
        "we",
        "you",
        "there",
        "my",
        "the",
        "his",
        "her",
        "now",
        "today",
        "this",
        "that",
        "mine",
        "can",
        "me",
        "still",
        "have",
        "your",
    ]
)
ONLY = frozenset(["just", "only", "apart", "mainly", "mostly"])
OPENERS = (
    JOINERS
    | CONTRAST
    | {
        "when",
        "if",
        "where",
        "how",
        "what",
        "whenever",
        "do",
        "can",
        "should",
        "be",
        "could",
        "have",
        "or",
        "as",
    }
)
PRICE = {"sentence": 5, "contrast": 4, "subject": 2, "comma": 2, "none": 0}
STOPS = frozenset(["sentence", "contrast", "subject"])
BREAKS = frozenset(PRICE) - {"none"}


@dataclass(frozen=True)
class Layout:
    """A message laid out.

    Attributes:
        words: all words, fillers and punctuation included.
        breaks: for each word the kind of break right before it (a key of PRICE).
        cost: for each word its place on the line of distances.
        sentences: for each word the number of its sentence.
    """

    words: tuple[Word, ...]
    breaks: tuple[str, ...]
    cost: tuple[int, ...]
    sentences: tuple[int, ...]

    def stopped(self, start: int, end: int) -> bool:
        """Whether a break that ends a scope lies between two words (``start`` before ``end``)."""
        return any(kind in STOPS for kind in self.breaks[start + 1 : end + 1])

    def sentence(self, at: int) -> tuple[int, int]:
        """First and last word of the sentence around a word."""
        number = self.sentences[at]
        first = self.sentences.index(number)
        return first, first + self.sentences.count(number) - 1

    def part(self, at: int) -> tuple[int, int]:
        """First and last word between the breaks around a word, commas included."""
        return self._around(at, BREAKS)

    def clause(self, at: int) -> tuple[int, int]:
        """First and last word of the clause around a word: up to a sentence end, contrast or new subject."""
        return self._around(at, STOPS)

    def _around(self, at: int, kinds: frozenset[str]) -> tuple[int, int]:
        """First and last word between breaks of these kinds."""
        ends = range(at + 1, len(self.words))
        first = next((i for i in range(at, 0, -1) if self.breaks[i] in kinds), 0)
        last = next((i - 1 for i in ends if self.breaks[i] in kinds), len(self.words) - 1)
        return first, last


def lay_out(words: list[Word]) -> Layout:
    """Mark the breaks of a message."""
    breaks = [_break_before(words, at) for at in range(len(words))]
    cost, sentences, total, number = [], [], 0, 0
    for kind in breaks:
        total += 1 + PRICE[kind]
        number += kind == "sentence"
        cost.append(total)
        sentences.append(number)
    return Layout(tuple(words), tuple(breaks), tuple(cost), tuple(sentences))


def _break_before(words: list[Word], at: int) -> str:
    """The kind of break between a word and the one before it."""
    if at == 0:
        return "none"
    before, here = words[at - 1].key, words[at].key
    if before in SENTENCE_END and here not in SENTENCE_END:
        return "sentence"
    if here in CONTRAST:
        return "contrast"
    if before in JOINERS and here in SUBJECTS | ONLY:
        return "subject"
    if here == "i" and before not in OPENERS:
        return "subject"
    if before in {",", ":"}:
        return "comma"
    if here in {"because", "since"}:
        return "subject"
    return "none"
