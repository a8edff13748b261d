"""What costs much is done for those who need it alone: questions run the encoder, symptoms do not."""

from __future__ import annotations

import pytest

from bot.answer.question import near
from bot.consult import Context, consult
from bot.consultation.said import COMPLAINT, QUESTION
from bot.knowledge.loader import load
from bot.knowledge.rulebook import Rule
from bot.model.contacts import Contacts
from bot.model.episode import Episode
from bot.model.reading import Reading
from bot.understanding.read import read
from tests.consult.golden import NOW

CONTEXT = Context(load(), Contacts(), NOW)


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are encoded, as they are."""
    texts: list[str] = []
    encode = near.encode

    def listen(text: str) -> near.Vector:
        texts.append(text)
        return encode(text)

    monkeypatch.setattr(near, "encode", listen)
    return texts


@pytest.mark.parametrize("intent", [COMPLAINT, QUESTION, "greet", "nlu_fallback"])
@pytest.mark.parametrize(
    "text",
    [
        "my lower back hurts and my left leg tingles, for three weeks now",
        "stiff neck since yesterday, I slept badly",
        "I can't feel my groin when I wipe",
    ],
)
def test_symptoms_are_answered_without_the_encoder(text: str, intent: str, encoded: list[str]) -> None:
    turn = consult(intent, read(text, NOW.date()), Episode(), CONTEXT)
    assert turn.custom["kind"] == "assessment"
    assert encoded == []


@pytest.mark.parametrize("reply", ["no", "yes", "none", "unsure"])
def test_nor_are_replies_to_what_the_bot_asks(reply: str, encoded: list[str]) -> None:
    first = consult(COMPLAINT, read("my neck hurts", NOW.date()), Episode(), CONTEXT)
    consult("affirm", Reading(reply=reply), first.episode, CONTEXT)
    assert encoded == []


def test_a_question_is_encoded(encoded: list[str]) -> None:
    consult(QUESTION, read("could I get hooked on the strong pills?", NOW.date()), Episode(), CONTEXT)
    assert encoded


@pytest.mark.parametrize(("intent", "kind"), [("nlu_fallback", "answer"), ("greet", "notice")])
def test_a_question_that_the_classifier_does_not_place_is_answered(intent: str, kind: str) -> None:
    hooked = read("could I get hooked on the strong pills?", NOW.date())
    assert consult(intent, hooked, Episode(), CONTEXT).custom["kind"] == kind


def test_entries_are_compared_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def compare(one: Rule, _: object) -> bool:
        raise AssertionError(f"{one.id}: comparing all of an entry took a third of a turn")

    monkeypatch.setattr(Rule, "__eq__", compare)
    episode = Episode()
    for text in ("my lower back hurts and my leg tingles", "I lost weight", "I can't feel my groin"):
        turn = consult(COMPLAINT, read(text, NOW.date()), episode, CONTEXT)
        assert turn.custom["kind"] == "assessment"
        episode = turn.episode
    assert episode.urgency == "emergency"
