"""A request of Slack over HTTP: its body within limits, and the delivery that it holds."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from sanic.request import Request

from bot.channels.refusal import Refused
from bot.channels.slack import limits


async def receive(request: Request) -> bytes:
    """The body. Clicks repeat a whole message of ours, so it may be larger than what other channels take.

    Raises:
        Refused: it is larger than anything that Slack sends.
    """
    body = b""
    while (part := await request.stream.read()) is not None:
        body += part
        if len(body) > limits.BODY_BYTES:
            raise Refused(413, f"The request is larger than {limits.BODY_BYTES} bytes.")
    return body


def parse(content_type: str, body: bytes) -> dict[str, Any]:
    """The delivery: JSON (events), JSON in a form (clicks), or a form (commands).

    Raises:
        Refused: it is neither.
    """
    kind = content_type.partition(";")[0].strip().lower()
    try:
        text = body.decode("utf-8")
        if kind == "application/x-www-form-urlencoded":
            form = dict(parse_qsl(text, keep_blank_values=True))
            delivery = json.loads(form["payload"]) if "payload" in form else form
        else:
            delivery = json.loads(text)
    except (ValueError, RecursionError):
        delivery = None
    if not isinstance(delivery, dict):
        raise Refused(400, "The body must be what Slack sends: a JSON object, or a form, in UTF-8.")
    return delivery
