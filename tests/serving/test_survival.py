"""Storms, full disks, vanished files, sudden ends: nobody meets silence, nothing is lost or doubled."""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.serving.checks import free_port
from tests.support.server import Server, command, environment, running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

UNAVAILABLE = {"kind": "notice", "id": "unavailable"}


def transcript(server: Server, sender: str) -> list[tuple[str, str]]:
    """What is stored of a conversation: who, and what was said."""
    query = "SELECT type_name, json_extract(data, '$.text') FROM events WHERE sender_id = ? ORDER BY id"
    with sqlite3.connect(server.database) as database:
        return [(who, text) for who, text in database.execute(query, (sender,)) if who in ("user", "bot")]


def ask(server: Server, sender: str, text: str) -> str:
    [message] = server.say(sender, text)
    return str(message["text"]).partition("\n\n")[2]


def asked_in_order(
    pool: ThreadPoolExecutor, server: Server, sender: str, texts: list[str]
) -> list[Future[str]]:
    """Send each message a little after the one before, without waiting for answers."""
    sent = []
    for text in texts:
        sent.append(pool.submit(ask, server, sender, text))
        time.sleep(0.01)
    return sent


def test_a_hundred_messages_at_once_in_one_conversation_are_answered_in_order(standin: Server) -> None:
    texts = [f"it hurts {at}" for at in range(100)]
    with ThreadPoolExecutor(100) as pool:
        answers = [each.result() for each in asked_in_order(pool, standin, "storm", texts)]
    assert answers == [f"you said {text}" for text in texts]
    stored = transcript(standin, "storm")
    assert [text for who, text in stored if who == "user"] == texts
    assert [who for who, _ in stored] == ["user", "bot"] * 100


def test_fifty_conversations_at_once_do_not_mix(standin: Server) -> None:
    def talk(at: int) -> list[str]:
        return [ask(standin, f"crowd-{at}", f"back {at} {turn}") for turn in range(3)]

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(talk, range(50)))
    assert answers == [[f"you said back {at} {turn}" for turn in range(3)] for at in range(50)]


def test_the_third_of_three_at_once_does_not_wait_for_a_clock(standin: Server) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(3) as pool:
        assert len(list(pool.map(lambda at: ask(standin, "three", f"back {at}"), range(3)))) == 3
    assert time.monotonic() - began < 1.8, "Rasa's own lock asks again once a second: the third waits for two"


@contextmanager
def full_disk(server: Server) -> Iterator[None]:
    """No file may grow any further."""
    largest = max(path.stat().st_size for path in server.database.parent.iterdir())
    limits = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (largest, limits[1]))
    yield
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, limits)


def check_a_full_disk(server: Server) -> None:
    with full_disk(server):
        answer, note = server.say("store", "it hurts")
        assert answer["custom"] == {"kind": "answer", "turn": 2}
        assert "could not store" in note["text"]
    assert server.data("store", "it hurts") == {"kind": "answer", "turn": 2}


def check_a_vanished_file(server: Server) -> None:
    away = server.database.with_name("away.db")
    server.database.rename(away)
    assert server.data("store", "it hurts") == UNAVAILABLE
    assert not server.database.exists(), "an empty history must not take the place of the lost one"
    away.rename(server.database)
    assert server.data("store", "it hurts") == {"kind": "answer", "turn": 3}


def check_a_failing_table(server: Server) -> None:
    with sqlite3.connect(server.database) as database:
        database.execute("ALTER TABLE events RENAME TO hidden")
    assert server.data("store", "it hurts") == UNAVAILABLE
    with sqlite3.connect(server.database) as database:
        database.execute("ALTER TABLE hidden RENAME TO events")
    assert server.data("store", "it hurts") == {"kind": "answer", "turn": 4}


def check_a_second_server(project: Path, server: Server) -> None:
    environ = environment(server.database.parent, port=str(free_port()))
    done = subprocess.run(
        command(), cwd=project, env=environ, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert f"Another Spinewise server (process {server.process.pid}) keeps its conversations" in done.stderr


def test_stores_that_fail_and_sudden_ends(standin_project: Path, tmp_path: Path) -> None:
    with running(standin_project, tmp_path) as server, ThreadPoolExecutor(2) as pool:
        assert server.data("store", "it hurts")["turn"] == 1
        check_a_full_disk(server)
        check_a_vanished_file(server)
        check_a_failing_table(server)
        check_a_second_server(standin_project, server)
        cut_off = pool.submit(server.say, "store", "slow and never answered")
        time.sleep(0.3)
        server.process.kill()
        assert isinstance(cut_off.exception(), OSError), "whoever is cut off must see that"
    with running(standin_project, tmp_path) as server, ThreadPoolExecutor(2) as pool:
        assert server.data("store", "it hurts") == {"kind": "answer", "turn": 5}
        assert [who for who, _ in transcript(server, "store")] == ["user", "bot"] * 5
        in_flight = asked_in_order(pool, server, "last", ["slow one", "slow two"])
        time.sleep(0.2)
        server.process.terminate()
        assert [each.result() for each in in_flight] == ["you said slow one", "you said slow two"]
        assert server.process.wait(15) == 0
        assert [who for who, _ in transcript(server, "last")] == ["user", "bot"] * 2


@pytest.mark.parametrize("moment", ["is starting", "Starting Rasa server"])
def test_ctrl_c_during_the_start_ends_quietly(standin_project: Path, tmp_path: Path, moment: str) -> None:
    log = tmp_path / "log"
    with log.open("w") as out:
        environ = environment(tmp_path, port=str(free_port()))
        process = subprocess.Popen(command(), cwd=standin_project, env=environ, stdout=out, stderr=out)
    while moment not in log.read_text():
        assert process.poll() is None, log.read_text()
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    assert process.wait(10) in (0, 130)
    assert "Traceback" not in log.read_text()
    assert "rror" not in log.read_text()
