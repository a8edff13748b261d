from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.serving.health import FRESH_SECONDS, Health, probe
from bot.serving.metrics import PROBE


class Store:
    """Remembers what was stored and deleted."""

    def __init__(self, stored: int = 1) -> None:
        self.stored, self.deleted = stored, list[str]()

    def count(self, sender: str) -> int:
        return self.stored

    def delete(self, sender: str) -> None:
        self.deleted.append(sender)


class Agent:
    """Answers every message with the same payloads."""

    def __init__(self, store: Store, replies: list[dict[str, Any]], ready: bool = True) -> None:
        self.tracker_store, self.processor, self.turns = store, self, 0
        self.replies, self.ready = replies, ready

    def is_ready(self) -> bool:
        return self.ready

    async def handle_message(self, message: Any) -> None:
        self.turns += 1
        for reply in self.replies:
            await message.output_channel.send_custom_json(message.sender_id, reply)


GOOD = [{"kind": "assessment"}]


@pytest.mark.parametrize(
    ("agent", "problem"),
    [
        (Agent(Store(), GOOD), ""),
        (Agent(Store(), []), "actions:"),
        (Agent(Store(), [{"kind": "notice", "id": "unavailable"}]), "actions:"),
        (Agent(Store(stored=0), GOOD), "store:"),
        (Agent(Store(), GOOD, ready=False), "model:"),
        (None, "model:"),
    ],
)
def test_a_probe_says_what_does_not_work(agent: Any, problem: str) -> None:
    found = asyncio.run(probe(agent))
    assert found.startswith(problem)
    assert bool(found) == bool(problem)


def test_the_throwaway_conversation_is_deleted() -> None:
    store = Store()
    asyncio.run(probe(Agent(store, GOOD)))
    [sender] = store.deleted
    assert sender.startswith(PROBE)


def test_a_result_is_kept_for_a_while_and_probed_once_for_all_who_ask() -> None:
    now = [100.0]
    agent = Agent(Store(), GOOD)

    async def ask() -> int:
        health = Health(clock=lambda: now[0])
        await asyncio.gather(*(health.problem(agent) for _ in range(5)))
        now[0] += FRESH_SECONDS - 0.1
        await health.problem(agent)
        before = agent.turns
        now[0] += 0.2
        await health.problem(agent)
        return before

    assert asyncio.run(ask()) == 1
    assert agent.turns == 2
