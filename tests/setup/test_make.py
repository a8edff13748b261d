"""The commands: the same from every folder, and documented."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def make(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(["make", *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return done.stdout


@pytest.mark.parametrize("how", [["-C", str(ROOT)], ["-f", str(ROOT / "Makefile")]])
def test_make_works_from_another_folder(how: list[str], tmp_path: Path) -> None:
    said = make("--no-print-directory", *how, "help", cwd=tmp_path)
    for command in ("run", "shell", "train", "test", "check", "lint", "clean", "help"):
        assert re.search(rf"^make {command} ", said, re.MULTILINE), command


def test_make_works_in_a_folder_with_spaces(tmp_path: Path) -> None:
    folder = tmp_path / "a clinic bot"
    folder.mkdir()
    (folder / "Makefile").write_text((ROOT / "Makefile").read_text())
    assert "make run" in make("-f", str(folder / "Makefile"), "help", cwd=tmp_path)


def test_ci_runs_what_everyone_runs() -> None:
    lines = [
        line for line in (ROOT / ".ci/run").read_text().splitlines() if line and not line.startswith("#")
    ]
    assert lines[-1] == "make test"


def test_the_lock_file_names_no_index_and_hashes_everything() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"https?://|file:|--(extra-)?index|--find-links", text)
    pinned = re.findall(r"^[a-z0-9][^\s=]*==", text, re.MULTILINE)
    assert len(pinned) > 100
    assert len(re.findall(r"^[a-z0-9][^\s=]*==.* \\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned)
