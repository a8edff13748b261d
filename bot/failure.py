"""What people are told when something of ours fails. It has to work when nothing else does."""

from __future__ import annotations

from typing import Any


def unavailable(emergency_number: str) -> dict[str, Any]:
    """The reply when no answer could be made, as text and as the contract's ``notice``."""
    text = (
        "Sorry, something went wrong on our side and I could not answer that. Please try again in a minute."
        " If you feel very unwell or it may be an emergency, do not wait for me:"
        f" call {emergency_number} now."
    )
    return {"text": text, "custom": {"kind": "notice", "id": "unavailable"}}


def unsaved() -> dict[str, Any]:
    """Added to an answer that was made but could not be stored."""
    text = "I could not store what you just told me, so I may ask about it again. The answer above holds."
    return {"text": text}


def too_large(limit: int) -> str:
    """The error for a request body over the limit, in bytes."""
    return f"The request is larger than {limit} bytes. Send less at once."
