"""Writes docs/rules.md: every warning-sign rule in plain words, for a clinician to read and sign.

usage: python -m tools.list_rules
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.knowledge.base import Knowledge
from bot.knowledge.loader import load
from bot.knowledge.rulebook import Rule
from bot.model.assessment import URGENCIES
from bot.model.citation import Citation
from bot.triage.urgency import LEVEL_ACTIONS

PATH = Path(__file__).resolve().parent.parent / "docs" / "rules.md"

INTRODUCTION = """\
# The warning-sign rules

Written by `.venv/bin/python -m tools.list_rules` from `bot/knowledge/rules/`; do not edit it by hand. How the
rules work, and how to sign this list: [safety.md](safety.md).

When more than one rule holds, the most urgent one decides; when none holds, it is self-care. A sign holds
only when the person said it: what was denied, or was not asked, does not. Names in {braces} are the numbers
to call, which the deployer sets.
"""
BROADER = """\
## Signs that bring others along

Whoever has the sign on the left counts as having those on the right too.

| sign | brings along |
| --- | --- |
"""
MEANINGS = {
    "emergency": "Call the emergency number or go to an emergency department now.",
    "urgent": "Be seen by a clinician today.",
    "soon": "Be seen within days.",
    "routine": "Make an ordinary appointment.",
}
BOUNDS = {"over": "over", "under": "under", "at_least": "at least", "at_most": "at most"}


def render(knowledge: Knowledge) -> str:
    """The whole file."""
    counts = "\n".join(
        f"| [{level}](#{level}) | {MEANINGS[level]} | {len(rules)} |" for level, rules in by_level(knowledge)
    )
    table = f"| level | means | rules |\n| --- | --- | ---: |\n{counts}\n"
    sections = (line for level, rules in by_level(knowledge) for line in _section(level, rules, knowledge))
    return "\n".join((INTRODUCTION, table, *sections, _broader(knowledge)))


def by_level(knowledge: Knowledge) -> Iterator[tuple[str, list[Rule]]]:
    """Rules by level, the most urgent first and else as in the files."""
    for level in reversed(URGENCIES):
        rules = [rule for rule in knowledge.rules.values() if rule.level == level]
        if rules:
            yield level, rules


def say(condition: Any, knowledge: Knowledge) -> str:
    """A condition of the rule language (see ``bot/triage/conditions.py``) in words."""
    if isinstance(condition, str):
        return knowledge.findings[condition].label
    if "of" in condition:
        return f"at least {condition['at_least']} of: {_joined(condition['of'], '; ', knowledge)}"
    ((name, value),) = condition.items()
    return _WORDS[name](value, knowledge)


def _section(level: str, rules: list[Rule], knowledge: Knowledge) -> Iterator[str]:
    yield f"## {level}\n"
    for rule in rules:
        statement = knowledge.statement(rule)
        actions = (knowledge.advice[name].say for name in rule.action or LEVEL_ACTIONS[level])
        yield f"### `{rule.id}`\n"
        yield f"- **When:** {say(rule.when, knowledge)}"
        yield f"- **Says:** {statement.text}"
        yield f"- **What to do:** {' '.join(actions)}"
        yield f"- **Rests on:** {'; '.join(_source(source, knowledge) for source in statement.sources)}"
        yield f"- **Last checked:** {rule.checked_on}\n"


def _source(source: Citation, knowledge: Knowledge) -> str:
    """Publisher or "document", title, and the section where it has a name of its own."""
    guideline = knowledge.guidelines.get(source.document.removeprefix("guideline:"))
    publisher = f"{guideline.publisher} ({guideline.year})" if guideline else "one of the five documents"
    return ", ".join(dict.fromkeys((publisher, source.title, source.section)))


def _broader(knowledge: Knowledge) -> str:
    rows = []
    for entry in knowledge.findings.values():
        wider = ", ".join(knowledge.findings[one].label for one in knowledge.implied(entry.id)[1:])
        if wider:
            rows.append(f"| {entry.label} | {wider} |")
    return BROADER + "\n".join(rows) + "\n"


def _joined(conditions: list[Any], word: str, knowledge: Knowledge) -> str:
    return word.join(_inner(condition, knowledge) for condition in conditions)


def _inner(condition: Any, knowledge: Knowledge) -> str:
    """In brackets where several things stand together."""
    text = say(condition, knowledge)
    together = isinstance(condition, dict) and next(iter(condition)) in ("all", "any", "at_least", "of")
    return f"({text})" if together else text


def _bounded(bounds: Mapping[str, int]) -> str:
    return " and ".join(f"{BOUNDS[name]} {number}" for name, number in bounds.items())


def _places(names: list[str]) -> str:
    return " or ".join(name.replace("_", " ") for name in names)


_WORDS: dict[str, Callable[[Any, Knowledge], str]] = {
    "all": lambda value, knowledge: _joined(value, " **and** ", knowledge),
    "any": lambda value, knowledge: _joined(value, " **or** ", knowledge),
    "not": lambda value, knowledge: f"**no** {_inner(value, knowledge)} was said",
    "absent": lambda value, knowledge: f"{knowledge.findings[value].label} was denied",
    "region": lambda value, _: f"a complaint of the {_places(value)}",
    "spine": lambda *_: "a complaint of the spine",
    "side": lambda value, _: f"{_places(value)} side",
    "age": lambda value, _: f"age {_bounded(value)}",
    "duration_days": lambda value, _: f"for {_bounded(value)} days",
    "severity": lambda value, _: f"pain of {_bounded(value)} out of 10",
    "pregnant": lambda value, _: "pregnant" if value else "not pregnant",
    "subject": lambda value, _: "said of oneself" if value == "self" else "said of someone else",
}


if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(render(load()), "utf-8")
    print(f"written: {PATH.name}, {len(load().rules)} rules")
