from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.components.alarms import rank as rank_level
from bot.knowledge.loader import load
from bot.model.episode import Episode
from bot.triage.causes import rank
from bot.understanding.learned.causes import CauseModel, Leanings
from bot.understanding.learned.features import Vector
from bot.understanding.learned.layer import Layer, read_with
from bot.understanding.learned.rows import Row
from bot.understanding.message import take_apart

SITS = "my lower back aches after a whole day in the office chair"
LIFTED = "lifted a heavy sofa yesterday and pulled something in my lower back"
ACHES = Episode(present=("pain",), regions=("lower_back",))


def lean(layer: Layer, text: str) -> Leanings:
    return layer.causes.lean(layer.signs.locate(take_apart(text)))


def first(leanings: Leanings) -> str:
    return max(leanings, key=lambda pair: pair[1])[0]


def test_the_wording_leans_towards_what_fits(layer: Layer) -> None:
    assert first(lean(layer, SITS)) == "posture_related_pain"
    assert first(lean(layer, LIFTED)) == "muscle_strain"


def test_nothing_leans_nowhere(layer: Layer) -> None:
    assert layer.causes.lean(Vector(np.zeros(0, np.int64), np.zeros(0, np.float32))) == ()


def test_what_describes_nothing_carries_no_leaning(layer: Layer) -> None:
    assert read_with(layer, "thank you, that is very kind of you", rank_level).leanings == ()
    assert read_with(layer, LIFTED, rank_level).leanings


def test_leanings_order_what_evidence_allows() -> None:
    leaning = replace(ACHES, leanings=(("facet_joint_irritation", 1.0),))
    assert next(one.condition.id for one in rank(leaning, load())) == "facet_joint_irritation"


def test_leanings_name_nothing_that_is_rare_without_its_sign() -> None:
    leaning = replace(ACHES, leanings=(("cancer", 3.0),))
    assert "cancer" not in [one.condition.id for one in rank(leaning, load())]


def test_saved_and_loaded_leans_the_same(layer: Layer, rows: tuple[Row, ...], tmp_path: Path) -> None:
    layer.causes.save(tmp_path)
    loaded = CauseModel.load(tmp_path)
    vectors = [layer.signs.locate(take_apart(row.text)) for row in rows[:100]]
    assert [loaded.lean(one) for one in vectors] == [layer.causes.lean(one) for one in vectors]


def test_a_model_for_conditions_that_are_gone_is_refused(layer: Layer, tmp_path: Path) -> None:
    layer.causes.save(tmp_path)
    file = tmp_path / "causes.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace("muscle_strain", "muscle_train"), encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"muscle_train.*train again"):
        CauseModel.load(tmp_path)
