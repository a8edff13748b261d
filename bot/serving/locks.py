"""One message of a conversation at a time, in the order of arrival, the next at once when one is done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockError, LockStore
from redis import asyncio as redis

from bot.serving import metrics
from bot.settings import Settings

WAIT_SECONDS = 60.0
"""How long a message may wait for those before it."""
LIFE_SECONDS = 60.0
"""After so long another server may take the turn of one that has died."""
POLL_SECONDS = 0.01


@dataclass
class _Queue:
    """Those who want the same conversation; asyncio's lock serves them in order."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    size: int = 0


class Locks(LockStore):
    """Within this process. Rasa's own asks again once a second (rasa #8756)."""

    def __init__(self, **_: Any) -> None:
        self._queues: dict[str, _Queue] = {}

    @property
    def waiting(self) -> int:
        """How many messages wait or are being answered."""
        return sum(queue.size for queue in self._queues.values())

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = WAIT_SECONDS, wait_time_in_seconds: float = 0
    ) -> AsyncIterator[TicketLock]:
        """Wait for one's turn, hold it, and hand it on.

        Raises:
            LockError: it took too long.
        """
        queue = self._queues.setdefault(conversation_id, _Queue())
        queue.size += 1
        try:
            with metrics.stage("wait", conversation_id):
                await _within(lock_lifetime, queue.lock.acquire())
            try:
                async with self._everywhere(conversation_id, lock_lifetime):
                    yield self.create_lock(conversation_id)
            finally:
                queue.lock.release()
        finally:
            queue.size -= 1
            if not queue.size:
                del self._queues[conversation_id]

    @asynccontextmanager
    async def _everywhere(self, conversation_id: str, seconds: float) -> AsyncIterator[None]:
        """Keep other processes out too; here there are none."""
        yield


class RedisLocks(Locks):
    """Among all servers that share a Redis. (Rasa's own is not atomic: rasa #9213.)"""

    def __init__(self, url: str, **_: Any) -> None:
        super().__init__()
        self._redis = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5)

    @asynccontextmanager
    async def _everywhere(self, conversation_id: str, seconds: float) -> AsyncIterator[None]:
        lock = self._redis.lock(
            f"spinewise:{conversation_id}", timeout=LIFE_SECONDS, sleep=POLL_SECONDS, blocking_timeout=seconds
        )
        try:
            held = await lock.acquire()
        except (redis.RedisError, OSError) as error:
            raise LockError(f"Redis does not answer: {type(error).__name__}") from None
        if not held:
            raise LockError("The conversation is busy elsewhere.")
        try:
            yield
        finally:
            await _release(lock)


def create(settings: Settings) -> Locks:
    """The lock store that the settings ask for."""
    return RedisLocks(settings.redis_url) if settings.redis_url else Locks()


async def _within(seconds: float, waiting: Any) -> None:
    try:
        await asyncio.wait_for(waiting, seconds)
    except asyncio.TimeoutError:
        raise LockError("Too many messages before this one.") from None


async def _release(lock: Any) -> None:
    try:
        await lock.release()
    except (redis.RedisError, OSError):
        return  # it ends by itself; the turn has been taken and must not be lost
