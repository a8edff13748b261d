"""One turn: never silence, nothing doubled, nothing untrue, whatever fails."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels.refusal import Refused
from bot.channels.turn import Collector, Messages, take

ANSWER = {
    "text": "Call 112 now.",
    "custom": {"kind": "assessment"},
    "buttons": [{"title": "a", "payload": "a"}],
}
FORGOTTEN = {"text": "I have deleted it.", "custom": {"kind": "notice", "id": "forgotten"}}
UNAVAILABLE = {"kind": "notice", "id": "unavailable"}


def answer(*replies: dict[str, Any], error: Exception | None = None) -> Messages:
    async def handle(message: UserMessage) -> None:
        for reply in replies:
            await message.output_channel.send_response(message.sender_id, dict(reply))
        if error:
            raise error

    return asyncio.run(
        take(UserMessage("it hurts", Collector(), "somebody", input_channel="rest"), handle, "999")
    )


def test_a_reply_stays_whole() -> None:
    assert answer(ANSWER) == [{"recipient_id": "somebody", **ANSWER}]


def test_a_reply_that_is_sent_twice_comes_once() -> None:
    assert len(answer(ANSWER, ANSWER)) == 1


@pytest.mark.parametrize("replies", [(), ({"text": ""},), ({"text": "only text"},)])
@pytest.mark.parametrize("error", [None, RuntimeError("what was said")])
def test_silence_becomes_an_apology_with_the_emergency_number(
    replies: tuple[dict[str, Any], ...], error: Exception | None
) -> None:
    last = answer(*replies, error=error)[-1]
    assert last["custom"] == UNAVAILABLE
    assert "call 999" in last["text"]


def test_an_answer_that_could_not_be_stored_is_sent_and_says_so() -> None:
    first, second = answer(ANSWER, error=RuntimeError())
    assert first == {"recipient_id": "somebody", **ANSWER}
    assert "could not store" in second["text"]
    assert "custom" not in second


def test_what_could_not_be_deleted_is_not_said_to_be() -> None:
    [message] = answer(FORGOTTEN, error=RuntimeError())
    assert message["custom"] == UNAVAILABLE


def test_a_refusal_goes_through() -> None:
    with pytest.raises(Refused):
        answer(error=Refused(410, "gone"))
