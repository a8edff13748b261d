"""What happens with a delivery of Slack, whichever way it came: acknowledged at once, answered once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any
from weakref import WeakValueDictionary

import structlog

from bot.channels.slack import wording
from bot.channels.slack.answering import Answering
from bot.channels.slack.deliveries import Deliveries
from bot.channels.slack.pseudonyms import Pseudonyms
from bot.channels.slack.reading import ForgetWanted, Incoming, Opened, SummaryWanted, read

log = structlog.get_logger()

Json = Mapping[str, Any]


class Desk:
    """Takes deliveries in, and has each answered in the background."""

    def __init__(self, answering: Answering, deliveries: Deliveries, names: Pseudonyms) -> None:
        self.answering, self.deliveries, self.names = answering, deliveries, names
        self._tasks: set[asyncio.Task[None]] = set()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def take(self, payload: Json) -> dict[str, Any]:
        """Acknowledge a delivery: what Slack is answered, {} for nothing. Never waits."""
        try:
            incoming = read(payload, self.answering.me)
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            log.warning("slack.unreadable", error=type(error).__name__)
            return {}
        if incoming is None:
            return {}
        # The loop alone would not keep the task alive.
        task = asyncio.create_task(self._serve(incoming))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        elsewhere = "command" in payload and not str(payload.get("channel_id")).startswith("D")
        return _tell(wording.load().asked_in_private) if elsewhere else {}

    async def finish(self) -> None:
        """Wait until everything that was taken is answered."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, incoming: Incoming) -> None:
        try:
            if isinstance(incoming, Opened):
                await self.answering.show_home(incoming)
                return
            place = None if isinstance(incoming, ForgetWanted) else incoming.place
            conversation = self.names.of_conversation(incoming.person, place)
            delivery = self.names.of_delivery(incoming.key)
            async with self._turn(incoming, conversation):
                if await self._claim(delivery, conversation):
                    await self.answering.answer(incoming, conversation)
                    await asyncio.to_thread(self.deliveries.finish, delivery)
        except Exception as error:
            # Only the kind of error: its words may hold what the person wrote.
            log.error("slack.failed", kind=type(incoming).__name__, error=type(error).__name__)

    def _turn(self, incoming: Incoming, conversation: str) -> AbstractAsyncContextManager[None]:
        """Waits for what came before in the same conversation, until it is answered and the answer posted."""
        if isinstance(incoming, SummaryWanted):
            return nullcontext()  # Slack opens its window within 3 s or not at all
        return self._locks.setdefault(conversation, asyncio.Lock())

    async def _claim(self, delivery: str, conversation: str) -> bool:
        try:
            return await asyncio.to_thread(self.deliveries.claim, delivery, conversation)
        except Exception as error:
            # Twice is better than never.
            log.error("slack.claim_failed", error=type(error).__name__)
            return True


def _tell(text: str) -> dict[str, Any]:
    return {"response_type": "ephemeral", "text": text}
