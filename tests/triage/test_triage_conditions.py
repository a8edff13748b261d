"""The rule language: what holds, and what is refused with which advice."""

from __future__ import annotations

from typing import Any

import pytest

from bot.knowledge.loader import load
from bot.model.episode import Episode
from bot.model.errors import KnowledgeError
from bot.triage.conditions import compile_condition

KNOWN = Episode(
    present=("pain", "fever"), absent=("rigors",), regions=("neck",), side="left", duration_days=14,
    severity=8, subject="other", age_years=55, pregnant=False,
)  # fmt: skip
EMPTY = Episode()


def holds(source: Any, episode: Episode) -> bool:
    return compile_condition(source, "rules, entry 'x'", load().findings)(episode)


@pytest.mark.parametrize(
    ("source", "known", "empty"),
    [
        (None, True, True),
        ("fever", True, False),
        ("rigors", False, False),
        ({"absent": "rigors"}, True, False),
        ({"absent": "confusion"}, False, False),
        ({"not": "rigors"}, True, True),
        ({"not": "fever"}, False, True),
        ({"all": ["pain", "fever"]}, True, False),
        ({"all": ["pain", "rigors"]}, False, False),
        ({"any": ["rigors", "fever"]}, True, False),
        ({"any": ["rigors", "confusion"]}, False, False),
        ({"at_least": 2, "of": ["pain", "rigors", "fever"]}, True, False),
        ({"at_least": 3, "of": ["pain", "rigors", "fever"]}, False, False),
        ({"region": ["neck", "back"]}, True, False),
        ({"region": ["back"]}, False, False),
        ({"spine": True}, True, False),
        ({"side": ["left", "right"]}, True, False),
        ({"side": ["both"]}, False, False),
        ({"age": {"over": 55}}, False, False),
        ({"age": {"over": 54}}, True, False),
        ({"age": {"under": 56, "at_least": 55}}, True, False),
        ({"duration_days": {"at_least": 14}}, True, False),
        ({"duration_days": {"under": 14}}, False, False),
        ({"severity": {"at_most": 7}}, False, False),
        ({"pregnant": False}, True, False),
        ({"pregnant": True}, False, False),
        ({"subject": "other"}, True, False),
        ({"subject": "self"}, False, True),
    ],
)
def test_holds(source: Any, known: bool, empty: bool) -> None:
    assert (holds(source, KNOWN), holds(source, EMPTY)) == (known, empty)


def test_spine_needs_a_region_or_something_that_only_the_spine_does() -> None:
    said = {
        name: holds({"spine": True}, Episode(present=(name,)))
        for name in ("stiffness", "radiating_leg", "fever")
    }
    assert said == {"stiffness": True, "radiating_leg": False, "fever": False}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("fevr", "the finding 'fevr' is not known. Allowed: sudden_onset,"),
        ({"both": ["pain"]}, "the operator 'both' is not known. Allowed: all, any, not,"),
        ({"all": ["pain"], "any": ["fever"]}, "is no condition"),
        ({"all": []}, "is not a list of conditions"),
        ({"any": "pain"}, "is not a list of conditions"),
        (["pain"], "is no condition"),
        ({"at_least": 3, "of": ["pain", "fever"]}, "Write a number from 1 to 2."),
        (
            {"region": ["chest"]},
            "the region 'chest' is not known. Allowed: neck, upper_back, lower_back, back",
        ),
        ({"region": "neck"}, "is not a list"),
        ({"age": 55}, "is no bound"),
        (
            {"age": {"above": 55}},
            "the comparison 'above' is not known. Allowed: over, under, at_least, at_most",
        ),
        ({"age": {"over": "old"}}, "'over: old' is not a whole number"),
        ({"pregnant": "maybe"}, "the value of pregnant 'maybe' is not known. Allowed: True, False"),
        ({"spine": False}, "the value of spine False is not known. Allowed: True"),
        ({"subject": "dog"}, "the subject 'dog' is not known. Allowed: self, other"),
        ({"side": ["up"]}, "the side 'up' is not known. Allowed: left, right, both"),
        ({"absent": ["pain"]}, "the finding ['pain'] is not known"),
    ],
)
def test_refuses_with_advice(source: Any, said: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        holds(source, EMPTY)
    assert str(caught.value).startswith("rules, entry 'x': ")
    assert said in str(caught.value)
