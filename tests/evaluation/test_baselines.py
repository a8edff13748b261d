"""The baselines see what they should, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from evaluation.baselines.stock_rasa import hold_out, write_examples
from evaluation.baselines.whole_messages import score_by_words, threshold_for
from evaluation.rasa_nlu import ask_nlu, train_nlu
from tests.evaluation.rows import emergency, near_miss, row


def test_a_hand_is_scored_by_what_the_others_wrote() -> None:
    # Only ann writes "zebra", so that word can tell nothing about her own messages.
    others = [
        one
        for hand in ("bob", "cat")
        for one in (emergency(text="numb seat", hand=hand), row("stiff neck", hand=hand))
    ]
    scores = score_by_words(
        [emergency(text="zebra"), emergency(text="numb zebra seat", line=2), row("zebra", line=3), *others]
    )
    own = {one.line: score for one, score in scores.items() if one.hand == "ann"}
    assert own[1] == own[3] == pytest.approx(0.5, abs=0.05)
    assert own[2] > 0.6


def test_the_threshold_lets_no_more_false_alarms_through() -> None:
    scores = {row(str(at)): at / 10 for at in range(10)}
    threshold = threshold_for(scores, 0.2)
    assert [score for score in scores.values() if score >= threshold] == [0.8, 0.9]
    assert threshold_for(scores, 1.0) == 0.0


def test_the_last_two_hands_are_held_out() -> None:
    assert hold_out([row(hand=hand) for hand in ("cat", "ann", "bob", "ann")]) == ("bob", "cat")


def test_examples_are_plain_lines_under_two_intents() -> None:
    written = yaml.safe_load(
        write_examples([emergency(text="can't [pee]\n{now}"), near_miss(text="- all: fine")])
    )
    assert written["nlu"] == [
        {"intent": "emergency", "examples": "- can't (pee) (now)\n"},
        {"intent": "no_emergency", "examples": "- - all: fine\n"},
    ]


@pytest.mark.slow
def test_asking_rasa_prints_no_message(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "nlu.yml").write_text(
        write_examples([emergency(text="numb seat"), row("stiff neck")]), "utf-8"
    )
    config = {
        "recipe": "default.v1",
        "assistant_id": "a",
        "language": "en",
        "pipeline": [{"name": "KeywordIntentClassifier"}],
    }
    model = tmp_path / "model.tar.gz"
    train_nlu(config, tmp_path / "nlu.yml", model)
    guesses = ask_nlu(model, ["my numb seat is secret", "secret"], "test")
    assert [guess.intent for guess in guesses] == ["emergency", "nlu_fallback"]
    printed = capfd.readouterr()
    assert "secret" not in printed.out + printed.err
