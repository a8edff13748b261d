"""The answers: a turn of the conversation drawn as Slack draws, and sent to where it was asked for."""

from __future__ import annotations

import asyncio

from rasa.core.channels.channel import UserMessage

from bot.channels.slack import views, wording
from bot.channels.slack.deliveries import Deliveries
from bot.channels.slack.mrkdwn import encode
from bot.channels.slack.pseudonyms import Pseudonyms
from bot.channels.slack.reading import ForgetWanted, Opened, Person, Place, Said, SummaryWanted
from bot.channels.slack.rendering import render
from bot.channels.slack.sending import Sender
from bot.channels.text import clean
from bot.channels.turn import Collector, Handler, Messages, take
from bot.settings import Settings

CHANNEL = "slack"

# What buttons stand for, without words that a classifier would have to read.
HELP, SUMMARY, FORGET = "ask_help", "ask_summary", "forget_me"


class Answering:
    """Answers what was read.

    Attributes:
        me: the bot's user id in Slack, "" while it is not known.
    """

    def __init__(
        self, settings: Settings, sender: Sender, deliveries: Deliveries, names: Pseudonyms, handler: Handler
    ) -> None:
        self.settings, self.sender, self.deliveries = settings, sender, deliveries
        self.names, self.handler = names, handler
        self.me = ""

    async def answer(self, incoming: Said | SummaryWanted | ForgetWanted, conversation: str) -> None:
        """Answer in the conversation of that name."""
        if isinstance(incoming, Said):
            await self._reply(incoming, conversation)
        elif isinstance(incoming, SummaryWanted):
            await self._summarise(incoming, conversation)
        else:
            await self._forget(incoming, conversation)

    async def show_home(self, opened: Opened) -> None:
        """Show the home tab."""
        await self.sender.publish_home(opened.person, views.home(self.settings))

    async def _reply(self, said: Said, conversation: str) -> None:
        owner = self.names.of_owner(conversation)
        if said.click and said.click.owner not in ("", owner):
            # In a channel: the answers of one must not become another's symptoms.
            await self.sender.whisper(said.person, said.place, wording.load().not_yours)
            return
        replies = await self._hear(said, conversation)
        await self._deliver(said, replies, owner)
        if said.click:
            # After the answer: that may be urgent, this is not.
            chosen = wording.load().chosen.format(title=encode(said.click.title))
            await self.sender.settle(said.place, said.click, chosen)

    async def _hear(self, said: Said, conversation: str) -> Messages:
        limit = self.settings.max_message_chars
        if said.text is None:
            return await self._turn(conversation, intent=HELP)
        if len(said.text) > limit:
            number = self.settings.emergency_number
            told = wording.load().too_long.format(chars=len(said.text), limit=limit, emergency=number)
            return [{"text": told}]
        replies = await self._turn(conversation, said.text)
        if any((reply.get("custom") or {}).get("id") == "forgotten" for reply in replies):
            await self._forget_others(said.person, conversation)
        return replies

    async def _deliver(self, said: Said, replies: Messages, owner: str) -> None:
        """To where it was asked; where the bot may not write, in private, so that nobody waits for ever."""
        if said.place.private:
            await self.sender.post(said.place, render(replies))
        elif not await self.sender.post(said.place, render(replies, self._hint(), owner)):
            missed = {"text": wording.load().undelivered}
            await self.sender.post(in_private(said.person), render([missed, *replies]))

    async def _summarise(self, wanted: SummaryWanted, conversation: str) -> None:
        # Opened before anything else: Slack allows 3 s for it.
        modal = await self.sender.open_modal(wanted, views.summary(()))
        replies = await self._turn(conversation, intent=SUMMARY)
        if modal is None or not await self.sender.update_modal(modal, views.summary(replies)):
            await self.sender.post(in_private(wanted.person), render(replies))

    async def _forget(self, wanted: ForgetWanted, conversation: str) -> None:
        replies = await self._turn(conversation, intent=FORGET)
        await self._forget_others(wanted.person, conversation)
        await self.sender.publish_home(wanted.person, views.home(self.settings, replies))

    async def _forget_others(self, person: Person, conversation: str) -> None:
        """Forget what the same person said in other threads and in private."""
        own = self.names.of_conversation(person)
        for other in await asyncio.to_thread(self.deliveries.conversations, own):
            if other != conversation:
                await self._turn(other, intent=FORGET)

    async def _turn(self, conversation: str, text: str = "", intent: str = "") -> Messages:
        read = {"text": "", "intent": {"name": intent, "confidence": 1.0}, "entities": []} if intent else None
        # No metadata: Rasa would store Slack's ids with the message.
        message = UserMessage(
            "" if intent else clean(text), Collector(), conversation, read, input_channel=CHANNEL
        )
        return await take(message, self.handler, self.settings.emergency_number)

    def _hint(self) -> str:
        words = wording.load()
        return words.in_private_to.format(bot=f"<@{self.me}>") if self.me else words.in_private


def in_private(person: Person) -> Place:
    """The person's direct messages with the bot."""
    return Place(person.user, None, private=True)
