"""What both parts of the corpus show: totals, and never a message."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.figures import percentile
from evaluation.labels import load_labels
from evaluation.report.goals import show_goals
from evaluation.report.tables import Lines, section, show, show_f1, table
from evaluation.score import ALL, STATUSES, FindingScore, Scores

VALUES = ("regions", "duration_days", "severity", "subject", "age_years")
PERCENTILES = (50, 95, 99)


def show_totals(scores: Scores, timings: dict[str, Sequence[float]]) -> Lines:
    """Every section that both parts have; ``timings``: seconds a message by step."""
    return [
        *section("Goals"),
        *show_goals(scores),
        *_show_levels(scores),
        *_show_lines(scores),
        *_show_causes(scores),
        *_show_findings("Present", scores, "present"),
        *_show_findings("Absent", scores, "absent"),
        *_show_statuses(scores),
        *_show_values(scores),
        *show_latency(timings),
    ]


def show_latency(timings: dict[str, Sequence[float]]) -> Lines:
    """Percentiles of the time a message takes."""
    head = ("step", *(f"p{percent} (ms)" for percent in PERCENTILES))
    rows = [
        (step, *(f"{percentile(seconds, percent) * 1000:.1f}" for percent in PERCENTILES))
        for step, seconds in timings.items()
    ]
    note = (
        "Processor time, one message after another: what a message waits on one core where nothing else runs."
    )
    return [*section("Time a message takes", note), *table(head, rows)]


def _show_levels(scores: Scores) -> Lines:
    levels = load_labels().levels
    matrix = scores.urgency_matrix
    rows = [(f"**{right}**", *(str(matrix.get((right, got), 0)) for got in levels)) for right in levels]
    note = (
        "Down: the acceptable level nearest to what came out. Across: what came out. `none` is no assessment."
    )
    return [*section("How soon to be seen", note), *table(("", *levels), rows)]


def _show_lines(scores: Scores) -> Lines:
    rows = [
        (f"{line} {name}", show(scores.found_of_line(line)), show(scores.alarms_near_line(line)))
        for line, name in load_labels().lines.items()
    ]
    rows += [
        ("**All lines**", show(scores.emergencies_found), show(scores.near_alarms)),
        ("All that is no emergency", "–", show(scores.false_alarms)),
        ("Two or more levels too low", show(scores.too_low), "–"),
    ]
    note = "Share, counts and 95% interval (Wilson)."
    return [*section("Emergencies", note), *table(("line", "found", "false alarms on its near misses"), rows)]


def _show_causes(scores: Scores) -> Lines:
    rows = [
        ("one of the fitting causes", show(scores.causes_named(1)), show(scores.causes_named(3))),
        (
            "the best fitting cause",
            show(scores.causes_named(1, best=True)),
            show(scores.causes_named(3, best=True)),
        ),
    ]
    note = "Over messages that have causes in their labels and are no emergency."
    return [*section("Causes", note), *table(("named", "first", "in the first three"), rows)]


def _show_findings(title: str, scores: Scores, status: str) -> Lines:
    by_finding: dict[str, FindingScore] = getattr(scores, status)
    rows = [_finding_row(f"`{finding}`", score) for finding, score in by_finding.items() if finding != ALL]
    rows.append(_finding_row("**All together (micro)**", by_finding[ALL]))
    rows.append(("**Mean of findings (macro)**", *["–"] * 5, show_f1(scores.macro_f1(status))))
    note = "Found rightly, found wrongly, missed. F1 with a 95% interval (bootstrap over messages)."
    head = ("finding", "right", "wrong", "missed", "precision", "recall", "F1")
    return [*section(f"{title} findings", note), *table(head, rows)]


def _finding_row(name: str, score: FindingScore) -> tuple[str, ...]:
    found = score.tally
    counts = (str(found.right), str(found.wrong), str(found.missed))
    return (name, *counts, show(found.precision), show(found.recall), show_f1(found.f1, score.interval))


def _show_statuses(scores: Scores) -> Lines:
    matrix = scores.status_matrix
    rows = [
        (f"**{labelled}**", *(str(matrix.get((labelled, got), 0)) for got in STATUSES))
        for labelled in STATUSES
    ]
    note = (
        f"Labelled mentions whose status came out: {show(scores.status_right)}. Down: labelled."
        " Across: what came out; neither is mentioned only, or not found."
    )
    return [*section("Present, absent or neither", note), *table(("", *STATUSES), rows)]


def _show_values(scores: Scores) -> Lines:
    rows = [(f"`{name}`", show(scores.right(name)), show(scores.right_where_said(name))) for name in VALUES]
    note = "Exactly as labelled: over all messages, and over those that say it (`subject`: someone else)."
    return [
        *section("Regions, times and persons", note),
        *table(("value", "all messages", "where said"), rows),
    ]
