from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.serving.shell import converse, pick, render
from tests.support.server import environment

OPTIONS = [{"title": "None of these", "payload": "none of these"}, {"title": "Skip", "payload": "skip"}]


@pytest.mark.parametrize(
    ("line", "meant"),
    [("a", "none of these"), ("B)", "skip"), ("c", "c"), ("2", "2"), ("ab", "ab"), ("", ""), ("é", "é")],
)
def test_a_letter_picks_an_option_and_a_number_stays_an_answer(line: str, meant: str) -> None:
    assert pick(line, OPTIONS) == meant


def test_a_reply_is_shown_as_text_without_its_data() -> None:
    shown = render({"text": "Any of these?", "buttons": OPTIONS, "custom": {"kind": "assessment"}})
    assert shown == "Any of these?\n  a) None of these\n  b) Skip"


def test_a_conversation_ends_at_stop_and_offers_only_the_latest_options() -> None:
    heard: list[str] = []

    def say(text: str) -> list[dict[str, Any]]:
        heard.append(text)
        return [{"text": "which?", "buttons": OPTIONS}] if len(heard) == 1 else [{"text": "fine"}]

    shown: list[str] = []
    converse(say, iter(["hello", "b", "a", "/stop", "never"]), shown.append)
    assert heard == ["hello", "skip", "a"]
    assert shown[0].startswith("which?")


@pytest.mark.slow
def test_the_shell_talks_without_noise_or_json(standin_project: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.serving", "shell"],
        cwd=standin_project,
        env=environment(tmp_path),
        input="it hurts\na\n/stop\n",
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line]
    assert lines[0].startswith("Spinewise is ready.")
    assert lines[1:3] == ["turn 1", "you said it hurts"]
    assert "you said it hurts no more" in lines
    assert lines[-1] == "Goodbye."
    assert "{" not in done.stdout
    assert (done.stderr, done.returncode) == ("", 0)


def test_letters_stand_where_the_text_lists_the_choices() -> None:
    shown = render(
        {
            "text": "Any of these?\n- Yes\n- No\n\nSources:\n[1] A",
            "buttons": [{"title": "Yes"}, {"title": "No"}],
        }
    )
    assert shown == "Any of these?\n  a) Yes\n  b) No\n\nSources:\n[1] A"


def test_exit_ends_too() -> None:
    said: list[str] = []
    converse(lambda text: said.append(text) or [], iter(["hello", "exit", "more"]), print)  # type: ignore[func-returns-value]
    assert said == ["hello"]
