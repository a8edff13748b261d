"""What Prometheus reads at ``/metrics``: counts and times, nothing about anybody."""

from __future__ import annotations

import functools
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Gauge, Histogram, generate_latest

log = structlog.get_logger()

# Conversations of /healthz, which are not counted. No client can have such an id: the channels refuse
# characters that cannot be seen.
PROBE = "probe\x1f"

CONTENT_TYPE = CONTENT_TYPE_LATEST
BOUNDS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2, 5)

TURNS = Counter("spinewise_turns", "Turns taken", ["channel"])
REPLIES = Counter(
    "spinewise_replies",
    "Replies, by kind; detail is the urgency of an assessment or a notice's id",
    ["kind", "detail"],
)
ERRORS = Counter("spinewise_errors", "What went wrong, by the log's word for it", ["event"])
STAGES = Histogram("spinewise_stage_seconds", "Time of each stage of a turn", ["stage"], buckets=BOUNDS)
QUEUE = Gauge("spinewise_queue", "Messages that wait or are being answered")


@contextmanager
def stage(name: str, sender_id: str) -> Iterator[None]:
    """Time one stage of a turn: wait, load, understand, act, store, turn (all but the waiting)."""
    began = time.perf_counter()
    try:
        yield
    finally:
        if not sender_id.startswith(PROBE):
            STAGES.labels(name).observe(time.perf_counter() - began)


def count_replies(sender_id: str, responses: list[dict[str, Any]]) -> None:
    """Count what an action answers."""
    for response in responses:
        data = response.get("custom")
        if isinstance(data, dict) and not sender_id.startswith(PROBE):
            REPLIES.labels(str(data.get("kind", "")), str(data.get("urgency") or data.get("id") or "")).inc()


def count_turns(handle: Callable[[Any], Awaitable[Any]]) -> Callable[[Any], Awaitable[Any]]:
    """Count, time and log each message that is handled."""

    @functools.wraps(handle)
    async def counted(message: Any) -> Any:
        began = time.perf_counter()
        try:
            with stage("turn", message.sender_id):
                return await handle(message)
        finally:
            if not message.sender_id.startswith(PROBE):
                TURNS.labels(message.input_channel).inc()
                log.info(
                    "turn", channel=message.input_channel, ms=round((time.perf_counter() - began) * 1000)
                )

    return counted


def time_understanding(parse: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """Time the reading of each message."""

    @functools.wraps(parse)
    async def timed(message: Any, *args: Any, **kwargs: Any) -> Any:
        with stage("understand", message.sender_id):
            return await parse(message, *args, **kwargs)

    return timed


def render() -> bytes:
    """All of it, in Prometheus's text format."""
    return bytes(generate_latest(REGISTRY))
