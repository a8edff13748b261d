"""One turn of a conversation: a message in, and never silence out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot import failure
from bot.channels.refusal import Refused

log = structlog.get_logger()

Handler = Callable[[UserMessage], Awaitable[Any]]
Messages = list[dict[str, Any]]


class Collector(CollectingOutputChannel):
    """Keeps each response whole: Rasa's own would tear text, buttons and data apart and split the text."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one response as one message."""
        shown = {key: message[key] for key in ("text", "buttons", "custom", "image") if message.get(key)}
        if shown:
            self.messages.append({"recipient_id": recipient_id, **shown})


async def take(message: UserMessage, handler: Handler, emergency_number: str) -> Messages:
    """Have a message answered; always at least one message, whatever fails.

    Args:
        message: with a `Collector` as its output channel.
        handler: what answers it, Rasa's own say.
        emergency_number: for the reply when nothing answers.

    Raises:
        Refused: as the handler raised it.
    """
    failed = False
    try:
        await handler(message)
    except Refused:
        raise
    except Exception as error:
        # Only the kind of error: its words may hold what the person wrote.
        log.error("turn.failed", channel=message.input_channel, error=type(error).__name__)
        failed = True
    messages = message.output_channel.messages
    if not failed and not any("custom" in one for one in messages):
        log.error("turn.silent", channel=message.input_channel)
    return _complete(messages, message.sender_id, failed, emergency_number)


def _complete(messages: Messages, sender: str, failed: bool, emergency_number: str) -> Messages:
    to = {"recipient_id": sender}
    once = [message for at, message in enumerate(messages) if message not in messages[:at]]
    if failed:
        once = [message for message in once if not _says_deleted(message)]
    if not any("custom" in message for message in once):
        return [*once, {**to, **failure.unavailable(emergency_number)}]
    # An answer that was made is sent even when storing it failed: it may be an emergency.
    return [*once, {**to, **failure.unsaved()}] if failed else once


def _says_deleted(message: dict[str, Any]) -> bool:
    # Rasa sends a reply before it saves, and deleting happens when it saves: this one has turned out untrue.
    return bool(message.get("custom", {}).get("id") == "forgotten")
