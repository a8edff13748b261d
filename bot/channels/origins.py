"""Which web pages may talk to the widget, and how browsers are told (CORS)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.refusal import Refused

_PREFLIGHT_SECONDS = "600"


def check(headers: Mapping[str, str], allowed: tuple[str, ...]) -> None:
    """Let requests of pages through that may ask, and of programs, which send no origin.

    Raises:
        Refused: the page belongs to neither this server nor a site that is allowed.
    """
    origin = headers.get("origin", "")
    if origin and origin.lower() not in allowed and not _is_own(origin, headers):
        raise Refused(
            403,
            "Pages of this site may not use this chat. If the site is yours, add it to"
            " SPINEWISE_WIDGET_ORIGINS, written as https://www.example.org, and start the server again.",
        )


def allow(headers: Mapping[str, str], allowed: tuple[str, ...]) -> dict[str, str]:
    """The headers that let a page of an allowed site read an answer, {} for any other."""
    origin = headers.get("origin", "")
    if origin.lower() not in allowed:
        return {}
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Content-Type",
        "Access-Control-Expose-Headers": "Retry-After",
        "Access-Control-Max-Age": _PREFLIGHT_SECONDS,
    }


def _is_own(origin: str, headers: Mapping[str, str]) -> bool:
    # No page can set either header. A proxy may have changed the host; the browser's own word then counts.
    same = headers.get("sec-fetch-site", "") == "same-origin"
    return same or origin.partition("://")[2].lower() == headers.get("host", "").lower()
