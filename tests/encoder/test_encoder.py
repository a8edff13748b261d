"""The encoder's known figures, and when its stored vectors are computed anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.encoder import encode, keep_vectors, load_vectors, minilm
from bot.encoder.store import path_for

SAID = ["My neck is stiff.", "A disc can press on a nerve."]


def test_two_sentences_are_as_close_as_the_published_encoder_says() -> None:
    asked = encode("i can not feel it when i wipe")
    assert asked @ encode("numb in the saddle area") == pytest.approx(0.342107, abs=1e-3)
    assert asked @ encode("my neck is stiff") == pytest.approx(0.352074, abs=1e-3)


def test_a_vector_has_length_one_and_long_text_is_cut() -> None:
    long = "back " * 200
    assert np.linalg.norm(encode(long)) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(encode(long), encode("back " * 300))


def test_the_weights_are_the_published_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    minilm.verify()
    monkeypatch.setattr(minilm, "SHA256", "0")
    with pytest.raises(minilm.WrongWeights, match="checksum"):
        minilm.verify()


def test_a_changed_text_gets_a_file_of_its_own(tmp_path: Path) -> None:
    first = keep_vectors(SAID, tmp_path)
    assert keep_vectors(SAID, tmp_path) == first
    changed = keep_vectors([SAID[0], "A disc can bulge."], tmp_path)
    assert changed != first
    assert np.array_equal(load_vectors(SAID, tmp_path)[1], encode(SAID[1]))


def test_a_missing_file_is_said_and_computed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    vectors = load_vectors(SAID, tmp_path)
    assert not path_for(SAID, tmp_path).exists()
    assert np.array_equal(vectors[0], encode(SAID[0]))
    assert "is missing" in caplog.text
    assert SAID[0] not in caplog.text
