"""A phrase of the vocabulary must keep what makes it one when it is reduced to keys."""

from __future__ import annotations

from bot.understanding.language import norm, phrase_keys, tokenizer
from bot.understanding.vocabulary import load_concepts

MERE = frozenset(["a", "an", "the"])


def test_no_phrase_shrinks_to_one_word_that_says_something_else() -> None:
    shrunk = [
        (concept.name, phrase)
        for concept in load_concepts().values()
        for phrase in concept.phrases
        if len(phrase_keys(phrase)) == 1
        and sum(norm(token.text) not in MERE for token in tokenizer()(phrase)) > 1
        and norm(phrase.split()[0]) not in {"my", "his", "her", "their", "your", "our", "be"}
    ]
    assert shrunk == [], "drop the phrase, or add a word that stays"
