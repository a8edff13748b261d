"""What holds of every episode, not of chosen ones."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.loader import load
from bot.model.assessment import URGENCIES, Assessment
from bot.model.contacts import Contacts
from bot.model.episode import Episode
from bot.model.finding import REGIONS
from bot.triage import assess
from bot.triage.protocol import protocol_of
from bot.triage.urgency import find_level

KNOWLEDGE = load()
BROAD = {"immune_or_drug_risk"}
"""Without its kind it may be diabetes, which counts for less: the understanding says the kind."""
ALL = sorted(set(KNOWLEDGE.findings) - BROAD)
WARNING = [
    name
    for name in ALL
    if KNOWLEDGE.findings[name].role in ("warning", "companion", "emergency_sign", "nerve", "limb")
]


def closure(findings: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wider for name in findings for wider in KNOWLEDGE.implied(name)))


def numbers(highest: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, highest)


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    """Any episode: up to six findings said, up to six denied."""
    present = closure(draw(st.lists(st.sampled_from(ALL), max_size=6)))
    denied = draw(st.lists(st.sampled_from(ALL), max_size=6, unique=True))
    return Episode(
        present=present,
        absent=tuple(name for name in denied if name not in present),
        regions=tuple(draw(st.lists(st.sampled_from(REGIONS), max_size=2, unique=True))),
        side=draw(st.sampled_from((None, "left", "right", "both"))),
        duration_days=draw(numbers(900)),
        severity=draw(numbers(10)),
        age_years=draw(numbers(100)),
        pregnant=draw(st.sampled_from((None, True, False))),
        urgency=draw(st.sampled_from((None, *URGENCIES))),
    )


def assessed(episode: Episode) -> Assessment:
    return assess(episode, KNOWLEDGE, Contacts())


def level(episode: Episode) -> int:
    return URGENCIES.index(find_level(episode, protocol_of(KNOWLEDGE)))


@settings(max_examples=400, deadline=None)
@given(episodes(), st.sampled_from(WARNING))
def test_one_more_warning_sign_never_lowers_the_level(episode: Episode, sign: str) -> None:
    present = tuple(dict.fromkeys((*episode.present, *KNOWLEDGE.implied(sign))))
    more = replace(
        episode, present=present, absent=tuple(name for name in episode.absent if name not in present)
    )
    assert level(more) >= level(episode)


@settings(max_examples=400, deadline=None)
@given(episodes())
def test_what_was_denied_never_raises_the_level(episode: Episode) -> None:
    assert level(episode) == level(replace(episode, absent=()))


@settings(max_examples=400, deadline=None)
@given(episodes())
def test_the_level_reached_before_is_a_floor(episode: Episode) -> None:
    fresh = level(replace(episode, urgency=None))
    reached = URGENCIES.index(episode.urgency) if episode.urgency else 0
    assert level(episode) == max(fresh, reached)


@settings(max_examples=150, deadline=None)
@given(episodes(), st.randoms())
def test_order_does_not_matter(episode: Episode, random: st.DataObject) -> None:
    orders = {
        key: random.sample(getattr(episode, key), len(getattr(episode, key)))
        for key in ("present", "absent", "regions")
    }
    shuffled = replace(episode, **{key: tuple(value) for key, value in orders.items()})
    assert assessed(shuffled) == assessed(episode)


@settings(max_examples=150, deadline=None)
@given(episodes())
def test_every_assessment_is_whole(episode: Episode) -> None:
    made = assessed(episode)
    statements = (*made.action, *made.watch_for, *(reason.statement for reason in made.reasons))
    assert made.action
    assert all(statement.sources and "{" not in statement.text for statement in statements)
    assert all(entry.sources for entry in (*made.causes, *made.treatments))
    assert (len(made.causes) <= 5, len(made.treatments) <= 7, len(made.reasons) <= 6) == (True, True, True)
    if made.urgency == "emergency":
        assert (made.treatments, made.next_question, made.watch_for) == ((), None, ())


@settings(max_examples=150, deadline=None)
@given(episodes())
def test_reasons_and_causes_name_what_was_said(episode: Episode) -> None:
    """``pain`` stands for rules about how long, how bad or whom, which no finding decides."""
    made = assessed(episode)
    assert {reason.id for reason in made.reasons} <= {*episode.present, "pain"}
    for cause in made.causes:
        assert set(cause.why) <= set(episode.present)
        assert set(cause.against) <= {*episode.present, *episode.absent}


@settings(max_examples=150, deadline=None)
@given(episodes())
def test_no_unsafe_treatment_is_offered(episode: Episode) -> None:
    for treatment in assessed(episode).treatments:
        unsafe = {row.finding for row in KNOWLEDGE.treatments[treatment.id].unsafe_with}
        assert unsafe.isdisjoint(episode.present)


@settings(max_examples=100, deadline=None)
@given(episodes())
def test_nothing_known_is_asked(episode: Episode) -> None:
    asked = assessed(episode).next_question
    if asked is None:
        return
    entry = KNOWLEDGE.questions[asked.id]
    told = {*episode.present, *episode.absent}
    offered = {option.title: set(option.present) for option in entry.options}
    assert all(not offered[option.title] or not offered[option.title] <= told for option in asked.options)
    assert entry.about != "findings" or not set(entry.asks) <= told
