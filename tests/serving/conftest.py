"""The server on a project whose actions fail in every way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import ROOT, Server, environment, running


@pytest.fixture(scope="session")
def standin_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stand-in, trained."""
    folder = tmp_path_factory.mktemp("standin") / "project"
    shutil.copytree(ROOT / "tests/serving/standin", folder)
    for name in ("credentials.yml", "endpoints.yml"):
        shutil.copy(ROOT / name, folder)
    train = [sys.executable, "-m", "rasa", "train"]
    environ = {**os.environ, **environment(folder), "RASA_TELEMETRY_ENABLED": "false"}
    done = subprocess.run(train, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def switch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """While this file exists, the stand-in's actions fail."""
    return tmp_path_factory.mktemp("switch") / "broken"


@pytest.fixture(scope="session")
def standin(
    standin_project: Path, switch: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server on the stand-in, with a short time limit."""
    folder = tmp_path_factory.mktemp("standin-server")
    settings = {"action_seconds": "1", "emergency_number": "999"}
    with running(standin_project, folder, {"STANDIN_BROKEN": str(switch)}, **settings) as started:
        yield started
