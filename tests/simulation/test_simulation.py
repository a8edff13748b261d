"""A small part of the simulated conversations against the real server; the judge against made-up talks."""

from __future__ import annotations

from random import Random

import pytest

from evaluation.simulation.judge import Verdict, judge
from evaluation.simulation.people import SAID, STYLES, make_person
from evaluation.simulation.play import play
from evaluation.simulation.report import FALLBACK, QUESTIONS, write
from evaluation.simulation.speech import Voice
from evaluation.simulation.talk import Line, Talk
from tests.support.server import Server

SOME = range(30)
LEAST_RIGHT = 26
"""Of so few, one goes with chance; the whole run has the goal of 95%."""


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_simulated_people_are_understood(server: Server) -> None:
    verdicts = [judge(n, play(n, lambda text, n=n: server.say(f"simulated-{n}", text))) for n in SOME]
    page = write(verdicts, 1.0)
    turns = sum(one.turns for one in verdicts)
    assert [one for one in verdicts if one.failures or one.repeated] == [], page
    assert sum(one.right for one in verdicts) >= LEAST_RIGHT, page
    assert sum(one.fallbacks for one in verdicts) <= max(1, round(FALLBACK * turns)), page
    assert sorted(one.questions for one in verdicts)[len(verdicts) // 2] <= QUESTIONS, page


FOUND = {
    "regions": ["neck"], "side": None, "present": ["pain", "stiffness"], "absent": [], "duration_days": 7,
    "severity": None, "subject": "self", "age_years": None, "pregnant": None, "by_region": {},
}  # fmt: skip
ASSESSED = {"kind": "assessment", "urgency": "self_care", "findings": FOUND, "next_question": None}


def talk(*lines: Line) -> Talk:
    """A conversation in which somebody has told of a stiff neck for a week."""
    person, dice = make_person(0)
    made = Talk(person, Voice(person, dice), dice, lambda _: [])
    made.lines.extend(lines)
    made.told.update(regions=["neck"], duration_days=7)
    made.present.add("stiffness")
    return made


def line(custom: dict[str, object], said: str = "x", intent: str = "tell") -> Line:
    return Line(said, intent, custom, "text")


def verdict(**findings: object) -> Verdict:
    return judge(0, talk(line({**ASSESSED, "findings": {**FOUND, **findings}})))


def test_facts_that_are_right_are_found_right() -> None:
    assert verdict().right


@pytest.mark.parametrize(
    ("findings", "wrong"),
    [
        ({"regions": ["back"]}, "regions: ['back'] for ['neck']"),
        ({"duration_days": None}, "duration_days: None for 7"),
        ({"present": ["pain"]}, "lacks stiffness"),
        ({"present": ["pain", "stiffness", "fever"]}, "not told but there: fever"),
        ({"present": ["pain"], "absent": ["stiffness"]}, "told but denied: stiffness"),
    ],
)
def test_a_wrong_fact_is_found(findings: dict[str, object], wrong: str) -> None:
    assert wrong in verdict(**findings).wrong


def test_a_question_asked_twice_a_dead_end_and_a_failure_are_found() -> None:
    asking = {**ASSESSED, "next_question": {"id": "injury", "text": "?", "options": []}}
    lost = {"kind": "notice", "id": "not_understood"}
    found = judge(0, talk(line(asking), line(asking), line(lost), line({})))
    assert (found.repeated, found.fallbacks, len(found.dead_ends), found.failures) == (
        ("injury",),
        1,
        2,
        ("x",),
    )


def test_people_are_of_every_style_and_the_same_each_time() -> None:
    people = [make_person(number)[0] for number in range(60)]
    assert {person.style for person in people} == set(STYLES)
    assert people == [make_person(number)[0] for number in range(60)]


def test_whatever_is_said_has_no_marker_left() -> None:
    for number in range(20):
        person, _ = make_person(number)
        voice = Voice(person, Random(number))
        said = [
            *(voice.pick([one]) for ones in SAID["findings"].values() for one in ones),
            voice.place("neck"),
        ]
        assert not [one for one in said if "{" in one]
