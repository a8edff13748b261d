"""Where we change Rasa's own behaviour, all in one place, each with its reason.

``tests/serving/test_rasa_changes.py`` holds each equal to the original, and fails when a newer Rasa no longer
needs it. (A store, a lock store and an endpoint are no changes: Rasa asks for them.)
"""

from __future__ import annotations

import functools
import json
from types import SimpleNamespace
from typing import Any

import jsonschema
import rasa.core.policies.rule_policy
import rasa.core.processor
import rasa.server
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.constants import USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

check_result = RemoteAction._validate_action_result
find_event_type = Event.resolve_by_type
add_root_route = rasa.server.add_root_route
find_by_rules = RulePolicy._find_action_from_rules
find_possible = RulePolicy._get_possible_keys
is_empty = Domain.is_empty

Json = dict[str, Any]


def apply() -> None:
    """Make all changes; once more does no harm."""
    RemoteAction._validate_action_result = _check_result
    Event.resolve_by_type = staticmethod(find_event_type_once)
    rasa.server.add_root_route = _add_root_route
    rasa.core.processor.DaskGraphRunner = StraightRunner
    RulePolicy._find_action_from_rules = _find_by_rules
    RulePolicy._get_possible_keys = _find_possible
    Domain.is_empty = _is_empty
    for module in COPYING:
        module.copy = SimpleNamespace(deepcopy=lambda value: value)


def _check_result(action: RemoteAction, result: Any) -> bool:
    """Rasa checks the schema itself, too, and each event against every kind, for each result: a quarter of a
    turn (rasa #11717)."""
    return _is_plain(result) or bool(check_result(action, result))  # which raises, and says why


def _is_plain(result: Any) -> bool:
    """Whether it is as it has to be; what is odd in any way is left to Rasa."""
    match result:
        case {"events": list(events), "responses": list(responses)}:
            return all(map(_is_event, events)) and all(isinstance(one, dict) for one in responses)
    return False


def _is_event(event: Any) -> bool:
    match event:
        case {"event": str(kind)} if kind in _kinds():
            return bool(_kinds()[kind].is_valid(event))
    return False


@functools.lru_cache(maxsize=1)
def _kinds() -> Json:
    """What checks an event, by its kind: no event is of two."""
    schema = RemoteAction.action_response_format_spec()
    check, event = jsonschema.validators.validator_for(schema), schema["properties"]["events"]["items"]
    kinds = {kind["properties"]["event"]["const"]: kind for kind in event["oneOf"]}
    return {name: check({**event, "oneOf": [kind]}) for name, kind in kinds.items()}


# Rasa walks through all kinds of events for each one that it loads: most of the time of loading (rasa #6334).
find_event_type_once = functools.lru_cache(maxsize=128)(find_event_type)


def _add_root_route(app: Sanic) -> None:
    """Rasa tells everybody its version here, and so which weaknesses are known of it."""

    @app.get("/")
    async def root(_: Request) -> HTTPResponse:
        return json_response({"service": "spinewise", "chat": "POST /webhooks/rest/webhook"})


class StraightRunner(DaskGraphRunner):
    """Runs a model's parts one after the other; Rasa has dask plan them anew for each message (no issue)."""

    def run(self, inputs: Json | None = None, targets: list[str] | None = None) -> Json:
        """The results of the targets, by name."""
        done = {name: (name, value) for name, value in (inputs or {}).items()}
        if clash := done.keys() & self._instantiated_nodes.keys():
            raise GraphRunError(f"These inputs are named as parts of the model are: {sorted(clash)}")
        wanted = targets or self._graph_schema.target_names
        return dict(self._find_result(name, done) for name in wanted)

    def _find_result(self, name: str, done: dict[str, Any]) -> Any:
        if name not in done:
            if name not in self._instantiated_nodes:
                return name  # what nobody has given, as dask leaves it
            needs = self._graph_schema.nodes[name].needs.values()
            done[name] = self._instantiated_nodes[name](*[self._find_result(need, done) for need in needs])
        return done[name]


def _find_by_rules(
    policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> Any:
    """Rasa looks first for a rule of the very text; none can fit if all ask for an intent (rasa #10703)."""
    by_text = use_text_for_last_user_input and not tracker.active_loop_name
    if by_text and ask_for_intents(tuple(policy.lookup[RULES])):
        return None, None, False
    return find_by_rules(policy, tracker, domain, use_text_for_last_user_input)


@functools.lru_cache(maxsize=8)
def ask_for_intents(rules: tuple[str, ...]) -> bool:
    """Whether each rule (its states as JSON, the latest last) names the intent of the latest message."""
    return all(json.loads(rule)[-1].get(USER, {}).get(INTENT) for rule in rules)


def _find_possible(policy: RulePolicy, lookup: dict[str, str], states: list[Json]) -> set[str]:
    """Rasa tries every rule on every state, twice a turn; the states (intents and actions, no text) are few
    and come again and again (no issue)."""
    frozen = tuple(tuple((part, tuple(told.items())) for part, told in state.items()) for state in states)
    return set(_find_possible_once(policy, tuple(lookup), frozen))


@functools.lru_cache(maxsize=500)
def _find_possible_once(policy: RulePolicy, rules: tuple[str, ...], frozen: tuple[Any, ...]) -> set[str]:
    states = [{part: dict(told) for part, told in state} for state in frozen]
    return set(find_possible(policy, dict.fromkeys(rules, ""), states))


def _is_empty(domain: Domain) -> bool:
    """Rasa makes an empty domain for each message, to compare its own with (no issue)."""
    return bool(domain.as_dict() == _empty_domain())


@functools.lru_cache(maxsize=1)
def _empty_domain() -> Json:
    return dict(Domain.empty().as_dict())


# Rasa copies what it would log, logged or not, and copies nothing else in these modules (no issue).
COPYING = (rasa.core.processor, rasa.core.policies.rule_policy)
