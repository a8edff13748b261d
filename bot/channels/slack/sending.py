"""Calls to Slack's Web API: with Slack's own delays, as text where blocks are refused, never silent."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.models.views import View
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.choices import SAY
from bot.channels.slack.pieces import Message
from bot.channels.slack.reading import Click, Person, Place, SummaryWanted
from bot.channels.slack.settings import SlackSettings

log = structlog.get_logger()

CALL_SECONDS = 10
RETRIES = 5


def make_client(settings: SlackSettings) -> AsyncWebClient:
    """Slack's own client. It waits as long as Slack tells it to, and tries again after other failures."""
    retry = [
        AsyncRateLimitErrorRetryHandler(max_retry_count=RETRIES),
        AsyncConnectionErrorRetryHandler(max_retry_count=RETRIES),
        # May post a message twice; the other way round an emergency could be lost.
        AsyncServerErrorRetryHandler(max_retry_count=RETRIES),
    ]
    return AsyncWebClient(
        settings.token, base_url=settings.api_url, timeout=CALL_SECONDS, retry_handlers=retry
    )


class Sender:
    """Everything that goes to Slack; each method returns whether it arrived, and logs why it did not."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.client = client

    async def post(self, place: Place, messages: Sequence[Message]) -> bool:
        """Post messages, in order, up to the first that does not arrive."""
        for message in messages:
            if not await self._post_one(place, message):
                return False
        return True

    async def whisper(self, person: Person, place: Place, text: str) -> None:
        """Tell one person alone, where they are."""
        channel, thread = place.channel, place.thread
        await _try(
            self.client.chat_postEphemeral(channel=channel, user=person.user, text=text, thread_ts=thread)
        )

    async def settle(self, place: Place, click: Click, chosen: str) -> None:
        """Take the quick replies out of a message and say in small print which was picked."""
        kept = [block for block in click.message.get("blocks", ()) if not _offers(block)]
        blocks = [*kept, {"type": "context", "elements": [{"type": "mrkdwn", "text": chosen}]}]
        at = {
            "channel": place.channel,
            "ts": click.message["ts"],
            "text": click.message.get("text") or chosen,
        }
        await _try(self.client.chat_update(**at, blocks=blocks))

    async def publish_home(self, person: Person, view: View) -> bool:
        """Show a home tab."""
        return await _try(self.client.views_publish(user_id=person.user, view=view)) is not None

    async def open_modal(self, wanted: SummaryWanted, view: View) -> str | None:
        """Open a modal; its id, None when it did not open."""
        opened = await _try(self.client.views_open(trigger_id=wanted.trigger, view=view))
        return opened["view"]["id"] if opened else None

    async def update_modal(self, view_id: str, view: View) -> bool:
        """Change a modal that is open."""
        return await _try(self.client.views_update(view_id=view_id, view=view)) is not None

    async def _post_one(self, place: Place, message: Message) -> bool:
        plain: dict[str, Any] = {
            "channel": place.channel,
            "thread_ts": place.thread,
            "text": message.text,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if await _try(self.client.chat_postMessage(**plain, blocks=message.blocks)):
            return True
        # Whatever is wrong with the blocks, the text says the same.
        return await _try(self.client.chat_postMessage(**plain)) is not None


def _offers(block: Mapping[str, Any]) -> bool:
    elements = block.get("elements", ()) if block.get("type") == "actions" else ()
    return any(str(element.get("action_id", "")).startswith(SAY) for element in elements)


async def _try(call: Awaitable[Any]) -> Any:
    """What Slack answered; None, with a line in the log, when it refused or could not be reached."""
    try:
        return await call
    except SlackApiError as error:
        # Only Slack's code: the answer may repeat what was sent.
        log.error("slack.refused", error=str(error.response.get("error")))
    except Exception as error:
        log.error("slack.unreachable", error=type(error).__name__)
    return None
