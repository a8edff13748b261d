"""The edge of HTTP: an id for each request, the limit of its size, and JSON for every error."""

from __future__ import annotations

import uuid
from typing import Any

import structlog
from sanic import Sanic
from sanic.exceptions import NotFound, PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse
from sanic.response import json as json_response

from bot.failure import too_large
from bot.serving.logs import place
from bot.settings import Settings

log = structlog.get_logger()

ID_HEADER = "X-Request-ID"


class Edge:
    """What holds for every request."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    async def install(self, app: Sanic, _: Any) -> None:
        """Set the limits, ids and error answers on the app; a listener, since Rasa makes the app."""
        app.config.REQUEST_MAX_SIZE = self.settings.max_body_bytes
        app.config.ACCESS_LOG = False
        app.error_handler.add(Exception, self.explain)
        app.error_handler.add(SanicException, self.explain)
        app.register_middleware(name, "request")
        app.register_middleware(tell_name, "response")

    async def explain(self, request: Request, error: Exception) -> HTTPResponse:
        """What went wrong with a request, as the contract has it."""
        status = getattr(error, "status_code", 500)
        if isinstance(error, PayloadTooLarge):
            text = too_large(self.settings.max_body_bytes)
        elif isinstance(error, NotFound):
            text = "There is nothing at this address. Chat with POST /webhooks/rest/webhook."
        elif status < 500:
            text = f"The request cannot be taken: {error}. Chat with POST /webhooks/rest/webhook."
        else:
            log.error("http.failed", error=type(error).__name__, at=place(error), path=request.path)
            text = "Something went wrong on our side. Please try again in a minute."
        return json_response({"error": text}, status=status, headers=getattr(error, "headers", None))


async def name(request: Request) -> None:
    """Give a request an id, which every line of the log then carries."""
    request.ctx.id = uuid.uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request.ctx.id)


async def tell_name(request: Request, response: BaseHTTPResponse) -> None:
    """Tell the client the id, so that a complaint can be found in the log."""
    response.headers[ID_HEADER] = getattr(request.ctx, "id", None) or uuid.uuid4().hex
