"""What holds for any message in any state: no failure, no reply outside the contract, no emergency lost."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer.plain import render
from bot.answer.question.speak import MAX_SUGGESTIONS
from bot.consult import Context, consult
from bot.consultation.said import COMMANDS, COMPLAINT, NOTICES, QUESTION
from bot.knowledge.entries import Topic
from bot.knowledge.loader import load
from bot.model.blocks import Sources, Warning
from bot.model.contacts import Contacts
from bot.model.episode import Episode
from bot.model.finding import REGIONS, Finding, Status
from bot.model.reading import Query, Reading
from tests.consult.golden import NOW
from tests.support.contract import check

KNOWLEDGE = load()
CONTEXT = Context(KNOWLEDGE, Contacts(), NOW)
STRANGE = ["", "no_such_thing", "naïve"]
FINDINGS = st.sampled_from([*KNOWLEDGE.findings, *STRANGE])
REGION = st.sampled_from(REGIONS)
INTENTS = st.sampled_from([*COMMANDS, *NOTICES, COMPLAINT, QUESTION, "nlu_fallback", *STRANGE])
TOPICS = st.sampled_from([*Topic.__args__, *STRANGE])
SUBJECTS = st.sampled_from([*KNOWLEDGE.subjects, *REGIONS, *STRANGE])
REPLIES = st.sampled_from(["yes", "no", "none", "unsure", "skip", "back", "why"])
LEVELS = st.sampled_from(["self_care", "routine", "soon", "urgent", "emergency"])
WORDS = st.lists(st.text(max_size=12), max_size=4).map(tuple)
DAYS = st.none() | st.integers(0, 40_000)
PAIRS = st.lists(st.tuples(REGION, st.integers(0, 10)), max_size=2).map(tuple)


def some(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(values, max_size=3, unique=True).map(tuple)


QUERIES = st.none() | st.builds(Query, topic=st.none() | TOPICS, subjects=some(SUBJECTS), terms=WORDS)
READINGS = st.builds(
    Reading,
    findings=some(st.builds(Finding, id=FINDINGS, status=st.sampled_from(Status), region=st.none() | REGION)),
    regions=some(REGION),
    side=st.sampled_from([None, "left", "right", "both"]),
    duration_days=DAYS,
    severity=st.none() | st.integers(0, 10),
    durations=PAIRS,
    severities=PAIRS,
    subject=st.sampled_from([None, "self", "other"]),
    age_years=st.none() | st.integers(0, 120),
    pregnant=st.none() | st.booleans(),
    elsewhere=some(st.sampled_from(["toe", "ear"])),
    reply=st.none() | REPLIES,
    taken_back=some(FINDINGS),
    query=QUERIES,
    words=some(st.text(min_size=1, max_size=20)),
)
EPISODES = st.builds(
    Episode,
    present=some(FINDINGS),
    absent=some(FINDINGS),
    regions=some(st.sampled_from([*REGIONS, *STRANGE])),
    duration_days=DAYS,
    durations=PAIRS,
    subject=st.sampled_from(["self", "other"]),
    urgency=st.none() | LEVELS,
    asked=some(st.sampled_from([*KNOWLEDGE.questions, *STRANGE])),
    pending=st.none() | st.sampled_from([*KNOWLEDGE.questions, *STRANGE]),
    topic=st.none() | TOPICS,
    subjects=some(SUBJECTS),
    misses=st.integers(0, 3),
    updated=st.none() | st.floats(0, NOW.timestamp()),
)


@settings(max_examples=300, deadline=None)
@given(INTENTS, READINGS, EPISODES)
def test_any_message_in_any_state_gets_a_reply_of_the_contract(
    intent: str, reading: Reading, episode: Episode
) -> None:
    turn = consult(intent, reading, episode, CONTEXT)
    check(turn.custom)
    text = render(turn.blocks)
    assert text.strip()
    assert all(not isinstance(block, Sources) for block in turn.blocks[:-1])
    assert all(not isinstance(block, Warning) for block in turn.blocks[1:])
    assert Episode.from_dict(json.loads(json.dumps(turn.episode.as_dict()))) == turn.episode


@settings(max_examples=150, deadline=None)
@given(INTENTS, READINGS, EPISODES)
def test_present_and_absent_never_overlap_and_what_is_present_brings_what_it_implies(
    intent: str, reading: Reading, episode: Episode
) -> None:
    after = consult(intent, reading, episode, CONTEXT).episode
    assert not set(after.present).intersection(after.absent)
    assert set(after.present) == {wider for one in after.present for wider in KNOWLEDGE.implied(one)}


@settings(max_examples=150, deadline=None)
@given(INTENTS, READINGS.filter(lambda reading: not reading.taken_back), some(REGION))
def test_nothing_said_in_passing_lowers_an_emergency(
    intent: str, reading: Reading, regions: tuple[str, ...]
) -> None:
    before = Episode(
        present=("saddle_numbness",), regions=regions, urgency="emergency", updated=NOW.timestamp()
    )
    turn = consult(intent, reading, before, CONTEXT)
    if intent not in ("start_over", "forget_me"):
        assert turn.episode.urgency == "emergency"
        assert isinstance(turn.blocks[0], Warning)


@settings(max_examples=150, deadline=None)
@given(INTENTS, READINGS, EPISODES)
def test_the_same_message_gets_the_same_reply(intent: str, reading: Reading, episode: Episode) -> None:
    assert consult(intent, reading, episode, CONTEXT) == consult(intent, reading, episode, CONTEXT)


@settings(max_examples=150, deadline=None)
@given(READINGS, EPISODES)
def test_quick_replies_are_those_of_the_question_or_few(reading: Reading, episode: Episode) -> None:
    turn = consult("ask_knowledge", reading, episode, CONTEXT)
    asked = turn.custom.get("next_question")
    if asked:
        titles = [option["title"] for option in asked["options"]]
        assert [option.title for option in turn.buttons][: len(titles)] == titles
        assert len(turn.buttons) <= len(titles) + 1
    if turn.custom["kind"] == "answer" and not turn.episode.pending:
        assert len(turn.buttons) <= MAX_SUGGESTIONS
