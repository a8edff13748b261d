"""Who takes the turn of a conversation, and when."""

from __future__ import annotations

import asyncio
import time

import pytest
from rasa.core.lock_store import LockError

from bot.serving.locks import Locks


async def take(locks: Locks, sender: str, done: list[str], name: str, seconds: float = 0.02) -> None:
    async with locks.lock(sender):
        done.append(f"{name} begins")
        await asyncio.sleep(seconds)
        done.append(f"{name} ends")


def test_one_after_the_other_in_order_and_at_once() -> None:
    locks, done = Locks(), list[str]()

    async def talk() -> None:
        await asyncio.gather(*(take(locks, "a", done, str(at)) for at in range(5)))

    began = time.monotonic()
    asyncio.run(talk())
    assert done == [f"{at} {what}" for at in range(5) for what in ("begins", "ends")]
    assert time.monotonic() - began < 5 * 0.02 + 0.1
    assert locks.waiting == 0


def test_others_do_not_wait() -> None:
    locks, done = Locks(), list[str]()

    async def talk() -> None:
        await asyncio.gather(take(locks, "a", done, "slow", 0.2), take(locks, "b", done, "quick"))

    asyncio.run(talk())
    assert done == ["slow begins", "quick begins", "quick ends", "slow ends"]


def test_a_failure_hands_on_and_is_not_swallowed() -> None:
    locks, done = Locks(), list[str]()

    async def fail() -> None:
        async with locks.lock("a"):
            await asyncio.sleep(0.01)
            raise ValueError

    async def talk() -> list[object]:
        return await asyncio.gather(fail(), take(locks, "a", done, "next"), return_exceptions=True)

    assert isinstance(asyncio.run(talk())[0], ValueError)
    assert done == ["next begins", "next ends"]


def test_who_goes_away_while_waiting_is_passed_over() -> None:
    locks, done = Locks(), list[str]()

    async def talk() -> None:
        first, second, third = (asyncio.create_task(take(locks, "a", done, str(at))) for at in range(3))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(first, third)

    asyncio.run(talk())
    assert done == ["0 begins", "0 ends", "2 begins", "2 ends"]
    assert locks.waiting == 0


def test_waiting_ends() -> None:
    locks, done = Locks(), list[str]()

    async def wait() -> None:
        async with locks.lock("a", lock_lifetime=0.05):
            raise AssertionError

    async def talk() -> None:
        slow = asyncio.create_task(take(locks, "a", done, "slow", 0.2))
        await asyncio.sleep(0)
        with pytest.raises(LockError):
            await wait()
        await slow

    asyncio.run(talk())
    assert locks.waiting == 0
