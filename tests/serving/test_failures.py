"""What people see when something of ours fails: never nothing."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.server import Server, command, environment

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

UNAVAILABLE = {"kind": "notice", "id": "unavailable"}


def events(server: Server, sender: str) -> int:
    with sqlite3.connect(server.database) as database:
        query = "SELECT count(*) FROM events WHERE sender_id LIKE ?"
        return int(database.execute(query, (sender,)).fetchone()[0])


def test_an_answer_is_one_whole_message(standin: Server) -> None:
    [message] = standin.say("whole", "it hurts")
    assert message["text"] == "turn 1\n\nyou said it hurts"
    assert message["custom"] == {"kind": "answer", "turn": 1}
    assert [option["title"] for option in message["buttons"]] == ["No", "Yes"]


@pytest.mark.parametrize("text", ["fails", "hangs", "silent"])
def test_a_failing_action_says_so_and_names_the_emergency_number(standin: Server, text: str) -> None:
    began = time.monotonic()
    [message] = standin.say(f"failing-{text}", text)
    assert message["custom"] == UNAVAILABLE
    assert "call 999 now" in message["text"]
    assert time.monotonic() - began < 3


def test_the_conversation_goes_on_after_each_failure(standin: Server) -> None:
    for text in ("fails", "hangs", "silent", "declines"):
        assert standin.say("goes-on", text)
    assert standin.data("goes-on", "it hurts") == {"kind": "answer", "turn": 5}


def test_a_declined_action_makes_rasa_choose_another_and_nothing_is_doubled(standin: Server) -> None:
    assert standin.data("declined", "declines") == {"kind": "answer", "turn": 1}


def test_others_are_answered_while_an_action_hangs(standin: Server) -> None:
    with ThreadPoolExecutor(8) as pool:
        hanging = [pool.submit(standin.data, f"hang-{at}", "hangs") for at in range(4)]
        time.sleep(0.3)
        began = time.monotonic()
        assert standin.data("meanwhile", "it hurts")["kind"] == "answer"
        assert time.monotonic() - began < 0.6
        assert [each.result() for each in hanging] == [UNAVAILABLE] * 4


def test_a_late_result_is_discarded(standin: Server) -> None:
    assert standin.data("late", "hangs") == UNAVAILABLE
    time.sleep(3)
    assert standin.data("late", "it hurts") == {"kind": "answer", "turn": 2}


def test_the_log_has_the_failure_and_not_what_was_said(standin: Server) -> None:
    standin.say("log", "fails zanzibar")
    log = standin.log.read_text()
    assert "action.failed" in log
    assert "ValueError" in log
    assert "zanzibar" not in log


def test_healthz_reports_failing_actions_and_leaves_nothing_behind(standin: Server, switch: Path) -> None:
    assert standin.request("/healthz").status == 200
    assert events(standin, "probe%") == 0
    switch.touch()
    try:
        time.sleep(10.5)  # a result is kept for ten seconds
        reply = standin.request("/healthz")
    finally:
        switch.unlink()
    assert reply.status == 503
    assert reply.json["reason"].startswith("actions:")
    assert events(standin, "probe%") == 0


def test_forgetting_deletes_everything_stored(standin: Server) -> None:
    standin.say("forgotten", "it hurts")
    assert events(standin, "forgotten") > 0
    assert standin.data("forgotten", "forget") == {"kind": "notice", "id": "forgotten"}
    assert events(standin, "forgotten") == 0
    assert standin.data("forgotten", "it hurts")["turn"] == 1


def start(project: Path, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environ = environment(folder, **settings)
    return subprocess.run(
        command(), cwd=project, env=environ, capture_output=True, text=True, check=False, timeout=60
    )


def test_a_taken_port_is_named_with_its_owner_and_the_way_out(standin: Server, tmp_path: Path) -> None:
    port = standin.address.rpartition(":")[2]
    done = start(tmp_path, tmp_path, port=port, models=str(_model(tmp_path)))
    assert done.returncode == 2
    assert f"Port {port} is taken" in done.stderr
    assert f"process {standin.process.pid}" in done.stderr
    assert f"SPINEWISE_PORT={int(port) + 1} make run" in done.stderr


def test_a_missing_model_says_make_train(tmp_path: Path) -> None:
    done = start(tmp_path, tmp_path)
    assert (done.returncode, done.stderr) == (
        2,
        "spinewise: There is no trained model in models. Run: make train\n",
    )


def test_a_corrupt_model_ends_the_start(standin_project: Path, tmp_path: Path) -> None:
    done = start(standin_project, tmp_path, models=str(_model(tmp_path)))
    assert done.returncode == 2
    assert "The model cannot be used. Run: make train" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = start(tmp_path, tmp_path / "var", models=str(tmp_path))
    assert "Conversations cannot be stored" in done.stderr


def test_a_wrong_setting_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SPINEWISE_PORT=abc\n")
    done = start(tmp_path, tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith('spinewise: SPINEWISE_PORT cannot be "abc": it must be a whole number')
    assert len(done.stderr.splitlines()) == 1


def _model(folder: Path) -> Path:
    """Something that is no model."""
    path = folder / "model.tar.gz"
    path.write_bytes(b"no model")
    return path
