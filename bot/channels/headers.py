"""What every answer tells the browser not to do."""

from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse

SAFE = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    # What is said here is nobody else's, shared computers included.
    "Cache-Control": "no-store",
}


def protect(app: Sanic) -> None:
    """Have every answer of the server carry the headers, errors included; a route may set its own instead."""
    # Rasa's own rules for other sites let them send cookies; what may be shared is for each channel to say.
    app.ctx.sanic_cors.resources.clear()
    app.register_middleware(_harden, "response")


def _harden(_: Request, response: BaseHTTPResponse) -> None:
    for name, value in SAFE.items():
        response.headers.setdefault(name, value)
