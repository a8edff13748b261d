"""The learned layer out of a trained model."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from bot.understanding.learned.rows import Row
from bot.understanding.learned.training import fit_all
from bot.understanding.message import take_apart
from evaluation.shipped import NotTrained, load_shipped

TEXTS = {
    "numb between my legs": "E1",
    "my neck is stiff": "routine",
    "cannot pee, back hurts": "E1",
    "sore back": "routine",
}


def pack(folder: Path, component: str) -> Path:
    archive = folder / "model.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(folder / "model", f"/components/train_bot.components.{component}1")
    return archive


def test_it_says_what_the_trained_one_says(tmp_path: Path) -> None:
    rows = [
        Row(hand, text, kind, frozenset(["emergency" if kind == "E1" else kind]), frozenset())
        for hand in ("ann", "bob", "cat")
        for text, kind in TEXTS.items()
    ]
    trained = fit_all(rows)
    (tmp_path / "model").mkdir()
    trained.save(tmp_path / "model")
    loaded = load_shipped(pack(tmp_path, "spine_reader.SpineReader"))
    messages = [take_apart(text) for text in (*TEXTS, "numb legs")]
    assert [loaded.signs.suspect(one) for one in messages] == [trained.signs.suspect(one) for one in messages]
    vectors = [trained.signs.locate(one) for one in messages]
    assert [loaded.findings.judge(one) for one in vectors] == [trained.findings.judge(one) for one in vectors]


def test_a_model_that_is_missing_or_without_the_layer_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotTrained, match="run make train"):
        load_shipped(tmp_path / "none.tar.gz")
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "model.json").touch()
    with pytest.raises(NotTrained, match="holds no SpineReader"):
        load_shipped(pack(tmp_path, "other.Other"))
