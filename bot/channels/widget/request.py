"""What the page may send."""

from __future__ import annotations

import re
from typing import Any

from bot.channels.refusal import Refused
from bot.channels.widget.feedback import VALUES

EXAMPLE = '{"sender": "<the id that POST start gave>", ...}'

_MESSAGE_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


def read_message_id(fields: dict[str, Any]) -> str:
    """The id that tells a message from the next one and a repeated one from a new one.

    Raises:
        Refused: there is none.
    """
    found = fields.get("id")
    if not isinstance(found, str) or not _MESSAGE_ID.fullmatch(found):
        raise Refused(
            400,
            '"id" must be 8 to 64 letters, digits and hyphens, a UUID say: new for each message, and the same'
            " when that message is sent again.",
        )
    return found


def read_feedback(fields: dict[str, Any], replies: int) -> tuple[int, str]:
    """Which reply is meant, and what is thought of it.

    Raises:
        Refused: it is not said clearly, or not with consent.
    """
    reply, value = _whole(fields.get("reply")), fields.get("value")
    if fields.get("consent") is not True:
        raise Refused(400, 'Feedback is stored only with "consent": true. Ask the person first.')
    if value not in VALUES:
        raise Refused(400, f'"value" must say what is thought of the reply: {" or ".join(VALUES)}.')
    if reply < 1:
        raise Refused(400, f'"reply" must be the number of a reply of this conversation, 1 to {replies}.')
    if reply > replies:
        raise Refused(404, f"This conversation has no such reply. They are counted from 1 to {replies}.")
    return reply, str(value)


def _whole(value: object) -> int:
    """A whole number as JSON has it, where 2.0 is one and true is none; 0 for anything else."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
