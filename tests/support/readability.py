"""How hard a text is to read: the Flesch-Kincaid grade, with syllables counted by groups of vowels."""

from __future__ import annotations

import re


def grade(text: str) -> float:
    """School years that a text asks for.

    >>> round(grade("Call a doctor now. Do not wait."), 1) < 3
    True
    """
    sentences = max(1, len(re.findall(r"[^.!?:]+[.!?:]", text)))
    words = re.findall(r"[A-Za-z]+", text)
    if not words:
        return 0.0
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1
    return max(1, len(groups) - silent)
