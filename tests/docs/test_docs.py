"""The documents say what is so: commands, paths, settings and links exist, and the examples are real."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answer import wording
from bot.knowledge.loader import load
from bot.settings import PREFIX, read, variables
from tests.docs.markdown import Document, anchors, rows
from tools.list_rules import PATH, by_level, render

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = tuple(
    Document(path) for path in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
)
MADE = (".env", ".venv/", ".uv/", "var/", "models/")
"""Begin the paths of what is made on a machine, and need not be there."""

by_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.path.name)


def named(path: str) -> Iterator[Path]:
    """What a path in a document names, seen from the project's root."""
    return ROOT.glob(path.rstrip("/")) if "*" in path else iter([ROOT / path])


def targets() -> dict[str, bool]:
    """Targets of the Makefile, and whether ``make help`` lists them."""
    lines = re.findall(r"^([a-z-]+):(.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    return {name: "##" in rest for name, rest in lines}


@by_document
def test_every_path_exists(document: Document) -> None:
    missing = [
        path
        for path in document.paths()
        if not path.startswith(MADE) and not any(found.exists() for found in named(path))
    ]
    assert missing == []


@by_document
def test_every_make_target_exists(document: Document) -> None:
    assert sorted(set(document.make_targets()) - set(targets())) == []


@by_document
def test_every_module_that_is_run_exists(document: Document) -> None:
    assert [name for name in document.modules() if importlib.util.find_spec(name) is None] == []


@by_document
def test_every_setting_that_is_named_exists(document: Document) -> None:
    named_here = set(re.findall(rf"{PREFIX}[A-Z_]*[A-Z]", document.text))
    assert sorted(named_here - set(variables())) == []


@by_document
def test_every_link_leads_somewhere(document: Document) -> None:
    broken = []
    for link in document.links():
        name, _, anchor = link.partition("#")
        target = (document.path.parent / name).resolve() if name else document.path
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            broken.append(link)
    assert broken == []


@by_document
def test_every_example_stands_in_the_file_that_it_names(document: Document) -> None:
    for path, lines in document.examples():
        content = " ".join((ROOT / path).read_text("utf-8").split())
        assert [line for line in lines if " ".join(line.split()) not in content] == [], path


def test_the_pages_refer_to_commands_paths_links_and_examples() -> None:
    """Else the tests above would hold of nothing."""
    counts = {
        "paths": sum(len(document.paths()) for document in DOCUMENTS),
        "targets": len({name for document in DOCUMENTS for name in document.make_targets()}),
        "modules": len({name for document in DOCUMENTS for name in document.modules()}),
        "links": sum(len(document.links()) for document in DOCUMENTS),
        "examples": sum(len(document.examples()) for document in DOCUMENTS),
    }
    assert [name for name, count in counts.items() if count < 5] == []


def test_every_setting_is_documented_with_its_default() -> None:
    table = rows((ROOT / "docs/deployment.md").read_text("utf-8"), "variable")
    assert [row[0] for row in table] == list(variables())
    for name, default, _ in table:
        field = name.removeprefix(PREFIX).lower()
        said = "" if default == "empty" else default
        assert getattr(read({name: said}), field) == variables()[name], name
        assert (default == "empty") == (variables()[name] in ("", ())), name


def test_the_readme_lists_every_command_of_make_help() -> None:
    listed = {
        row[0].removeprefix("make ") for row in rows((ROOT / "README.md").read_text("utf-8"), "command")
    }
    assert listed == {name for name, in_help in targets().items() if in_help}


def test_the_readme_names_every_folder_of_the_project() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    tree = text.partition("## What is where")[2].partition("\n## ")[0]
    made = (ROOT / ".gitignore").read_text("utf-8").split()
    top = {f"{path.name}/" for path in ROOT.iterdir() if path.is_dir() and path.name[0] != "."} - set(made)
    packages = {f"  {path.parent.name}/" for path in (ROOT / "bot").glob("*/__init__.py")}
    shown = set(re.findall(r"^ *[a-z]+/", tree, re.MULTILINE))
    assert shown == top | packages


def test_every_kind_and_notice_is_in_the_contract() -> None:
    text = (ROOT / "docs/contract.md").read_text("utf-8")
    schema = json.loads((ROOT / "bot/answer/contract.schema.json").read_text("utf-8"))
    kinds = [entry["$ref"].rpartition("/")[2] for entry in schema["oneOf"]]
    notices = {notice.shown_as or notice.id for notice in wording.load().notices.values()}
    assert [kind for kind in kinds if f"### `{kind}`" not in text] == []
    assert [name for name in sorted(notices) if f"`{name}`" not in text] == []
    for kind in kinds:
        keys = set(schema["definitions"][kind]["properties"]) - {"kind"}
        section = text.partition(f"### `{kind}`")[2].partition("\n##")[0]
        assert [key for key in sorted(keys) if f"`{key}`" not in section] == [], kind


def test_the_rule_list_is_up_to_date() -> None:
    knowledge = load()
    assert {rule.id for _, rules in by_level(knowledge) for rule in rules} == set(knowledge.rules)
    assert PATH.read_text("utf-8") == render(knowledge), "Run: .venv/bin/python -m tools.list_rules"


def test_the_licence_is_the_one_that_is_declared() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in licence
    assert 'license = { text = "Apache-2.0" }' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_the_changelog_has_the_declared_version() -> None:
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert version
    assert f"\n## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
