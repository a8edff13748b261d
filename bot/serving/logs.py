"""Logs: one JSON object a line (words in a terminal), with the id of the request and no message text."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.serving.metrics import ERRORS

Entry = MutableMapping[str, Any]

# Their remarks are of no use to a deployer.
_QUIET = ("rasa", "rasa_sdk", "apscheduler", "matplotlib")


def configure(level: str) -> None:
    """Set up logging for the process, Rasa's and its libraries' included.

    Args:
        level: DEBUG, INFO, WARNING or ERROR. Only DEBUG lets through what people say.
    """
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _count,
        *([structlog.processors.format_exc_info] if level == "DEBUG" else [_place, _withhold]),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        # What is under the level costs nothing: Rasa would log a dozen entries of a turn.
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[remove, _renderer()])
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    if level != "DEBUG":
        for library in _QUIET:
            logging.getLogger(library).setLevel(logging.WARNING)


def _renderer() -> Any:
    if sys.stdout.isatty():
        return structlog.dev.ConsoleRenderer(colors=True)
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _count(_: Any, method: str, entry: Entry) -> Entry:
    if entry["level"] in ("error", "critical"):
        foreign = "_from_structlog" in entry and not entry["_from_structlog"]
        ERRORS.labels(entry["logger"] if foreign else entry["event"]).inc()
    return entry


def _place(_: Any, __: str, entry: Entry) -> Entry:
    """An error by its kind and place: its own words may hold what somebody wrote."""
    error = entry.pop("exc_info", None)
    error = sys.exc_info()[1] if error is True else error[1] if isinstance(error, tuple) else error
    if isinstance(error, BaseException):
        entry["error"], entry["at"] = type(error).__name__, place(error)
    return entry


def _withhold(_: Any, __: str, entry: Entry) -> Entry:
    """Of what Rasa logs only the event: what it puts beside may be slots, entities or whole messages."""
    if str(entry["logger"]).startswith("rasa"):
        kept = ("event", "event_info", "level", "logger", "timestamp", "request_id", "error", "at")
        return {key: value for key, value in entry.items() if key in kept or key.startswith("_")}
    return entry


def place(error: BaseException) -> str:
    """Where it happened: file and line of the innermost frame."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
