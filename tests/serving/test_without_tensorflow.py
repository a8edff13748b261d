"""TensorFlow stays out where it may, and comes in where it must."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
import rasa

from bot.serving.without_tensorflow import LEFT_OUT, keep_out, read_components
from tests.support.server import ROOT, Server

LIBRARY = "_pywrap_tensorflow"
OURS = "bot.components.spine_reader.SpineReader"
RULES = "rasa.core.policies.rule_policy.RulePolicy"
DIET = "rasa.nlu.classifiers.diet_classifier.DIETClassifier"


def model(folder: Path, *uses: str) -> Path:
    """A model file with these components."""
    nodes = {str(at): {"uses": name} for at, name in enumerate(uses)}
    text = json.dumps({"predict_schema": {"nodes": nodes}}).encode()
    path = folder / "model.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("metadata.json")
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
    return path


KEEP_OUT = """
import sys
from pathlib import Path
from bot.serving.without_tensorflow import keep_out
print(keep_out(Path(sys.argv[1])))
"""


def run(code: str, *arguments: str) -> list[str]:
    """What a process of its own prints."""
    command = [sys.executable, "-W", "ignore", "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


def test_the_components_of_the_newest_model_are_read(tmp_path: Path) -> None:
    path = model(tmp_path, OURS, RULES)
    assert read_components(tmp_path) == read_components(path) == [OURS, RULES]


@pytest.mark.parametrize("uses", [(OURS, DIET), ("somebody.elses.Component",), ()])
def test_a_model_that_may_need_it_gets_it(tmp_path: Path, uses: tuple[str, ...]) -> None:
    assert keep_out(model(tmp_path, *uses)) is False
    assert LEFT_OUT.keys() & {"rasa.utils.tensorflow.callback"}
    assert (
        getattr(sys.modules.get("rasa.utils.tensorflow.callback"), "__doc__", "") != "Left out while serving."
    )


def test_a_model_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.tar.gz").write_bytes(b"no model")
    assert keep_out(tmp_path) is False
    assert keep_out(tmp_path / "nowhere") is False


@pytest.mark.slow
def test_it_stays_out_and_whoever_asks_for_it_gets_it(tmp_path: Path) -> None:
    code = f"{KEEP_OUT}import rasa.core.run, spacy; print('tensorflow' in sys.modules)"
    code += "; import tensorflow; print(tensorflow.__version__[0])"
    assert run(code, str(model(tmp_path, OURS, RULES))) == ["True", "False", "2"]


@pytest.mark.parametrize(("name", "classes"), LEFT_OUT.items())
def test_rasa_still_brings_it_along(name: str, classes: tuple[str, ...]) -> None:
    path = Path(rasa.__file__).parent.joinpath(*name.split(".")[1:]).with_suffix(".py")
    text = path.read_text("utf-8")
    needs = ("import tensorflow", "from tensorflow", "import DIETClassifier")
    assert any(line in text for line in needs), "bot/serving/without_tensorflow.py is needless now"
    assert all(f"class {each}(" in text for each in classes)


@pytest.mark.slow
def test_a_real_server_runs_without_it(server: Server) -> None:
    assert server.data("light", "my lower back hurts")["kind"] == "assessment"
    assert LIBRARY not in Path(f"/proc/{server.process.pid}/maps").read_text()
