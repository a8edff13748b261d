"""What a person can do with a conversation; every way of it is a turn that Rasa takes."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.refusal import Refused
from bot.channels.turn import Collector, Messages, take
from bot.channels.widget.transcript import Transcript
from bot.settings import Settings

CHANNEL = "widget"


class Conversation:
    """One conversation with the agent.

    Args:
        name: under which it is stored.
        agent: Rasa's, which answers.
        transcript: what is stored.
    """

    def __init__(self, name: str, agent: Any, transcript: Transcript, settings: Settings) -> None:
        self.name, self.agent, self.transcript, self.settings = name, agent, transcript, settings

    async def answer(self, text: str, message_id: str) -> Messages:
        """Answer a message; one that was answered before gets the same answer and takes no new turn.

        Raises:
            Refused: the conversation is gone.
        """
        message = UserMessage(text, Collector(), self.name, input_channel=CHANNEL, message_id=message_id)
        return await take(message, self._answer_once, self.settings.emergency_number)

    async def ask(self, intent: str) -> Messages:
        """Have the bot do what a button stands for, without words that a classifier would have to read."""
        read = {"text": "", "intent": {"name": intent, "confidence": 1.0}, "entities": []}
        message = UserMessage("", Collector(), self.name, parse_data=read, input_channel=CHANNEL)
        return await take(message, self.agent.handle_message, self.settings.emergency_number)

    def require(self) -> None:
        """Make sure that it is there.

        Raises:
            Refused: it is gone.
        """
        if not self.transcript.exists(self.name):
            raise Refused(
                410, "This conversation has expired or was deleted. Start a new one with POST start."
            )

    async def _answer_once(self, message: UserMessage) -> None:
        # As `Agent.handle_message`, but looking within the lock: while a first copy of the message is still
        # being answered, here or on another replica, the second waits, and then finds the answer.
        async with self.agent.lock_store.lock(self.name):
            self.require()
            stored = self.transcript.answer_to(self.name, message.message_id)
            if stored is None:
                await self.agent.processor.handle_message(message)
            else:
                message.output_channel.messages.extend({"recipient_id": self.name, **line} for line in stored)
