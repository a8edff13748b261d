"""The runs from end to end, on made-up messages."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.model.reading import Reading
from evaluation import run
from evaluation.predict import read_by_rules
from evaluation.rasa_nlu import Guess
from evaluation.rows import CorpusError, Row
from tests.evaluation.rows import emergency, near_miss, row

TOLD = (
    "back pain and since today I can't hold my pee",
    "my lower back aches, my bladder is fine",
    "my neck is stiff",
)


def corpus(part: str) -> tuple[Row, ...]:
    one, other, third = TOLD
    return tuple(
        made
        for hand in ("zoe", "yan")
        for made in (
            emergency(text=one, part=part, hand=hand, line=1, present=["bladder_bowel_change"]),
            near_miss(text=other, part=part, hand=hand, line=2, absent=["bladder_bowel_change"]),
            row(third, kind="self_care", urgency=("self_care",), part=part, hand=hand, line=3),
        )
    )


def guess_all(rows: Sequence[Row]) -> dict[Row, Guess]:
    return {one: Guess("describe_symptoms", "describe_symptoms", 0.001) for one in rows}


@pytest.fixture(autouse=True)
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_with(_: object) -> object:
        def read(text: str) -> Reading:
            return read_by_rules(text)

        return read

    monkeypatch.setattr(run, "read_part", corpus)
    monkeypatch.setattr(run, "load_shipped", lambda: None)
    monkeypatch.setattr(run, "reader_with", read_with)
    monkeypatch.setattr(run, "guess_intents", guess_all)


def test_the_sealed_run_tells_totals_and_nothing_of_a_message(capfd: pytest.CaptureFixture[str]) -> None:
    scores, lines = run.run_sealed(with_stock=False)
    shown = "\n".join(lines)
    assert (scores.emergencies_found.hits, scores.emergencies_found.total) == (2, 2)
    assert "100.0% (2/2" in shown
    assert "TF-IDF" in shown
    printed = capfd.readouterr()
    for secret in (*TOLD, ".jsonl"):
        assert secret not in shown + printed.out + printed.err
    assert "| zoe | 3 |" in shown  # a hand's totals are totals


def test_a_corpus_with_wrong_labels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "read_part", lambda part: (row("secret", kind="E15", part=part),))
    with pytest.raises(CorpusError, match=r"sealed/ann.jsonl:1: unknown kind 'E15'|dev/ann") as refused:
        run.run_sealed(with_stock=False)
    assert "secret" not in str(refused.value)


def test_gaps_are_looked_for_among_emergencies_and_near_misses() -> None:
    assert run.watch_gaps() == {}
