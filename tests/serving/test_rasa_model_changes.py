"""Changes of how Rasa runs a model and looks for a rule: equal to the original, and still needed."""

from __future__ import annotations

import inspect
import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner import dask
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.serving import rasa_changes
from tests.serving.test_rasa_changes import OUTDATED
from tests.support.server import ROOT


class Joiner(GraphComponent):
    """A part of a model that says what it was given."""

    @classmethod
    def create(cls, *_: Any, **__: Any) -> Joiner:
        return cls()

    def join(self, **given: Any) -> str:
        return "+".join(f"{name}={value}" for name, value in sorted(given.items()))


def node(**needs: str) -> SchemaNode:
    return SchemaNode(needs=needs, uses=Joiner, constructor_name="create", fn="join", config={}, eager=True)


SCHEMA = GraphSchema(
    {
        "read": node(message="__message__"),
        "settle": node(reading="read", again="read", past="__tracker__"),
        "act": node(settled="settle"),
        "alone": node(),
    }
)


@pytest.fixture
def runners(tmp_path: Path) -> list[dask.DaskGraphRunner]:
    storage = LocalModelStorage(tmp_path)
    kinds = (dask.DaskGraphRunner, rasa_changes.StraightRunner)
    return [kind.create(SCHEMA, storage, ExecutionContext(SCHEMA)) for kind in kinds]


@pytest.mark.parametrize("targets", [["read"], ["settle"], ["act", "read"], ["alone"]])
def test_a_model_gives_what_rasas_runner_gives(
    runners: list[dask.DaskGraphRunner], targets: list[str]
) -> None:
    inputs = {"__message__": "hello", "__tracker__": ["x"]}
    theirs, ours = (runner.run(inputs, targets) for runner in runners)
    assert ours == theirs
    assert set(ours) == set(targets)


@pytest.mark.parametrize("inputs", [{}, {"__message__": "hello"}, {"read": "hello"}])
def test_wrong_inputs_fail_as_with_rasas_runner(
    runners: list[dask.DaskGraphRunner], inputs: dict[str, Any]
) -> None:
    for runner in runners:
        with pytest.raises(GraphRunError):
            runner.run(inputs, ["act"])


def test_rasa_still_has_dask_plan_for_each_message(
    runners: list[dask.DaskGraphRunner], monkeypatch: pytest.MonkeyPatch
) -> None:
    plans: list[Any] = []
    get = dask.dask.get
    monkeypatch.setattr(dask.dask, "get", lambda *args: plans.append(args) or get(*args))
    for _ in range(2):
        runners[0].run({"__message__": "hello"}, ["read"])
    assert len(plans) == 2, OUTDATED
    runners[1].run({"__message__": "hello"}, ["read"])
    assert len(plans) == 2


def rule(*states: str) -> str:
    return f"[{', '.join(states)}]"


HEARD = '{"prev_action": {"action_name": "action_listen"}, "user": {"intent": "greet"}}'
DONE = '{"prev_action": {"action_name": "action_a"}, "user": {"intent": "greet"}}'
TEXT = '{"prev_action": {"action_name": "action_listen"}, "user": {"text": "hello"}}'
ANYTHING = '{"prev_action": {"action_name": "action_listen"}}'
OF_INTENTS = {rule(HEARD): "action_a", rule(HEARD, DONE): "action_listen"}
RULE_SETS = {
    "of intents": OF_INTENTS,
    "of a text": {**OF_INTENTS, rule(TEXT): "action_b"},
    "of whatever is said": {rule(ANYTHING): "action_b"},
}
SAID = [ActionExecuted("action_listen"), UserUttered("hello", {"name": "greet"})]
TALKS: dict[str, list[Event]] = {
    "nothing": [],
    "a message": SAID,
    "another intent": [SAID[0], UserUttered("hello", {"name": "thank"})],
    "after the action": [*SAID, ActionExecuted("action_a")],
    "in a loop": [ActiveLoop("form"), *SAID],
}
DOMAIN = Domain.from_dict(
    {
        "intents": ["greet", "thank"],
        "actions": ["action_a", "action_b"],
        "forms": {"form": {"required_slots": []}},
    }
)


def policy_of(rules: dict[str, str], folder: Path) -> RulePolicy:
    storage, context = LocalModelStorage(folder), ExecutionContext(GraphSchema({}))
    policy = RulePolicy(RulePolicy.get_default_config(), storage, Resource("rules"), context)
    policy.lookup = {RULES: rules, "rules_for_loop_unhappy_path": {}}
    return policy


@pytest.mark.parametrize("rules", RULE_SETS)
@pytest.mark.parametrize("talk", TALKS)
def test_a_rule_predicts_what_it_predicts_with_rasa(
    rules: str, talk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = policy_of(RULE_SETS[rules], tmp_path)
    tracker = DialogueStateTracker.from_events("a", TALKS[talk], DOMAIN.slots)
    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", rasa_changes.find_by_rules)
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", rasa_changes.find_possible)
    theirs = policy.predict_action_probabilities(tracker, DOMAIN)
    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", rasa_changes._find_by_rules)
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", rasa_changes._find_possible)
    for _ in range(2):  # the second time it is remembered
        assert policy.predict_action_probabilities(tracker, DOMAIN) == theirs


def test_rasa_still_tries_every_rule_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy, tried = policy_of(OF_INTENTS, tmp_path), itertools.count()
    monkeypatch.setattr(RulePolicy, "_is_rule_applicable", lambda *_: next(tried) >= 0)
    states = [{"prev_action": {"action_name": "action_listen"}}]
    for find, work in ((rasa_changes.find_possible, 4), (rasa_changes._find_possible, 2)):
        before = next(tried)
        for _ in range(2):
            assert find(policy, OF_INTENTS, states) == set(OF_INTENTS)
        assert next(tried) - before - 1 == work, OUTDATED


def test_rasa_still_looks_for_a_rule_by_text_and_by_intent() -> None:
    source = inspect.getsource(RulePolicy._predict)
    assert source.count("self._find_action_from_rules(") == 2, OUTDATED


def test_our_own_rules_all_ask_for_an_intent() -> None:
    rules = yaml.safe_load((ROOT / "data/stories.yml").read_text())["rules"]
    assert all("intent" in entry["steps"][0] for entry in rules), "each turn looks for rules twice again"
    assert rasa_changes.ask_for_intents(tuple(OF_INTENTS))
    assert not rasa_changes.ask_for_intents((rule(HEARD), rule(TEXT)))
