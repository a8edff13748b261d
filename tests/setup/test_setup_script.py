"""The set-up script's decisions, on a PATH of pretended programs."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ["sh", "dirname", "df", "awk", "tr", "cmp", "cp", "rm", "mkdir", "cat", "chmod", "uname"]

# A python that says what it is: answers the probes by its version, and makes virtual environments.
PYTHON = """#!/bin/sh
case "$*" in
  *"(3, 10))"*) {is_310} ;;
  *"(3, 8))"*) {is_python} ;;
  "-m venv .uv") echo "venv with $0" >> {log}; {venv} ;;
esac
"""

PIP = """#!/bin/sh
echo "pip $*" >> {log}
{pip}
cp {programs}/uv .uv/bin/uv
"""

UV = """#!/bin/sh
echo "uv $*" >> {log}
case "$*" in
  --version) exit 0 ;;
  "python find"*) test -x {programs}/fetched && echo {programs}/fetched ;;
  "python install"*) {install} ;;
  venv*) mkdir -p .venv/bin && cp {programs}/good .venv/bin/python ;;
  "pip sync"*) {sync} ;;
esac
"""


@dataclass
class Machine:
    """A folder with the script in it, and what is installed."""

    folder: Path
    path: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("project/tools", "system", "programs", "home", "empty"):
            (self.folder / name).mkdir(parents=True)
        shutil.copy(ROOT / "tools/setup.sh", self.folder / "project/tools")
        (self.folder / "project/requirements.lock").write_text("rasa==3.6.21\n")
        for tool in TOOLS:
            (self.folder / "system" / tool).symlink_to(str(shutil.which(tool)))
        self.path.append(self.folder / "system")
        self.python("programs", "good", version=310)

    def write(self, folder: str, name: str, text: str, **values: str) -> None:
        (self.folder / folder).mkdir(exist_ok=True, parents=True)
        target = self.folder / folder / name
        target.unlink(missing_ok=True)
        target.write_text(text.format(log=self.folder / "log", programs=self.folder / "programs", **values))
        target.chmod(0o755)

    def python(self, folder: str, name: str, version: int, venv: str = "", pip: str = "") -> None:
        """Install a python; version 0 is one that fails, like pyenv's when it is not selected."""
        self.write("programs", "pip", PIP, pip=pip)
        make = venv or f"mkdir -p .uv/bin && cp {self.folder}/programs/pip .uv/bin/python"
        answers = {
            "is_310": f"exit {int(version != 310)}",
            "is_python": f"exit {int(version == 0)}",
            "venv": make,
        }
        self.write(folder, name, PYTHON, **answers)
        if folder != "programs" and self.folder / folder not in self.path:
            self.path.insert(0, self.folder / folder)

    def uv(self, folder: str = "programs", install: str = "exit 1", sync: str = "exit 0") -> None:
        self.write(folder, "uv", UV, install=install, sync=sync)
        if folder != "programs":
            self.path.insert(0, self.folder / folder)

    def space(self, megabytes: int) -> None:
        answer = f"#!/bin/sh\necho Filesystem\necho disk 0 0 {megabytes * 1024} 0 /\n"
        self.write("system", "df", answer)

    def setup(self, **environ: str) -> tuple[int, str]:
        path = ":".join(map(str, self.path))
        done = subprocess.run(
            ["sh", str(self.folder / "project/tools/setup.sh")],
            cwd=self.folder / "empty",
            env={"PATH": path, "HOME": str(self.folder / "home"), **environ},
            capture_output=True,
            text=True,
            check=False,
        )
        assert not done.stdout
        return done.returncode, done.stderr

    @property
    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text() if path.exists() else ""

    @property
    def project(self) -> Path:
        return self.folder / "project"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "machine")


def test_what_is_there_is_used(machine: Machine) -> None:
    machine.python("bin", "python3.10", 310)
    machine.uv("bin")
    code, said = machine.setup()
    assert code == 0, said
    assert f"making .venv with {machine.folder}/bin/python3.10" in said
    asked = "pip sync --require-hashes --compile-bytecode --python .venv/bin/python requirements.lock"
    assert asked in machine.log
    assert "uv python install" not in machine.log


def test_the_second_time_does_nothing_and_says_nothing(machine: Machine) -> None:
    machine.python("bin", "python3.10", 310)
    machine.uv("bin")
    machine.setup()
    before = machine.log
    assert machine.setup() == (0, "")
    assert machine.log == before


def test_a_changed_lock_file_is_installed_into_the_same_environment(machine: Machine) -> None:
    machine.python("bin", "python3.10", 310)
    machine.uv("bin")
    machine.setup()
    (machine.project / "requirements.lock").write_text("rasa==3.6.22\n")
    code, said = machine.setup()
    assert code == 0
    assert "making .venv" not in said
    assert machine.log.count("pip sync") == 2


def test_an_installation_that_was_cut_off_is_taken_up_again(machine: Machine) -> None:
    machine.python("bin", "python3.10", 310)
    machine.uv("bin", sync="exit 1")
    assert machine.setup()[0] == 1
    machine.uv("bin")
    assert machine.setup()[0] == 0


def test_a_python_on_the_path_that_fails_does_not_hide_one_that_works(machine: Machine) -> None:
    machine.python("bin", "python3.10", 310)
    machine.python("shims", "python3.10", 0)
    machine.python("shims", "python3", 0)
    machine.uv("shims")
    code, said = machine.setup()
    assert code == 0, said
    assert f"making .venv with {machine.folder}/bin/python3.10" in said


def test_pyenv_has_it_without_having_selected_it(machine: Machine) -> None:
    machine.python("shims", "python3.10", 0)
    machine.python("home/.pyenv/versions/3.12.1/bin", "python3", 312)
    machine.python("home/.pyenv/versions/3.10.13/bin", "python3", 310)
    machine.path = [path for path in machine.path if ".pyenv" not in str(path)]
    machine.uv("shims")
    code, said = machine.setup()
    assert code == 0, said
    assert "making .venv with" in said
    assert "/.pyenv/versions/3.10.13/bin/python3" in said


def test_uv_fetches_python_when_there_is_none(machine: Machine) -> None:
    machine.python("bin", "python3", 312)
    machine.uv("bin", install=f"cp {machine.folder}/programs/good {machine.folder}/programs/fetched")
    code, said = machine.setup()
    assert code == 0, said
    assert "fetching one with uv" in said


def test_no_python_310_and_no_network(machine: Machine) -> None:
    machine.python("bin", "python3", 312)
    machine.uv("bin", install="exit 1")
    code, said = machine.setup()
    assert code == 1
    assert "there is no Python 3.10 and it could not be fetched" in said
    assert "Next step: install Python 3.10" in said


def test_uv_is_fetched_into_an_environment_of_its_own(machine: Machine) -> None:
    machine.python("bin", "python3", 310)
    machine.uv()
    code, said = machine.setup()
    assert code == 0, said
    assert "pip -m pip install --quiet" in machine.log
    assert (machine.project / ".uv/bin/uv").exists()


def test_uv_that_cannot_be_fetched(machine: Machine) -> None:
    machine.python("bin", "python3", 310, pip="exit 1")
    code, said = machine.setup()
    assert code == 1
    assert "uv could not be fetched" in said
    assert "Next step: check the network" in said


def test_a_python_without_its_venv_module(machine: Machine) -> None:
    machine.python("bin", "python3", 310, venv="exit 1")
    code, said = machine.setup()
    assert code == 1
    assert "Next step: install its venv module (on Debian and Ubuntu: python3-venv)" in said


def test_no_python_at_all(machine: Machine) -> None:
    code, said = machine.setup()
    assert code == 1
    assert "no working Python was found" in said
    assert "Next step: install Python 3.10" in said


def test_too_little_space(machine: Machine) -> None:
    machine.python("bin", "python3.10", 310)
    machine.uv("bin")
    machine.space(900)
    code, said = machine.setup()
    assert code == 1
    assert "900 MB free, 4000 MB needed" in said
    assert machine.log == ""


def test_the_disk_fills_up_on_the_way(machine: Machine) -> None:
    machine.python("bin", "python3.10", 310)
    machine.space(5000)
    full = "printf '#!/bin/sh\\necho Filesystem\\necho disk 0 0 2048 0 /\\n'"
    machine.uv("bin", sync=f"{full} > {machine.folder}/system/df; exit 1")
    code, said = machine.setup()
    assert code == 1
    assert "the disk is full: 2 MB are left" in said


def test_packages_that_cannot_be_fetched(machine: Machine) -> None:
    machine.python("bin", "python3.10", 310)
    machine.uv("bin", sync="exit 1")
    code, said = machine.setup()
    assert code == 1
    assert "the packages could not be fetched" in said
    assert "HTTPS_PROXY" in said
    assert not (machine.project / ".venv/spinewise.lock").exists()
