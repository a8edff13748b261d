from __future__ import annotations

from pathlib import Path

import pytest

from bot.components.alarms import rank
from bot.model.finding import Finding, Status
from bot.model.reading import Reading
from bot.understanding.learned.calm import PLAIN_WORDS, SURE, CalmModel, calm_down
from bot.understanding.learned.layer import Layer
from bot.understanding.learned.rows import Row
from bot.understanding.message import take_apart

LONG = PLAIN_WORDS
CALM_AND_PRESSING = (
    "my lower back is stiff after a long day in the garden, nothing else, it eases with a hot bath",
    "since last night I cannot feel when I pass water and both my legs have gone numb and weak",
)


def have(*ids: str, **said: object) -> Reading:
    return Reading(tuple(Finding(one, Status.PRESENT) for one in ids), ("lower_back",), **said)  # type: ignore[arg-type]


def sure() -> float:
    return max(SURE.values())


def unsure() -> float:
    return min(SURE.values()) - 0.01


def test_what_alarms_in_a_calm_message_is_a_mere_mention() -> None:
    calm = calm_down(have("pain", "trauma"), LONG, sure, rank)
    assert calm.ids(Status.PRESENT) == ("pain",)
    assert calm.ids(Status.MENTIONED) == ("trauma",)


def test_only_what_alarms_is() -> None:
    calm = calm_down(have("pain", "overuse", "weakness_leg"), LONG, sure, rank)
    assert calm.ids(Status.PRESENT) == ("pain", "overuse")


def test_an_emergency_is_within_its_reach() -> None:
    assert calm_down(have("pain", "high_energy_trauma"), LONG, sure, rank).ids(Status.MENTIONED)


@pytest.mark.parametrize("sign", ["suicidal_thoughts", "overdose"])
def test_despair_never_is(sign: str) -> None:
    said = have("pain", sign)
    assert calm_down(said, LONG, sure, rank) == said


def test_an_emergency_in_few_words_means_what_it_says() -> None:
    said = have("pain", "saddle_numbness")
    assert calm_down(said, LONG - 1, sure, rank) == said


def test_who_is_not_sure_changes_nothing() -> None:
    said = have("pain", "trauma")
    assert calm_down(said, LONG, unsure, rank) == said


@pytest.mark.parametrize("said", [{"reply": "yes"}, {"taken_back": ("fever",)}], ids=str)
def test_an_answer_or_a_correction_is_left_alone(said: dict[str, object]) -> None:
    reading = have("pain", "trauma", **said)
    assert calm_down(reading, LONG, sure, rank) == reading


def test_the_model_is_not_asked_where_nothing_alarms() -> None:
    def asked() -> float:
        raise AssertionError

    assert calm_down(have("pain"), LONG, asked, rank) == have("pain")


def test_it_tells_calm_from_pressing(layer: Layer) -> None:
    calm, pressing = (
        layer.chance_of_calm(layer.signs.locate(take_apart(text))) for text in CALM_AND_PRESSING
    )
    assert pressing < 0.5 < calm


def test_saved_and_loaded_says_the_same(layer: Layer, rows: tuple[Row, ...], tmp_path: Path) -> None:
    layer.save(tmp_path)
    loaded = Layer.load(tmp_path)
    vectors = [layer.signs.locate(take_apart(row.text)) for row in rows[:50]]
    assert CalmModel.load(tmp_path).weights.tolist() == layer.calm.weights.tolist()
    assert [loaded.chance_of_calm(one) for one in vectors] == [layer.chance_of_calm(one) for one in vectors]
