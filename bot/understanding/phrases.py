"""Phrases that name something, found in a stream of words; the longest wins. Shared by questions and
replies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.understanding.language import Word, phrase_keys

END = ""


class Phrases:
    """A tree of phrases; each leads to one or more names."""

    def __init__(self, named: Mapping[str, Iterable[str]]) -> None:
        """``named`` goes from a name to the phrases for it."""
        self._root: dict[str, Any] = {}
        for name, phrases in named.items():
            for phrase in phrases:
                here = self._root
                for key in phrase_keys(phrase):
                    here = here.setdefault(key, {})
                here.setdefault(END, {}).setdefault(name, None)

    def find(self, stream: Sequence[Word]) -> list[tuple[str, int, int]]:
        """Names with the first and last position of their phrase, in order; phrases do not overlap."""
        found, free = [], 0
        for at, word in enumerate(stream):
            if at >= free and word.key in self._root:
                names, length = self._longest(stream, at)
                found += [(name, at, at + length - 1) for name in names]
                free = at + length
        return found

    def whole(self, stream: Sequence[Word]) -> str | None:
        """The first name whose phrase is the whole stream."""
        return next(iter(self.all_whole(stream)), None)

    def all_whole(self, stream: Sequence[Word]) -> tuple[str, ...]:
        """Every name whose phrase is the whole stream."""
        here: Any = self._root
        for word in stream:
            here = here.get(word.key)
            if here is None:
                return ()
        return tuple(here.get(END, ()))

    def _longest(self, stream: Sequence[Word], at: int) -> tuple[list[str], int]:
        here, names, length = self._root, list[str](), 0
        for step in range(at, len(stream)):
            if stream[step].key not in here:
                break
            here = here[stream[step].key]
            if END in here:
                names, length = list(here[END]), step - at + 1
        return names, length
