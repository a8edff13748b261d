"""Walks all that can be asked: every topic of every subject, every region, every pair of regions."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from bot.answer import wording
from bot.answer.answers import compose_answer, describe_answer
from bot.answer.plain import render
from bot.answer.question import Asked, answer
from bot.answer.question.near import hits_of
from bot.answer.question.speak import MAX_WORDS, ask_about, find_hit, say, with_dissent
from bot.knowledge.content import Subject, Therapy
from bot.knowledge.loader import load
from bot.model.answer import Answer
from bot.model.blocks import Sources
from bot.model.citation import Statement
from bot.model.finding import REGIONS
from tests.support.contract import check
from tests.support.readability import grade

HARDEST = 8
KNOWLEDGE = load()
SUBJECTS = list(KNOWLEDGE.subjects.values())
QUESTIONS = [
    *(
        Asked(topic, (subject.id,))
        for subject in SUBJECTS
        for topic in {fact.topic for fact in subject.facts}
    ),
    *(Asked(None, (subject.id,)) for subject in SUBJECTS),
    *(Asked(topic, regions=(region,)) for region in REGIONS for topic in ("treatment", "causes", "symptoms")),
    *(
        Asked(topic, regions=pair)
        for pair in combinations(REGIONS, 2)
        for topic in ("treatment", "causes", "comparison")
    ),
]


def name_of(asked: Asked) -> str:
    return f"{asked.topic} of {','.join(asked.about)}"


@pytest.fixture(params=QUESTIONS, ids=name_of)
def asked(request: pytest.FixtureRequest) -> Asked:
    return request.param


def test_it_is_answered_in_the_shape_of_the_contract(asked: Asked) -> None:
    answered = answer(asked, KNOWLEDGE)
    assert answered.facts
    check(describe_answer(answered))


def test_every_sentence_names_a_source_that_the_text_lists(asked: Asked) -> None:
    answered = answer(asked, KNOWLEDGE)
    blocks = compose_answer(answered, KNOWLEDGE)
    listed = {ref.citation for block in blocks if isinstance(block, Sources) for ref in block.references}
    said = [*answered.facts, *(answered.cautions if len(answered.facts) <= 8 else ())]
    assert all(statement.sources and listed.issuperset(statement.sources) for statement in said)


def test_it_is_short_and_what_is_left_out_waits(asked: Asked) -> None:
    answered = answer(asked, KNOWLEDGE)
    said = [*answered.facts, *answered.cautions]
    assert answered.by_name or answered.table or len(answered.told) == 1 or count_words(said) <= MAX_WORDS
    assert not set(answered.told).intersection(answered.rest)
    assert bool(answered.rest) == any(option.payload == "more" for option in answered.suggestions)


def count_words(said: list[Statement]) -> int:
    return sum(len(one.text.split()) for one in said)


def test_facts_are_easy_to_read_on_average() -> None:
    grades = [grade(fact.say) for subject in SUBJECTS for fact in subject.facts]
    assert sum(grades) / len(grades) <= 6
    # Names of treatments and diseases weigh here; no new fact may be harder than the hardest one.
    assert max(grades) <= HARDEST


def test_a_claim_says_whose_it_is(asked: Asked) -> None:
    named = re.compile(wording.load().phrases.claim_named)
    claims = {
        fact.say
        for subject in SUBJECTS
        for fact in subject.facts
        if fact.claim and not named.search(fact.say)
    }
    bare = [said.text for said in answer(asked, KNOWLEDGE).facts if said.text in claims]
    assert bare == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("One page says that traction helps.", True),
        ("The traction page promises relief.", True),
        ("The article on the spine and neck claims that care made to fit does better.", True),
        ("A chair supports the low back. One article says that this eases pain.", True),
        ("For low back pain, this is said to help.", False),
        ("Some of what the article says is doubtful.", False),
        ("A trial of 2025 says nothing of it.", False),
    ],
)
def test_a_sentence_that_names_a_page_as_its_speaker_is_recognised(text: str, named: bool) -> None:
    assert bool(re.search(wording.load().phrases.claim_named, text)) == named


def test_nothing_that_speaks_about_a_page_is_put_into_its_mouth() -> None:
    ours = re.compile(r"\b(page|article|clinic|document|doubtful)\b")
    facts = [hit.fact for hit in hits_of(KNOWLEDGE) if hit.fact.claim]
    assert [one.say for one in facts if say(one, KNOWLEDGE).text != one.say and ours.search(one.say)] == []


def test_what_a_source_holds_against_a_fact_is_told_once() -> None:
    hit = find_hit("staying_active.move_neck", KNOWLEDGE)
    assert hit is not None
    told = with_dissent(Asked(hit.fact.topic), (hit,), KNOWLEDGE)
    against = [find_hit(ref, KNOWLEDGE) for ref in hit.fact.disagrees_with]
    cites = {cite for other in against if other for cite in other.fact.cites}
    assert len(told) - 1 == 3 < len(against)
    assert {source for one in told[1:] for source in one.sources} == set(KNOWLEDGE.sources(sorted(cites)))


def test_cautions_stand_beside_their_facts(asked: Asked) -> None:
    answered = answer(asked, KNOWLEDGE)
    told = {said.text for said in answered.cautions}
    owed = {KNOWLEDGE.cautions[one].say for fact in facts_of(answered) for one in fact.cautions}
    assert owed <= told


def facts_of(answered: Answer) -> list:
    """Facts of the answer's subjects whose sentence is told as the answer's own, dissenting ones left out."""
    dissent = wording.load().phrases.disagrees.split("{")[0]
    own = [said.text for said in answered.facts if not said.text.startswith(dissent)]
    subjects = [KNOWLEDGE.subjects[one] for one in answered.subjects]
    return [
        fact for subject in subjects for fact in subject.facts if any(text.endswith(fact.say) for text in own)
    ]


@pytest.mark.parametrize("subject", [s for s in SUBJECTS if s.facts], ids=lambda s: s.id)
def test_what_is_suggested_is_answered(subject: Subject) -> None:
    known = {fact.topic for fact in subject.facts}
    offered = ask_about(subject)
    titles = {name.title: name.id for name in wording.load().topics.values()}
    assert {titles[option.title] for option in offered} <= known
    assert all("{" not in option.payload for option in offered)


@pytest.mark.parametrize(
    "therapy", [t for t in KNOWLEDGE.treatments.values() if t.unsafe_with], ids=lambda t: t.id
)
def test_an_unsafe_treatment_is_not_listed_and_says_why_when_asked_for(therapy: Therapy) -> None:
    for row in therapy.unsafe_with:
        present = (row.finding,)
        for region in therapy.for_regions:
            assert (
                therapy.id
                not in answer(
                    Asked("treatment", regions=(region.region,), present=present), KNOWLEDGE
                ).subjects
            )
        told = answer(Asked(None, (therapy.id,), present=present), KNOWLEDGE).cautions
        assert KNOWLEDGE.cautions[row.caution].say in [said.text for said in told]


def test_a_long_list_is_told_by_name_and_what_needs_care_stands_apart() -> None:
    text = render(compose_answer(answer(Asked("treatment", regions=("neck",)), KNOWLEDGE), KNOWLEDGE))
    free, careful, *_ = text.split("\n\n")
    assert free.splitlines()[0] == "The documents name:"
    assert free.splitlines()[1].startswith("- Physical therapy (physiotherapy) [")
    assert careful.splitlines()[0] == "Only with care, as public advice warns of these or limits them:"
    assert any(line.startswith("- Neck traction [") for line in careful.splitlines())
