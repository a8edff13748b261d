"""Each change of Rasa's own behaviour: equal to the original, and still needed."""

from __future__ import annotations

import ast
import copy
import inspect
from types import ModuleType
from typing import Any

import jsonschema
import pytest
import rasa
import rasa.shared.utils.common
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.runner import dask
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from sanic import Sanic

from bot.serving import rasa_changes

OUTDATED = "Rasa no longer needs this change: remove it from bot/serving/rasa_changes.py"

RESULTS: list[Any] = [
    {"events": [], "responses": []},
    {},
    {"events": [{"event": "slot", "name": "a", "value": {"b": [1, None]}}], "responses": [{"text": "hello"}]},
    {"events": [{"event": "slot", "name": "a", "value": 1}, {"event": "restart"}], "responses": [{}, {}]},
    {"events": [{"event": "slot", "name": 1}], "responses": []},
    {"events": [{"event": "slot", "name": "a", "value": 1, "timestamp": "late"}], "responses": []},
    {"events": [{"event": "restart", "metadata": []}], "responses": []},
    {"events": [{"event": ["restart"]}, {"event": "restart"}], "responses": []},
    {"events": ["restart"], "responses": []},
    {"events": [{"event": "nothing known"}], "responses": []},
    {"events": [{"name": "a"}]},
    {"events": {}, "responses": []},
    {"events": [], "responses": ["text"]},
    {"events": None},
    [],
    None,
]


def judge(check: Any, result: Any) -> str:
    try:
        return str(check(RemoteAction("action_assess", None), result))
    except jsonschema.ValidationError as error:
        return error.message


@pytest.mark.parametrize("result", RESULTS)
def test_a_result_is_judged_as_rasa_judges_it(result: Any) -> None:
    assert judge(rasa_changes._check_result, result) == judge(rasa_changes.check_result, result)


def test_no_event_is_of_two_kinds() -> None:
    listed = RemoteAction.action_response_format_spec()["properties"]["events"]["items"]["oneOf"]
    assert len(rasa_changes._kinds()) == len(listed)


def test_rasa_still_checks_the_schema_with_each_result(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[Any] = []
    kind = jsonschema.validators.validator_for(RemoteAction.action_response_format_spec())
    monkeypatch.setattr(kind, "check_schema", checked.append)
    for _ in range(2):
        rasa_changes.check_result(RemoteAction("action_assess", None), {"events": []})
    assert len(checked) == 2, OUTDATED


def test_event_types_are_found_as_rasa_finds_them() -> None:
    kinds = rasa.shared.utils.common.all_subclasses(Event)
    assert len(kinds) > 20
    for name in [kind.type_name for kind in kinds] + ["topic"]:
        assert rasa_changes.find_event_type_once(name) is rasa_changes.find_event_type(name)
    assert rasa_changes.find_event_type_once("nothing known", str) is str
    with pytest.raises(ValueError, match="nothing known"):
        rasa_changes.find_event_type_once("nothing known")


def test_rasa_still_walks_through_all_kinds_for_each_event(monkeypatch: pytest.MonkeyPatch) -> None:
    walks: list[Any] = []
    find = rasa.shared.utils.common.all_subclasses
    monkeypatch.setattr(
        rasa.shared.utils.common, "all_subclasses", lambda kind: walks.append(kind) or find(kind)
    )
    for _ in range(2):
        rasa_changes.find_event_type("user")
    assert walks.count(Event) == 2, OUTDATED


def test_rasa_still_tells_its_version() -> None:
    assert "rasa.__version__" in inspect.getsource(rasa_changes.add_root_route), OUTDATED
    app = Sanic("version")
    rasa_changes._add_root_route(app)
    assert rasa.__version__ not in inspect.getsource(rasa_changes._add_root_route)
    assert [route.path for route in app.router.routes] == [""]


@pytest.mark.parametrize("domain", [Domain.empty(), Domain.from_dict({"intents": ["greet"]})])
def test_a_domain_is_as_empty_as_rasa_says(domain: Domain) -> None:
    assert rasa_changes._is_empty(domain) == rasa_changes.is_empty(domain)


def test_rasa_still_makes_an_empty_domain_with_each_message() -> None:
    assert "Domain.empty()" in inspect.getsource(rasa_changes.is_empty), OUTDATED
    assert "is_empty()" in inspect.getsource(MessageProcessor._check_for_unseen_features), OUTDATED


@pytest.mark.parametrize("module", rasa_changes.COPYING, ids=str)
def test_rasa_copies_only_what_it_would_log(module: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(module))
    logged = [call for call in calls(tree) if ast.unparse(call.func).startswith("structlogger.")]
    copies = {ast.unparse(call) for call in calls(tree) if ast.unparse(call.func).startswith("copy.")}
    assert copies, OUTDATED
    assert copies == {
        ast.unparse(part)
        for call in logged
        for part in ast.walk(call)
        if isinstance(part, ast.Call) and ast.unparse(part.func) == "copy.deepcopy"
    }


def calls(tree: ast.AST) -> list[ast.Call]:
    return [part for part in ast.walk(tree) if isinstance(part, ast.Call)]


def test_the_changes_are_where_rasa_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteAction, "_validate_action_result", rasa_changes.check_result)
    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(rasa_changes.find_event_type))
    monkeypatch.setattr(rasa.server, "add_root_route", rasa_changes.add_root_route)
    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", rasa_changes.find_by_rules)
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", rasa_changes.find_possible)
    monkeypatch.setattr(rasa.core.processor, "DaskGraphRunner", dask.DaskGraphRunner)
    monkeypatch.setattr(Domain, "is_empty", rasa_changes.is_empty)
    for module in rasa_changes.COPYING:
        monkeypatch.setattr(module, "copy", copy)
    rasa_changes.apply()
    assert RemoteAction("action_assess", None)._validate_action_result({"events": []})
    assert Event.from_parameters({"event": "restart"}).type_name == "restart"
    assert RemoteAction._validate_action_result is rasa_changes._check_result
    assert RulePolicy._find_action_from_rules is rasa_changes._find_by_rules
    assert RulePolicy._get_possible_keys is rasa_changes._find_possible
    assert Domain.is_empty is rasa_changes._is_empty
    assert rasa.core.processor.DaskGraphRunner is rasa_changes.StraightRunner
    assert "DaskGraphRunner," in inspect.getsource(MessageProcessor._load_model), OUTDATED
