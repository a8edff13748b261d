"""Where we change Rasa's own behaviour, all in one place, each with its reason.

``tests/serving/test_rasa_changes.py`` holds each equal to the original, and fails when a newer Rasa no longer
needs it. (A store, a lock store and an endpoint are no changes: Rasa asks for them.)
"""

from __future__ import annotations

import functools
from typing import Any

import jsonschema
import rasa.server
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

check_result = RemoteAction._validate_action_result
find_event_type = Event.resolve_by_type
add_root_route = rasa.server.add_root_route


def apply() -> None:
    """Make all changes; once more does no harm."""
    RemoteAction._validate_action_result = _check_result
    Event.resolve_by_type = staticmethod(find_event_type_once)
    rasa.server.add_root_route = _add_root_route


def _check_result(action: RemoteAction, result: Any) -> bool:
    """Rasa checks the schema itself, too, for each result: a quarter of a turn (rasa #11717)."""
    return _validator().is_valid(result) or bool(check_result(action, result))  # which raises, and says why


@functools.lru_cache(maxsize=1)
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return jsonschema.validators.validator_for(schema)(schema)


# Rasa walks through all kinds of events for each one that it loads: most of the time of loading (rasa #6334).
find_event_type_once = functools.lru_cache(maxsize=128)(find_event_type)


def _add_root_route(app: Sanic) -> None:
    """Rasa tells everybody its version here, and so which weaknesses are known of it."""

    @app.get("/")
    async def root(_: Request) -> HTTPResponse:
        return json_response({"service": "spinewise", "chat": "POST /webhooks/rest/webhook"})
