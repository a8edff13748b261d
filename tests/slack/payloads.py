"""Deliveries as Slack sends them, signed as Slack signs them."""

from __future__ import annotations

import itertools
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from tests.slack.standin import BOT_USER

Json = dict[str, Any]

SIGNING_SECRET = "0123456789abcdef0123456789abcdef"
TEAM = "T1"
FORM = "application/x-www-form-urlencoded"

_count = itertools.count(1)


def stamp() -> str:
    """A time as Slack writes it, never the same twice."""
    return f"{int(time.time())}.{next(_count):06d}"


def event(**fields: Any) -> Json:
    """An event; its fields override those of a direct message."""
    ts = fields.get("ts") or stamp()
    inner = {"type": "message", "ts": ts, "event_ts": ts, "channel_type": "im", **fields}
    authorizations = [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}]
    return {"type": "event_callback", "team_id": TEAM, "authorizations": authorizations, "event": inner}


def direct(user: str, text: str, **fields: Any) -> Json:
    """A direct message."""
    return event(user=user, channel=f"D{user}", text=text, **fields)


def mention(user: str, text: str, channel: str = "C1", **fields: Any) -> Json:
    """A mention in a channel, in Slack's own writing."""
    named = {"type": "app_mention", "channel_type": "channel", **fields}
    return event(user=user, channel=channel, text=f"<@{BOT_USER}> {text}".strip(), **named)


def home_opened(user: str) -> Json:
    """The home tab, looked at."""
    return event(type="app_home_opened", user=user, channel=f"D{user}", tab="home")


def click(user: str, action: Json, message: Json | None = None, channel: str | None = None) -> Json:
    """A pressed element of a message; without a message, of the home tab."""
    payload: Json = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user, "team_id": TEAM},
        "trigger_id": f"trigger-{stamp()}",
        "actions": [{"action_ts": stamp(), **action}],
    }
    if message is not None:
        payload |= {"channel": {"id": channel or f"D{user}"}, "message": {"ts": stamp(), **message}}
    return payload


def command(user: str, text: str, channel: str = "C1") -> Json:
    """A slash command."""
    return {
        "command": "/spinewise",
        "text": text,
        "team_id": TEAM,
        "user_id": user,
        "channel_id": channel,
        "trigger_id": f"trigger-{stamp()}",
    }


@dataclass(frozen=True)
class Answer:
    """What the bot answered to a delivery: its acknowledgement, and how long it took (seconds)."""

    status: int
    body: str
    seconds: float


@dataclass(frozen=True)
class Sender:
    """Slack's side of the Events API."""

    address: str

    def send(self, payload: Json, **headers: str) -> Answer:
        """Deliver as Slack does: events as JSON, clicks and commands as forms."""
        if payload.get("type") == "block_actions":
            return self.post(urlencode({"payload": json.dumps(payload)}), FORM, **headers)
        if "command" in payload:
            return self.post(urlencode(payload), FORM, **headers)
        return self.post(json.dumps(payload), "application/json; charset=utf-8", **headers)

    def post(
        self, body: str, kind: str, *, at: float = 0, secret: str = SIGNING_SECRET, **headers: str
    ) -> Answer:
        """Post a body, signed ``at`` a time (seconds since 1970; 0 is now)."""
        timestamp = str(int(at or time.time()))
        signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
        signed = {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature,
            "Content-Type": kind,
        }
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"{self.address}/webhooks/slack/webhook"
        request = urllib.request.Request(url, body.encode(), {**signed, **named})
        began = time.monotonic()
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return Answer(answer.status, answer.read().decode(), time.monotonic() - began)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), time.monotonic() - began)
