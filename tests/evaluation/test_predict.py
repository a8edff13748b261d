"""A first message through the code that answers people."""

from __future__ import annotations

from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from evaluation.ablation import Memory, Trial
from evaluation.predict import predict
from tests.evaluation.rows import row

ALARMING = Reading(findings=(Finding("saddle_numbness", Status.PRESENT),))


def test_an_assessment_has_its_level_findings_and_causes() -> None:
    came_out = predict("back pain and since today I can't hold my pee", None)
    assert came_out.level == "emergency"
    assert {"pain", "bladder_bowel_change"} <= came_out.present
    assert came_out.duration_days == 0
    assert all(seconds > 0 for seconds in came_out.seconds)


def test_what_is_no_assessment_has_no_level_and_keeps_what_was_found() -> None:
    came_out = predict("dizzy", "describe_symptoms")
    assert came_out.level == "none"
    assert came_out.causes == ()
    assert came_out.present


def test_the_reader_given_is_the_one_that_reads() -> None:
    assert predict("hello", "greet", lambda _: ALARMING).level == "emergency"
    assert predict("hello", "greet").level == "none"


def test_a_trial_without_verdicts_leaves_the_reading_as_it_is() -> None:
    one = row()
    memory = Memory({one: ALARMING}, {one: ()}, {one: ()}, {one: 0.5}, {one: ()})
    assert memory.reading(one, Trial("rules alone", verdicts=())) == ALARMING
    assert memory.reading(one, Trial("learned alone", rules=False)) == Reading()


def test_a_trial_may_leave_out_calm_and_the_wording_of_causes() -> None:
    one = row("spilt my tea, tripped over the cat, and now my neck is a bit sore")
    hurt = Reading((Finding("pain", Status.PRESENT), Finding("trauma", Status.PRESENT)), ("neck",))
    leanings = (("muscle_strain", 1.0),)
    memory = Memory({one: hurt}, {one: ()}, {one: ()}, {one: 0.99}, {one: leanings})
    assert memory.reading(one, Trial("all")).ids(Status.MENTIONED) == ("trauma",)
    assert memory.reading(one, Trial("no calm", calm=False)).ids(Status.MENTIONED) == ()
    assert memory.reading(one, Trial("all")).leanings == leanings
    assert memory.reading(one, Trial("no causes", causes=False)).leanings == ()
