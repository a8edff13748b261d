"""Takes turns over REST and times them."""

from __future__ import annotations

import asyncio
import itertools
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import aiohttp
import yaml

from evaluation.benchmark.contender import Messages

TURN_SECONDS = 120


@dataclass(frozen=True)
class Turn:
    """What came back for a message, and after how many seconds; nothing where it was refused or failed."""

    seconds: float
    messages: Messages


class Client:
    """Talks to one server, over connections that it keeps."""

    def __init__(self, address: str) -> None:
        self.address = f"{address}/webhooks/rest/webhook"
        limits = aiohttp.ClientTimeout(total=TURN_SECONDS)
        self.session: Any = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=4), timeout=limits
        )

    async def say(self, sender: str, text: str) -> Turn:
        """Take one turn."""
        started = time.perf_counter()
        try:
            async with self.session.post(self.address, json={"sender": sender, "message": text}) as answer:
                messages = await answer.json() if answer.status == 200 else []
        except (aiohttp.ClientError, asyncio.TimeoutError):
            messages = []
        return Turn(time.perf_counter() - started, messages)

    async def close(self) -> None:
        """Let go of the connections."""
        await self.session.close()


def new_sender() -> str:
    """The id of a conversation that nobody has had."""
    return f"benchmark-{uuid.uuid4().hex}"


def texts() -> Iterator[str]:
    """What a person says in one conversation, without end."""
    return itertools.cycle(load_texts())


@lru_cache(maxsize=1)
def load_texts() -> tuple[str, ...]:
    """The messages of ``messages.yml``, in their order."""
    return tuple(yaml.safe_load(Path(__file__).with_name("messages.yml").read_text(encoding="utf-8")))
