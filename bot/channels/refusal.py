"""What is not taken, and how its sender is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

Route = Callable[..., Awaitable[HTTPResponse]]


class Refused(Exception):
    """A request that is not taken: an HTTP status, and what, why and what to do."""

    def __init__(self, status: int, error: str, retry_seconds: int = 0) -> None:
        super().__init__(error)
        self.status, self.error, self.retry_seconds = status, error, retry_seconds


def explained(route: Route) -> Route:
    """The route, with every refusal as the contract has it: ``{"error": ...}``."""

    @wraps(route)
    async def answer(request: Request, **names: str) -> HTTPResponse:
        try:
            return await route(request, **names)
        except Refused as refusal:
            headers = {"Retry-After": str(refusal.retry_seconds)} if refusal.retry_seconds else None
            return json_response({"error": refusal.error}, status=refusal.status, headers=headers)

    return answer
