"""What each score counts, on a handful of made-up messages."""

from __future__ import annotations

import pytest

from evaluation.figures import Share, Tally
from evaluation.score import ALL, Scores
from tests.evaluation.rows import emergency, near_miss, row, scored

EITHER = row("may be one", kind="urgent", urgency=("urgent", "emergency"))


def test_emergencies_and_false_alarms() -> None:
    scores = Scores(
        [
            scored("emergency", emergency()),
            scored("urgent", emergency("E2")),
            scored("emergency", near_miss()),
            scored("self_care", near_miss()),
            scored("emergency", row()),
            scored("emergency", EITHER),
        ]
    )
    assert scores.emergencies_found == Share(1, 2)
    assert scores.found_of_line("E1") == Share(1, 1)
    assert scores.found_of_line("E2") == Share(0, 1)
    # What may be either is neither a found emergency nor a false one.
    assert scores.false_alarms == Share(2, 3)
    assert scores.near_alarms == Share(1, 2)
    assert scores.alarms_near_line("E1") == Share(1, 2)


def test_acceptable_and_two_levels_too_low() -> None:
    scores = Scores(
        [
            scored("urgent", EITHER),
            scored("soon", EITHER),
            scored("routine", EITHER),
            scored("none", row(urgency=("self_care", "routine"))),
            scored("none", row(urgency=("routine",))),
            scored("emergency", row(urgency=("none",))),
        ]
    )
    assert scores.acceptable == Share(1, 6)
    assert [one.levels_too_low for one in scores.scored] == [0, 1, 2, 1, 2, -5]
    assert scores.too_low == Share(2, 6)


def test_the_matrix_takes_the_nearest_acceptable_level() -> None:
    scores = Scores([scored("routine", EITHER), scored("emergency", EITHER), scored("none", row())])
    assert scores.urgency_matrix == {
        ("urgent", "routine"): 1,
        ("emergency", "emergency"): 1,
        ("routine", "none"): 1,
    }


def test_myelopathy_is_the_second_line_and_urgent_rows_with_its_signs() -> None:
    signs = row(kind="urgent", urgency=("urgent",), present=["gait_disturbance"])
    elsewhere = row(kind="urgent", urgency=("urgent",), present=["fever"])
    scores = Scores(
        [
            scored("urgent", emergency("E2")),
            scored("soon", signs),
            scored("emergency", signs),
            scored("soon", elsewhere),
        ]
    )
    assert scores.myelopathy_escalated == Share(2, 3)


def test_causes_first_and_in_three() -> None:
    labelled = row(causes=("a", "b"))
    named = [("b", "x"), ("x", "y", "a"), ("x", "y", "z", "a"), ()]
    scores = Scores(
        [
            *(scored("routine", labelled, causes=causes) for causes in named),
            scored("routine", row(), causes=("a",)),
            scored("emergency", emergency(causes=("a",)), causes=("a",)),
        ]
    )
    assert scores.causes_named(1) == Share(1, 4)
    assert scores.causes_named(3) == Share(2, 4)
    assert scores.causes_named(3, best=True) == Share(1, 4)


def test_findings_by_status() -> None:
    said = row(present=["pain", "fever"], absent=["trauma"], neither=["chest_pain"])
    scores = Scores(
        [scored("routine", said, present=["pain", "chest_pain", "black_stools"], absent=["trauma", "fever"])]
    )
    # black_stools is no label of the hands: neither right nor wrong.
    assert scores.present[ALL].tally == Tally(right=1, wrong=1, missed=1)
    assert scores.present["pain"].tally == Tally(1, 0, 0)
    assert scores.absent[ALL].tally == Tally(right=1, wrong=1, missed=0)
    assert scores.status_matrix == {
        ("present", "present"): 1,
        ("present", "absent"): 1,
        ("absent", "absent"): 1,
        ("neither", "present"): 1,
    }
    assert scores.status_right == Share(2, 4)
    # Present and absent together: right 2, wrong 2, missed 1.
    assert scores.statuses_f1 == pytest.approx(4 / 7)


def test_values_over_all_and_where_said() -> None:
    said, unsaid = row(duration_days=7, regions=["neck"]), row()
    scores = Scores(
        [
            scored("routine", said, duration_days=7, regions=["back"]),
            scored("routine", unsaid, duration_days=3),
        ]
    )
    assert (scores.right("duration_days"), scores.right_where_said("duration_days")) == (
        Share(1, 2),
        Share(1, 1),
    )
    assert (scores.right("regions"), scores.right_where_said("regions")) == (Share(1, 2), Share(0, 1))
