"""What must not change a reading: case, politeness, closing marks, harmless sentences before or after."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.model.finding import Status
from bot.understanding.language import phrase_keys, reducer
from bot.understanding.read import read
from bot.understanding.vocabulary import load_concepts

SAID = (
    "my back hurts and I can't pee",
    "my neck is stiff and I have a fever",
    "pain shooting down my left leg and my toes tingle",
    "my legs are weak and my back hurts",
    "numb between my legs since yesterday",
    "I don't want to be here any more, my back hurts",
    "no fever, no numbness in my legs, my back aches",
    "crushing chest pain and my upper back hurts",
)
POLITE = ("Hello. ", "Good morning. ", "Hi there! ", "Thank you for your time. ", "Sorry to bother you. ")
HARMLESS = (
    " The weather is lovely.",
    " I live in Leeds.",
    " My favourite colour is green.",
    " I like gardening books.",
    " Thanks.",
)
MEANINGLESS = {"not", "no", "be", "my", "can", "of"}


def findings(text: str) -> dict[str, Status]:
    return {finding.id: finding.status for finding in read(text).findings}


def present(text: str) -> set[str]:
    return set(read(text).ids(Status.PRESENT))


@given(st.sampled_from(SAID), st.sampled_from((str.upper, str.lower, str.capitalize)))
def test_case_changes_nothing(text: str, change: object) -> None:
    assert callable(change)
    assert findings(change(text)) == findings(text)


@given(st.sampled_from(SAID), st.sampled_from((".", "!", "!!", "...", " ?", "  ")))
def test_closing_marks_change_nothing(text: str, mark: str) -> None:
    assert findings(text + mark) == findings(text)


@given(st.sampled_from(SAID), st.sampled_from(POLITE))
def test_politeness_changes_nothing(text: str, polite: str) -> None:
    assert findings(polite + text) == findings(text)


@given(st.sampled_from(SAID), st.lists(st.sampled_from(HARMLESS), max_size=3))
def test_a_harmless_sentence_never_takes_a_finding_away(text: str, harmless: list[str]) -> None:
    assert present(text) <= present(text + "." + "".join(harmless))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert read(text) == read(text)


def test_no_phrase_loses_its_meaning() -> None:
    """A phrase of several words must keep one that means something once the small words are gone."""
    small = reducer().fillers | reducer().articles | MEANINGLESS
    empty = [
        (concept.name, phrase)
        for concept in load_concepts().values()
        if concept.kind not in {"people", "idiom"} and concept.name not in {"can", "cause"}
        for phrase in concept.phrases
        if len(phrase.split()) > 1 and len(phrase_keys(phrase)) == 1 and set(phrase_keys(phrase)) <= small
    ]
    assert not empty
