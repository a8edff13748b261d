"""Rows and predictions made up for tests."""

from __future__ import annotations

from typing import Any

from evaluation.predict import Prediction
from evaluation.rows import Row
from evaluation.scored import Scored


def row(
    text: str = "my back hurts", kind: str = "routine", urgency: tuple[str, ...] = ("routine",), **given: Any
) -> Row:
    place = {
        "part": "dev",
        "hand": "ann",
        "line": 1,
        **{k: given.pop(k) for k in ("part", "hand", "line") if k in given},
    }
    sets = {name: frozenset(given.pop(name, ())) for name in ("present", "absent", "neither", "regions")}
    return Row(**place, text=text, kind=kind, urgency=urgency, **sets, **given)


def scored(level: str, of: Row, **came_out: Any) -> Scored:
    sets = {name: frozenset(came_out.pop(name, ())) for name in ("present", "absent", "regions")}
    return Scored(of, Prediction(level, **sets, **came_out))


def emergency(kind: str = "E1", **given: Any) -> Row:
    return row(kind=kind, urgency=("emergency",), **given)


def near_miss(kind: str = "near:E1", urgency: tuple[str, ...] = ("self_care",), **given: Any) -> Row:
    return row(kind=kind, urgency=urgency, **given)
