"""What takes part is what the document says, and is asked what it should be asked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml

import evaluation.cache
from bot.consult import Context, consult
from bot.knowledge.loader import load
from bot.model.contacts import Contacts
from bot.model.episode import Episode
from bot.understanding.read import read
from evaluation.benchmark.contender import Contender, assesses, says_something
from evaluation.benchmark.echo import DATA, ECHO
from evaluation.benchmark.stock import STOCK, configure
from evaluation.benchmark.talking import load_texts, texts
from evaluation.benchmark.training import train_once

NOON = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


def test_every_message_gets_an_assessment_wherever_it_stands() -> None:
    episode, kinds = Episode(), []
    for minute, text in enumerate(itertools.islice(texts(), 3 * len(load_texts()))):
        context = Context(load(), Contacts("112", None, None), NOON + timedelta(minutes=minute))
        turn = consult("nlu_fallback", read(text, NOON.date()), episode, context)
        episode = turn.episode
        kinds.append((turn.custom["kind"], turn.custom.get("urgency") == "emergency"))
    assert set(kinds) == {("assessment", False)}


def test_every_message_has_a_keyword_of_the_echo_bot() -> None:
    examples = yaml.safe_load(DATA.read_text("utf-8"))["nlu"][0]["examples"]
    words = re.findall(r"^- (\w+)$", examples, re.MULTILINE)
    pattern = re.compile(rf"\b({'|'.join(words)})\b")
    assert [text for text in load_texts() if not pattern.search(text)] == []


def test_stock_is_what_rasa_fills_in_by_default() -> None:
    config = configure(barely=False)
    parts = {part["name"]: part for part in (*config["pipeline"], *config["policies"])}
    assert {"DIETClassifier", "ResponseSelector", "TEDPolicy", "RulePolicy", "MemoizationPolicy"} <= set(
        parts
    )
    assert parts["DIETClassifier"]["epochs"] == parts["TEDPolicy"]["epochs"] == 100
    assert configure(barely=True)["pipeline"] != config["pipeline"]


def test_a_barely_trained_model_is_never_taken_for_a_whole_one() -> None:
    assert list(STOCK.inputs(True)) != list(STOCK.inputs(False))


def test_silence_and_other_answers_do_not_count() -> None:
    assert not says_something([])
    assert not assesses([{"text": "Hello.", "custom": {"kind": "notice"}}])
    assert assesses([{"text": "..."}, {"custom": {"kind": "assessment"}}])


@pytest.fixture
def trainer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Contender]:
    """Makes contenders that train by writing a file, or by failing to."""
    monkeypatch.setattr(evaluation.cache, "FOLDER", tmp_path)

    def make(inputs: str, trained: list[str], *, works: bool = True) -> Contender:
        def train(model: Path, _: bool) -> None:
            trained.append(inputs)
            if works:
                model.write_text("model", "utf-8")

        return Contender("a", "A", lambda _: [inputs], train, ECHO.programs, says_something)

    return make


def test_a_model_is_trained_once_for_the_same_inputs(trainer: Callable[..., Contender]) -> None:
    trained: list[str] = []
    first = train_once(trainer("one", trained), barely=False)
    assert train_once(trainer("one", trained), barely=False) == first
    train_once(trainer("two", trained), barely=False)
    assert trained == ["one", "two"]
    assert first.model.read_text("utf-8") == "model"


def test_what_failed_to_train_is_trained_again(trainer: Callable[..., Contender]) -> None:
    trained: list[str] = []
    for _ in range(2):
        with pytest.raises(RuntimeError, match="A was not trained"):
            train_once(trainer("one", trained, works=False), barely=False)
    assert trained == ["one", "one"]
