"""When a model is trained anew, and when not."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load() -> Any:
    spec = importlib.util.spec_from_file_location("train_tool", ROOT / "tools/train.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("config.yml", "data/nlu.yml", "bot/understanding/reader.py", "requirements.lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.fixture
def trained(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    done: list[Path] = []

    def pretend(root: Path, model: Path) -> None:
        done.append(model)
        model.write_bytes(b"")

    monkeypatch.setattr(tool, "train", pretend)
    monkeypatch.setattr(tool, "keep_vectors", lambda root: None)
    return done


@pytest.mark.parametrize(
    "name",
    ["config.yml", "data/nlu.yml", "data/new.yml", "bot/understanding/reader.py", "bot/knowledge/a/b.yml"],
)
def test_a_change_to_what_training_reads_trains(project: Path, trained: list[Path], name: str) -> None:
    tool.main(project)
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("changed")
    tool.main(project)
    assert len(set(trained)) == 2


@pytest.mark.parametrize(
    "name",
    ["README.md", "bot/answer/compose.py", "bot/understanding/__pycache__/reader.pyc", "data/.nlu.yml.swp"],
)
def test_a_change_to_anything_else_does_not(project: Path, trained: list[Path], name: str) -> None:
    tool.main(project)
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("changed")
    tool.main(project)
    assert len(trained) == 1


def test_a_file_that_moves_counts(project: Path) -> None:
    before = tool.fingerprint(project)
    (project / "data/nlu.yml").rename(project / "data/other.yml")
    assert tool.fingerprint(project) != before


def test_going_back_finds_the_older_model_and_makes_it_the_newest(project: Path, trained: list[Path]) -> None:
    tool.main(project)
    (project / "config.yml").write_text("changed")
    tool.main(project)
    for age, model in enumerate(trained):
        os.utime(model, (1_000_000 + age, 1_000_000 + age))
    (project / "config.yml").write_text("config.yml")
    tool.main(project)
    assert len(trained) == 2
    assert max(trained, key=lambda path: path.stat().st_mtime) == trained[0]


def test_old_models_are_removed(project: Path, trained: list[Path]) -> None:
    for at in range(6):
        (project / "config.yml").write_text(str(at))
        tool.main(project)
    assert len(list((project / "models").glob("*.tar.gz"))) == tool.KEPT


def test_training_that_fails_says_what_to_do_and_leaves_no_model(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool.sys, "executable", "false")
    with pytest.raises(SystemExit, match="Next step: mend"):
        tool.main(project)
    assert not list((project / "models").glob("*.tar.gz"))


def test_training_passes_by_the_cache_of_rasa(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool, "keep_vectors", lambda root: None)

    def pretend(command: list[str], **_: object) -> Any:
        assert "--force" in command
        folder = Path(command[command.index("--out") + 1])
        folder.mkdir()
        (folder / f"{command[-1]}.tar.gz").write_bytes(b"model")
        return tool.subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(tool.subprocess, "run", pretend)
    tool.main(project)
    assert tool.model_path(project).read_bytes() == b"model"
    assert not (project / "models/.new").exists()


def test_too_little_space_to_train(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool, "NEEDED_MB", 10**9)
    with pytest.raises(SystemExit, match="too little space to train"):
        tool.main(project)
