"""The loader is strict, and its errors say where, what, what is allowed and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.loader import HERE, load
from bot.model.errors import KnowledgeError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content that a test may spoil."""
    copy = tmp_path / "knowledge"
    shutil.copytree(HERE, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path} has changed: the test must spoil something else"
    path.write_text(text.replace(old, new, 1), "utf-8")


SPOILED = [
    pytest.param(
        "conditions/lupus.yml",
        "label:",
        "lable:",
        r"lupus\.yml:\d+: the key 'l\w+' is",
        id="unknown or missing key",
    ),
    pytest.param(
        "conditions/lupus.yml", "label:", "label: Twice\nlabel:", "stands twice", id="duplicate key"
    ),
    pytest.param(
        "conditions/lupus.yml",
        "id: lupus",
        "id: wolf",
        "differs from the file's name",
        id="id is not the file",
    ),
    pytest.param(
        "conditions/lupus.yml",
        "cites: [hbn-",
        "cites: [hbn-9",
        "the citation 'hbn-9.*' does not exist",
        id="dangling citation",
    ),
    pytest.param(
        "cautions.yml",
        "- id:",
        "- id: same\n  say: ''\n  cites: [a/b]\n- id:",
        "'say': ensure this value",
        id="empty text",
    ),
    pytest.param(
        "findings/complaints.yml",
        "id: pain,",
        "id: pain, colour: red,",
        "the key 'colour' is not known",
        id="key unknown in a list",
    ),
    pytest.param(
        "findings/complaints.yml", "id: stiffness", "id: pain", "stands already in", id="duplicate id"
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), SPOILED)
def test_wrong_content_stops_the_start(folder: Path, file: str, old: str, new: str, message: str) -> None:
    spoil(folder / file, old, new)
    with pytest.raises(KnowledgeError, match=message):
        load(folder)


def test_a_missing_citation_is_refused(folder: Path) -> None:
    path = folder / "advice.yml"
    path.write_text(path.read_text("utf-8") + "\n- {id: bare, say: Trust me., cites: []}\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"advice\.yml:\d+: 'cites'"):
        load(folder)


def test_an_error_names_the_line_and_what_is_allowed(folder: Path) -> None:
    path = folder / "cautions.yml"
    line = path.read_text("utf-8").count("\n") + 1
    path.write_text(
        path.read_text("utf-8") + "- {id: odd, say: Text., cites: [nope/nothing], tone: loud}\n", "utf-8"
    )
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    assert f"cautions.yml:{line}" in str(caught.value)
    assert "Allowed: cites, id, say" in str(caught.value)


def test_yaml_that_is_broken_is_explained(folder: Path) -> None:
    (folder / "topics" / "broken.yml").write_text("id: [unclosed\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"broken\.yml:\d+: not valid YAML"):
        load(folder)


def test_an_empty_file_is_explained(folder: Path) -> None:
    (folder / "topics" / "empty.yml").write_text("", "utf-8")
    with pytest.raises(KnowledgeError, match="the file is empty"):
        load(folder)
