"""The file: an introduction, and one section a part. A run replaces its own section and no other."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

from evaluation.report.tables import Lines
from evaluation.rows import DEVELOPMENT, ROOT, SEALED

DOCUMENT = ROOT / "docs" / "evaluation.md"
QUESTIONS = "questions"
TITLES = {
    SEALED: "The sealed part",
    QUESTIONS: "Questions on the documents",
    DEVELOPMENT: "The development part",
}
ORDER = (SEALED, QUESTIONS, DEVELOPMENT)
NOT_YET = "Not measured yet."
INTRODUCTION = """# How well it understands

Written by `make evaluate` and `make evaluate-sealed`; do not edit it by hand. The messages, who wrote them
and how they are labelled: [data/corpus/README.md](../data/corpus/README.md).

Each message is answered as the first one of a conversation, by the code that answers people. On the
development part the learned layer reads each message by a model that has not seen its hand (its writer); the
rules were written with that part in view, so that part flatters them. The sealed part was seen by nobody who
built anything: its totals are the figures that count.
"""


def write_section(part: str, body: Lines, path: Path = DOCUMENT) -> None:
    """Put a part's section into the file, with its date and commit."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    stamp = f"Measured on {date.today().isoformat()} at {describe_commit()}."
    new = "\n".join([stamp, "", *body]).rstrip()
    bodies = {name: new if name == part else _body(name, before) for name in ORDER}
    sections = [f"## {TITLES[name]}\n\n{_begin(name)}\n{bodies[name]}\n{_end(name)}\n" for name in ORDER]
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([INTRODUCTION, *sections]), encoding="utf-8")


def describe_commit(root: Path = ROOT) -> str:
    """``commit e5e02d7``, and whether something was changed since."""
    commit = _git(root, "rev-parse", "--short", "HEAD")
    if not commit:
        return "an unknown commit"
    return f"commit {commit}" + (
        " with changes not yet committed" if _git(root, "status", "--porcelain") else ""
    )


def _git(root: Path, *command: str) -> str:
    try:
        # The program's name and all arguments are written here; nothing comes from outside.
        done = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _body(part: str, document: str) -> str:
    _, found, rest = document.partition(_begin(part) + "\n")
    return rest.partition("\n" + _end(part))[0] if found else NOT_YET


def _begin(part: str) -> str:
    return f"<!-- {part}: begin -->"


def _end(part: str) -> str:
    return f"<!-- {part}: end -->"
