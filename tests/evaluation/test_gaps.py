"""The list of known gaps: how it is kept, and that it is true of the project as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.gaps import FALSE, LOW, MISSED, find_gaps, fixed_subset, read_gaps, whats_wrong, write_gaps
from evaluation.run import watch_gaps
from evaluation.scored import Scored
from tests.evaluation.rows import emergency, near_miss, row, scored


@pytest.mark.parametrize(
    ("one", "wrong"),
    [
        (scored("urgent", emergency()), MISSED),
        (scored("none", emergency()), MISSED),
        (scored("emergency", emergency()), None),
        (scored("emergency", near_miss()), FALSE),
        (scored("routine", near_miss(urgency=("urgent",))), LOW),
        (scored("soon", near_miss(urgency=("urgent",))), None),
        (scored("soon", near_miss()), None),
    ],
)
def test_what_counts_as_a_gap(one: Scored, wrong: str | None) -> None:
    assert whats_wrong(one) == wrong


def test_the_subset_is_every_emergency_and_near_miss() -> None:
    one, other = emergency(), near_miss()
    assert fixed_subset([one, row(), other, row(kind="urgent", urgency=("urgent",))]) == (one, other)


def test_an_id_holds_while_hand_text_and_mistake_stay() -> None:
    def id_of(*given: Scored) -> str:
        (one,) = find_gaps(given)
        return one

    first = id_of(scored("urgent", emergency(text="a", line=1)))
    assert first == id_of(scored("none", emergency("E2", text="a", line=9)))
    assert first != id_of(scored("urgent", emergency(text="b")))
    assert first != id_of(scored("urgent", emergency(text="a", hand="bob")))
    assert first != id_of(scored("emergency", near_miss(text="a")))


def test_the_list_reads_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "gaps.yml"
    assert read_gaps(path) == {}
    gaps = find_gaps(
        [
            scored("urgent", emergency(text="can't: feel | my “bum” 😀\nat all")),
            scored("emergency", near_miss()),
        ]
    )
    write_gaps(gaps, path)
    assert len(gaps) == 2
    assert read_gaps(path) == gaps


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_known_gaps_are_those_that_there_are() -> None:
    listed, there = read_gaps(), watch_gaps()
    new = [there[one] for one in there.keys() - listed.keys()]
    gone = [listed[one] for one in listed.keys() - there.keys()]
    todo = "mend them, or list them with: .venv/bin/python -m evaluation --accept"
    assert new == [], f"{len(new)} new gaps: {todo}"
    assert gone == [], f"{len(gone)} listed gaps are closed: {todo}"
