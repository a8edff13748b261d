from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.learned.model import LINES, SignModel
from bot.understanding.learned.rows import Row, read_rows
from bot.understanding.learned.suspicion import Thresholds
from bot.understanding.learned.training import fit_all
from bot.understanding.message import take_apart

MOST_ALARMS = 0.01
KEYS = {"name", "text", "verdict", "line"}


def golden() -> list[dict[str, str]]:
    """The rows of the table; one that asserts nothing, or says a thing twice, is refused."""
    table: list[dict[str, str]] = yaml.safe_load(
        (Path(__file__).parent / "golden.yml").read_text(encoding="utf-8")
    )
    for row in table:
        assert set(row) <= KEYS, f"unknown key: {row}"
        assert row["verdict"], f"asserts nothing: {row}"
        assert ("line" in row) == (row["verdict"] == "stands"), f"a line belongs to what stands: {row}"
    assert len({row["name"] for row in table}) == len(table)
    return table


@pytest.mark.parametrize("row", golden(), ids=lambda row: row["name"])
def test_verdict(row: dict[str, str], model: SignModel) -> None:
    found = model.suspect(take_apart(row["text"]))
    expected = [] if row["verdict"] == "none" else [row["verdict"]]
    assert [suspicion.verdict for suspicion in found] == expected
    assert [row.get("line", suspicion.line) for suspicion in found] == [suspicion.line for suspicion in found]


def test_two_trainings_are_equal(rows: tuple[Row, ...]) -> None:
    hands = sorted({row.hand for row in rows})[:2]
    few = [row for row in rows if row.hand in hands]
    one, other = fit_all(few).signs, fit_all(few).signs
    assert one.space.as_dict() == other.space.as_dict()
    assert np.array_equal(one.weights, other.weights)
    assert np.array_equal(one.biases, other.biases)
    assert np.array_equal(one.last, other.last)


def test_saved_and_loaded_says_the_same(model: SignModel, rows: tuple[Row, ...], tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = SignModel.load(tmp_path)
    said = [model.suspect(take_apart(row.text)) for row in rows[:200]]
    assert said == [loaded.suspect(take_apart(row.text)) for row in rows[:200]]
    assert any(said)


def test_a_model_for_other_findings_is_refused(model: SignModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    file = tmp_path / "model.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"E14"', '"E15"', 1), encoding="utf-8")
    with pytest.raises(ValueError, match="train again"):
        SignModel.load(tmp_path)


@pytest.mark.parametrize("text", ["", "   ", "\n", "\N{GRINNING FACE}"])
def test_nothing_is_suspected_of_nothing(text: str, model: SignModel) -> None:
    assert all(s.verdict == "doubt" for s in model.suspect(take_apart(text)))


@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text: str, model: SignModel) -> None:
    for suspicion in model.suspect(take_apart(text)):
        assert suspicion.line in LINES
        assert 0 <= suspicion.chance <= 1


def test_words_are_the_persons_own(model: SignModel) -> None:
    text = "The bus was late and I had toast. When I wipe I feel nothing, it is all numb down there."
    (suspicion,) = model.suspect(take_apart(text))
    assert suspicion.verdict == "stands"
    assert suspicion.words
    assert suspicion.words in text
    assert "toast" not in suspicion.words


@pytest.mark.parametrize(
    ("chance", "verdict"),
    [
        (1.0, "stands"),
        (0.5, "stands"),
        (0.49, "ask"),
        (0.2, "ask"),
        (0.19, None),
        (0.06, None),
        (0.05, "doubt"),
    ],
)
def test_thresholds(chance: float, verdict: str | None) -> None:
    assert Thresholds(stand=0.5, ask=0.2, doubt=0.05).verdict(chance) == verdict


def test_hardly_any_talk_is_an_emergency(rows: tuple[Row, ...], talk: tuple[Row, ...]) -> None:
    """On talk that it was not trained on: small talk must not be answered with an ambulance."""
    left_out = [row for row in talk if row.hand == talk[0].hand]
    strict = fit_all([*rows, *(row for row in talk if row.hand != talk[0].hand)]).signs
    said = [suspicion for row in left_out for suspicion in strict.suspect(take_apart(row.text))]
    assert sum(suspicion.verdict == "stands" for suspicion in said) <= len(left_out) * MOST_ALARMS


def test_one_hand_is_not_enough(rows: tuple[Row, ...]) -> None:
    with pytest.raises(ValueError, match="2 hands"):
        fit_all([row for row in rows if row.hand == rows[0].hand])


def test_an_empty_folder_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="jsonl"):
        read_rows(tmp_path)
