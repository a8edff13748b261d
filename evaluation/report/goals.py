"""The goals (``goals.yml``) beside the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.knowledge.yaml_lines import read_yaml
from evaluation.figures import Share
from evaluation.report.tables import NOTHING, Lines, percent, show, show_f1, table
from evaluation.score import Scores

Figure = Share | float | None


def figures_of(scores: Scores) -> dict[str, Figure]:
    """The figures that goals name."""
    return {
        "emergencies_found": scores.emergencies_found,
        "too_low": scores.too_low,
        "false_alarms": scores.false_alarms,
        "acceptable": scores.acceptable,
        "cause_first": scores.causes_named(1),
        "cause_in_three": scores.causes_named(3),
        "myelopathy": scores.myelopathy_escalated,
        "statuses_f1": scores.statuses_f1,
    }


def show_goals(scores: Scores) -> Lines:
    """One line a goal: what is to be reached, what is, and whether that is enough."""
    return table(("goal", "to reach", "reached", "met", "best known"), _rows(figures_of(scores)))


@lru_cache(maxsize=1)
def load_goals() -> tuple[Mapping[str, Any], ...]:
    """The goals as ``goals.yml`` has them."""
    return tuple(read_yaml(Path(__file__).parent.parent / "goals.yml"))


def is_met(goal: Mapping[str, Any], figure: Figure) -> bool | None:
    """Whether a figure reaches its goal; None where there is none."""
    value = figure.value if isinstance(figure, Share) else figure
    if value is None:
        return None
    return bool(value >= goal["at_least"] if "at_least" in goal else value <= goal["at_most"])


def _rows(figures: Mapping[str, Figure]) -> Iterator[tuple[str, ...]]:
    for goal in load_goals():
        if "elsewhere" in goal:
            yield goal["what"], NOTHING, f"shown by {goal['elsewhere']}", NOTHING, goal["best_known"]
            continue
        figure = figures[goal["figure"]]
        met = {True: "yes", False: "**no**", None: NOTHING}[is_met(goal, figure)]
        shown = show(figure) if isinstance(figure, Share) else show_f1(figure)
        yield goal["what"], _bound(goal, figure), shown, met, goal["best_known"]


def _bound(goal: Mapping[str, Any], figure: Figure) -> str:
    words, bound = ("at least", goal["at_least"]) if "at_least" in goal else ("at most", goal["at_most"])
    return f"{words} {bound if isinstance(figure, float) else percent(bound)}"
