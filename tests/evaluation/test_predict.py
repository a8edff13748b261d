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
    memory = Memory({one: ALARMING}, {one: ()}, {one: ()})
    assert memory.reading(one, Trial("rules alone", verdicts=())) == ALARMING
    assert memory.reading(one, Trial("learned alone", rules=False)) == Reading()
