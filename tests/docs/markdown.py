"""What a Markdown page names: paths, commands, links, examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOP = r"(?:actions|bot|data|docs|tests|tools|models|var|\.ci|\.venv|\.uv)/"
FILE = r"(?:[\w.-]+/)*\.?[\w*-]+\.(?:py|yml|toml|lock|md|json|example|sh|db)"
MAKE = re.compile(r"^(?:[A-Z_]+=\S+ )*make ([a-z-]+)")
PATH = re.compile(rf"^(?:{TOP}[\w./*-]*|{FILE}|Makefile|LICENSE|\.env)$")


@dataclass(frozen=True)
class Document:
    """One page."""

    path: Path

    @cached_property
    def text(self) -> str:
        """The page as written."""
        return self.path.read_text("utf-8")

    @cached_property
    def code(self) -> list[str]:
        """What stands between backticks within a line, and each word of a command."""
        inline = re.findall(r"`([^`\n]+)`", FENCE.sub("", self.text))
        return [*inline, *(word for line in self.commands for word in line.split())]

    @cached_property
    def commands(self) -> list[str]:
        """Lines after a prompt, comments left out."""
        shown = "\n".join(body for language, body in FENCE.findall(self.text) if language == "console")
        return re.findall(r"^\$ (.+?)(?:\s+# .*)?$", shown, re.MULTILINE)

    def paths(self) -> list[str]:
        """Files and folders of the project; a file beside the page may go by its name alone."""
        found = [token.rstrip(",.:") for token in self.code if PATH.match(token.rstrip(",.:"))]
        near = {path.name for path in self.path.parent.iterdir()}
        return sorted({token for token in found if "/" in token or token not in near})

    def make_targets(self) -> list[str]:
        """Targets named after ``make``."""
        return [name for line in (*self.commands, *self.code) for name in MAKE.findall(line)]

    def modules(self) -> list[str]:
        """Modules run by ``python -m``."""
        return re.findall(r"python -m ([\w.]+)", self.text)

    def links(self) -> list[str]:
        """Links that stay within the project."""
        linked = re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", self.text))
        return [link for link in linked if "://" not in link]

    def examples(self) -> list[tuple[str, list[str]]]:
        """Blocks whose first line is a comment with a file's path, and their other lines."""
        blocks = [body.splitlines() for language, body in FENCE.findall(self.text) if language == "yaml"]
        named = [(lines[0].removeprefix("# "), lines[1:]) for lines in blocks if lines[0].startswith("# ")]
        return [(path, lines) for path, lines in named if lines]


def anchors(text: str) -> set[str]:
    """Anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def rows(text: str, first: str) -> list[list[str]]:
    """Rows of the table whose first column has this title; cells without backticks."""
    table = re.search(rf"^\| {first} \|.*\n\|[- |:]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table, f"there is no table that begins with '{first}'"
    lines = table[1].splitlines()
    return [[cell.strip().replace("`", "") for cell in line.strip("|").split("|")] for line in lines]
