"""What the content of triage must keep to: every rule tried, nothing that could quietly lower the urgency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.loader import load
from bot.knowledge.rulebook import Advice, AskEntry, Rule
from bot.model.contacts import Contacts
from bot.model.episode import Episode
from bot.model.errors import KnowledgeError
from bot.triage import assess
from bot.triage.protocol import compile_protocol, protocol_of
from bot.triage.questions import BY_TURN
from bot.triage.treatments import STEPS
from bot.triage.urgency import LEVEL_ACTIONS, find_held
from tests.support.readability import grade
from tests.triage.golden import read_rows

KNOWLEDGE = load()
TABLES = sorted(Path(__file__).parent.glob("*.yml"))
ROWS = [row for table in TABLES for row in read_rows(table, KNOWLEDGE)]


def within_not(condition: Any, negated: bool = False) -> Iterator[str]:
    """Findings that stand below a ``not``."""
    if isinstance(condition, str) and negated:
        yield condition
    if isinstance(condition, dict):
        for name, inner in condition.items():
            yield from within_not(inner, negated or name == "not")
    if isinstance(condition, list):
        for inner in condition:
            yield from within_not(inner, negated)


def test_every_rule_holds_in_a_golden_row() -> None:
    protocol = protocol_of(KNOWLEDGE)
    held = {compiled.rule.id for row in ROWS for compiled in find_held(row.episode, protocol)}
    assert set(KNOWLEDGE.rules) - held == set()


def test_every_question_is_asked_somewhere() -> None:
    """Going on from the golden rows, each question comes up but those that the turn of the talk asks."""
    asked = set()
    for row in ROWS:
        episode = row.episode
        for _ in range(5):
            question = assess(episode, KNOWLEDGE, Contacts()).next_question
            if question is None:
                break
            asked.add(question.id)
            episode = replace(episode, asked=(*episode.asked, question.id))
    by_turn = {ask.id for ask in KNOWLEDGE.questions.values() if ask.about in BY_TURN}
    assert set(KNOWLEDGE.questions) - asked == by_turn


def test_each_emergency_line_has_two_rows_that_fire_and_one_near_row_that_does_not() -> None:
    rows = read_rows(Path(__file__).parent / "emergency.yml", KNOWLEDGE)
    for line in range(1, 15):
        mine = [row for row in rows if re.match(rf"{line}\b", row.name)]
        near = [row for row in mine if " near: " in row.name]
        assert len(mine) - len(near) >= 2, line
        assert near, line
        assert all((row.expected["level"] == "emergency") == (row not in near) for row in mine), line


def test_no_warning_sign_can_lower_the_urgency() -> None:
    """Only circumstances may stand below a ``not`` in a rule, and diabetes beside its broader finding."""
    negated = {finding for rule in KNOWLEDGE.rules.values() for finding in within_not(rule.when)}
    assert {name for name in negated if KNOWLEDGE.findings[name].role != "circumstance"} == {"diabetes"}


def test_no_rule_counts_a_denial() -> None:
    assert [rule.id for rule in KNOWLEDGE.rules.values() if "'absent'" in repr(rule.when)] == []


def test_what_frightens_is_nowhere_common() -> None:
    """So that it is named only with a typical sign of its own."""
    frightening = ("cancer", "meningitis", "cauda_equina_syndrome", "spinal_cord_compression", "fracture")
    strengths = {prior.strength for name in frightening for prior in KNOWLEDGE.conditions[name].prior}
    assert strengths == {"rare"}


def test_every_emergency_leads_to_help_now() -> None:
    emergencies = [rule for rule in KNOWLEDGE.rules.values() if rule.level == "emergency"]
    leads = {(rule.action or LEVEL_ACTIONS[rule.level])[0] for rule in emergencies}
    assert leads == {"call_emergency", "go_now", "go_now_cauda_equina"}


def test_advice_of_levels_and_steps_of_treatments_exist() -> None:
    assert {advice for ids in LEVEL_ACTIONS.values() for advice in ids} <= set(KNOWLEDGE.advice)
    assert {treatment for step in STEPS for treatment in step} == set(KNOWLEDGE.treatments)


def test_numbers_of_the_deployer_are_said() -> None:
    contacts = Contacts(emergency="999", non_emergency="111", crisis="116 123")
    despair = assess(Episode(present=("suicidal_thoughts",)), KNOWLEDGE, contacts)
    fever = assess(Episode(present=("pain", "fever"), regions=("back",)), KNOWLEDGE, contacts)
    assert [s.text for s in despair.action][:2] == [
        "Call 999 now.",
        "You can also talk to someone right now at 116 123.",
    ]
    assert fever.action[1].text == "If no doctor is free today, call 111."


def test_safety_net_fits_the_region() -> None:
    shown = {
        region: {
            statement.text
            for statement in assess(Episode(regions=(region,)), KNOWLEDGE, Contacts()).watch_for
        }
        for region in ("neck", "lower_back")
    }
    said = KNOWLEDGE.advice
    everybody = {said["watch_any_fever"].say, said["watch_any_worse"].say}
    assert shown["neck"] & shown["lower_back"] == everybody
    assert said["watch_back_cauda_equina"].say in shown["lower_back"]
    assert said["watch_neck_cord"].say in shown["neck"]


def test_misspelt_placeholder_stops_the_start() -> None:
    wrong = Advice(id="wrong", say="Call {emergancy}.", cites=["htd-1"])
    with pytest.raises(KnowledgeError, match=r"'\{emergancy\}' is not known"):
        compile_protocol(replace(KNOWLEDGE, advice={"wrong": wrong}))


def test_wrong_condition_names_its_entry() -> None:
    rule = next(iter(KNOWLEDGE.rules.values())).copy(update={"when": {"any": ["nonsense"]}})
    with pytest.raises(KnowledgeError, match=f"bot/knowledge/rules, entry '{rule.id}'"):
        compile_protocol(replace(KNOWLEDGE, rules={rule.id: rule}))


@pytest.mark.parametrize("rule", KNOWLEDGE.rules.values(), ids=lambda rule: rule.id)
def test_a_reason_is_easy_to_read(rule: Rule) -> None:
    assert grade(rule.say) <= (5 if rule.level == "emergency" else 6)


@pytest.mark.parametrize("advice", KNOWLEDGE.advice.values(), ids=lambda advice: advice.id)
def test_advice_is_easy_to_read(advice: Advice) -> None:
    assert grade(Contacts().fill(advice.say)) <= 6


@pytest.mark.parametrize("ask", KNOWLEDGE.questions.values(), ids=lambda ask: ask.id)
def test_a_question_is_easy_to_read(ask: AskEntry) -> None:
    assert grade(ask.say) <= 6
