"""Facts ranked by words and meaning: lay words find textbook facts, and what nobody wrote down is unsure."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answer.question import Asked, answer
from bot.answer.question.find import ENOUGH
from bot.answer.question.measure import MEASURES, facts_of
from bot.answer.question.rank import SIGNS, load_weights, rank
from bot.knowledge.loader import load
from bot.knowledge.words import small_words

KNOWLEDGE = load()


def asked(text: str, **more: object) -> Asked:
    return Asked(terms=tuple(text.split()), text=text, **more)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("will a soak in warm water ease it", "staying_active.heat_or_ice"),
        ("do cushions of the spine dry up as the years go by", "degenerative_disc_disease.discs_dry"),
        ("is a hot bath good", "staying_active.heat_or_ice"),
        ("could i get hooked on the strong pills", "opioid_medication.dependence"),
    ],
)
def test_lay_words_find_the_fact(text: str, fact: str) -> None:
    ranking = rank(asked(text), KNOWLEDGE)
    assert fact in [hit.ref for hit in ranking.hits[:3]]
    assert ranking.certainty > ENOUGH


@pytest.mark.parametrize("text", ["what does a night in hospital cost", "who won the cup final in 1966"])
def test_what_no_document_answers_is_admitted(text: str) -> None:
    assert not answer(asked(text), KNOWLEDGE).facts


def test_a_fact_that_names_its_subject_in_other_words_fits_a_plain_question() -> None:
    bath = asked("is a hot bath good", subjects=("heat_and_ice",))
    assert "staying_active.heat_or_ice" in answer(bath, KNOWLEDGE).told


def test_chances_fall_and_sum_to_one() -> None:
    chances = rank(asked("what is whiplash"), KNOWLEDGE).chances
    assert sum(chances) == pytest.approx(1)
    assert list(chances) == sorted(chances, reverse=True)


def test_a_question_without_words_is_measured_too() -> None:
    measured = facts_of(KNOWLEDGE).measure(Asked(subjects=("whiplash_injury",)))
    assert measured.shape == (len(facts_of(KNOWLEDGE).hits), len(MEASURES))
    assert np.isfinite(measured).all()


def test_another_subject_than_the_last_is_still_found() -> None:
    after = asked("what is a bone spur", context=("acupuncture",), last_topic="side_effects")
    assert rank(after, KNOWLEDGE).hits[0].ref == "bone_spurs.definition"


def test_every_measure_and_sign_has_a_weight() -> None:
    weights = load_weights()
    assert (len(weights.facts), len(weights.signs)) == (len(MEASURES), len(SIGNS))


def test_every_fact_has_a_question_and_none_has_the_same_twice() -> None:
    for hit in facts_of(KNOWLEDGE).hits:
        assert hit.fact.asked, f"{hit.ref} needs `asked`: how people ask for it"
        assert len(set(hit.fact.asked)) == len(hit.fact.asked), hit.ref


def test_a_small_word_is_no_misspelling_of_one_that_the_facts_use() -> None:
    spell = facts_of(KNOWLEDGE).index.spell
    assert [one for one in sorted(small_words()) if spell(one) != one] == []
    assert spell("whipplash") == "whiplash"
