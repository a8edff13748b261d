"""What is written, where, and what is never written."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from evaluation.comparison import Compared
from evaluation.figures import Share
from evaluation.report.details import STOCK_LEFT_OUT, show_comparison, show_hands, show_worst
from evaluation.report.document import NOT_YET, describe_commit, write_section
from evaluation.report.goals import figures_of, is_met, load_goals
from evaluation.report.tables import show, show_f1, table
from evaluation.report.totals import show_latency, show_totals
from evaluation.score import Scores
from tests.evaluation.rows import emergency, near_miss, row, scored

TIMINGS = {"all": [0.001, 0.002]}


def test_a_run_replaces_its_own_section_and_leaves_the_other(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.md"
    write_section("dev", ["first development"], path)
    assert NOT_YET in path.read_text("utf-8")
    write_section("sealed", ["the sealed figure"], path)
    write_section("questions", ["the questions"], path)
    sealed = path.read_text("utf-8").partition("## The development part")[0]
    write_section("dev", ["second development"], path)
    after = path.read_text("utf-8")
    assert after.partition("## The development part")[0] == sealed
    assert "the sealed figure" in sealed
    assert "the questions" in sealed
    assert "second development" in after
    assert "first development" not in after
    assert NOT_YET not in after


def test_the_commit_says_whether_something_was_changed(tmp_path: Path) -> None:
    assert describe_commit(tmp_path) == "an unknown commit"
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], [*identity, "commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert describe_commit(tmp_path).startswith("commit ")
    assert "changes" not in describe_commit(tmp_path)
    (tmp_path / "new").touch()
    assert describe_commit(tmp_path).endswith("with changes not yet committed")


def test_totals_hold_no_text_hand_or_place() -> None:
    told = [
        emergency(text="secret words", part="sealed", hand="zoe"),
        row("secret too", part="sealed", hand="zoe"),
    ]
    shown = "\n".join(show_totals(Scores([scored("soon", one) for one in told]), TIMINGS))
    assert "0.0% (0/1" in shown
    assert "secret" not in shown
    assert "zoe" not in shown


def test_sealed_messages_are_never_among_the_worst() -> None:
    with pytest.raises(ValueError, match="development part"):
        show_worst([scored("soon", emergency(part="sealed"))])


def test_the_worst_come_first_and_are_shortened() -> None:
    shown = show_worst(
        [
            scored("emergency", near_miss(text="false alarm")),
            scored("routine", near_miss(text="too low", urgency=("urgent",))),
            scored("urgent", emergency(text="missed by one")),
            scored("none", emergency(text="missed " + "wide " * 100)),
            scored("soon", row("fine enough", urgency=("routine",))),
        ]
    )
    rows = [line for line in shown if line.startswith("| ")][1:]
    assert [line.split("|")[1].strip()[:11] for line in rows[1:]] == [
        "missed wide",
        "missed by o",
        "too low",
        "false alarm",
    ]
    assert all(len(line) < 260 for line in rows)


def test_every_goal_names_a_figure_or_what_shows_it() -> None:
    figures = figures_of(Scores([scored("routine", row())]))
    named = {goal["figure"] for goal in load_goals() if "figure" in goal}
    assert named == set(figures)
    for goal in load_goals():
        assert ("figure" in goal) != ("elsewhere" in goal)
        assert ("figure" in goal) == (("at_least" in goal) != ("at_most" in goal))


@pytest.mark.parametrize(
    ("goal", "figure", "met"),
    [
        ({"at_least": 0.9}, Share(9, 10), True),
        ({"at_least": 0.9}, Share(8, 10), False),
        ({"at_most": 0.0}, Share(0, 10), True),
        ({"at_most": 0.0}, Share(1, 10), False),
        ({"at_least": 0.98}, 0.979, False),
        ({"at_least": 0.9}, Share(0, 0), None),
    ],
)
def test_whether_a_goal_is_met(goal: dict[str, float], figure: Share | float, met: bool | None) -> None:
    assert is_met(goal, figure) is met


def test_cells() -> None:
    assert show(Share(45, 50)) == "90.0% (45/50; 78.6–95.7)"
    assert show(Share(0, 0)) == "–"
    assert show_f1(0.91234, (0.9, 0.925)) == "0.912 (0.90–0.93)"
    assert table(("a", "b"), [("x|y", "1\n2")]) == ["| a | b |", "| --- | ---: |", "| x\\|y | 1 2 |", ""]


def test_latency_is_in_milliseconds() -> None:
    assert show_latency({"all": [0.001, 0.002, 0.003]})[-2] == "| all | 2.0 | 3.0 | 3.0 |"


def test_comparison_counts_emergencies_others_and_near_misses() -> None:
    flags = {emergency(): True, emergency(text="b"): False, near_miss(): True, row(): False}
    (line,) = [
        line for line in show_comparison([Compared("ours", "all", flags)]) if line.startswith("| ours")
    ]
    assert [cell.strip().partition(";")[0] for cell in line.split("|")[3:6]] == [
        "50.0% (1/2",
        "50.0% (1/2",
        "100.0% (1/1",
    ]


def test_each_hand_stands_apart() -> None:
    ann, bob = emergency(), emergency(hand="bob")
    both = Scores([scored("emergency", ann), scored("soon", bob)])
    by_rules = Scores([scored("soon", ann), scored("soon", bob)])
    rows = [line.split("|") for line in show_hands(both, by_rules) if line.startswith(("| ann", "| bob"))]
    assert [[cell.strip().partition(" ")[0] for cell in row[1:5]] for row in rows] == [
        ["ann", "1", "100.0%", "0.0%"],
        ["bob", "1", "0.0%", "0.0%"],
    ]


def test_a_comparison_without_stock_rasa_says_so() -> None:
    flags = {emergency(): True}
    assert STOCK_LEFT_OUT in show_comparison([Compared("ours", "all", flags)])
    assert STOCK_LEFT_OUT not in show_comparison([Compared("Rasa 3.6.21", "all", flags)])
