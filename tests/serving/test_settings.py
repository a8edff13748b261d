from __future__ import annotations

from ipaddress import ip_network
from itertools import pairwise
from pathlib import Path

import pytest

from bot.channels.slack.settings import VARIABLES as SLACK
from bot.model.errors import SettingsError
from bot.serving.runtime import prepare, read_env_file
from bot.settings import Settings, read, variables
from tests.support.server import ROOT


def test_the_example_lists_every_variable_with_its_default() -> None:
    example = read_env_file(ROOT / ".env.example")
    assert list(example) == [*variables(), *SLACK]
    assert read(example) == Settings()


def test_every_variable_of_the_example_is_explained() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    for above, line in pairwise(lines):
        if line and not line.startswith("#"):
            assert above.startswith(("#", "SPINEWISE_")), f"{line} stands without a word about it"


def test_nothing_need_be_set() -> None:
    assert read({}) == Settings()
    assert read({"SPINEWISE_PORT": "", "SPINEWISE_CRISIS_LINE": "  ", "HOME": "/"}) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("SPINEWISE_PORT", " 5006 ", "port", 5006),
        ("SPINEWISE_HOST", "::1", "host", "::1"),
        ("SPINEWISE_IDLE_HOURS", "0.5", "idle_hours", 0.5),
        ("SPINEWISE_EMERGENCY_NUMBER", "999", "emergency_number", "999"),
        ("SPINEWISE_CRISIS_LINE", "116 123 (Samaritans)", "crisis_line", "116 123 (Samaritans)"),
        ("SPINEWISE_ACTION_URL", "http://actions:5055/webhook", "action_url", "http://actions:5055/webhook"),
        ("SPINEWISE_LOG_LEVEL", "warning", "log_level", "WARNING"),
        ("SPINEWISE_LIMIT_LOOPBACK", "Yes", "limit_loopback", True),
        (
            "SPINEWISE_WIDGET_ORIGINS",
            "https://A.example, http://b.example:8080",
            "widget_origins",
            ("https://a.example", "http://b.example:8080"),
        ),
        ("SPINEWISE_TRUSTED_PROXIES", "127.0.0.1", "trusted_proxies", (ip_network("127.0.0.1/32"),)),
    ],
)
def test_a_value_is_read(name: str, value: str, field: str, expected: object) -> None:
    assert getattr(read({name: value}), field) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SPINEWISE_PORT", "abc"),
        ("SPINEWISE_PORT", "0"),
        ("SPINEWISE_PORT", "65536"),
        ("SPINEWISE_PORT", "٥٠٠٥"),
        ("SPINEWISE_PORT", "-1"),
        ("SPINEWISE_HOST", "http://127.0.0.1"),
        ("SPINEWISE_IDLE_HOURS", "nan"),
        ("SPINEWISE_IDLE_HOURS", "0"),
        ("SPINEWISE_MAX_MESSAGE_CHARS", "1e3"),
        ("SPINEWISE_EMERGENCY_NUMBER", "ambulance"),
        ("SPINEWISE_EMERGENCY_NUMBER", "1" * 61),
        ("SPINEWISE_ACTION_URL", "localhost:5055"),
        ("SPINEWISE_DB", "postgres://somewhere"),
        ("SPINEWISE_LOG_LEVEL", "loud"),
        ("SPINEWISE_MAX_MESSAGE_CHARS", "1"),
        ("SPINEWISE_MAX_BODY_BYTES", "100"),
        ("SPINEWISE_MESSAGES_PER_MINUTE", "0"),
        ("SPINEWISE_REQUESTS_PER_MINUTE", "1"),
        ("SPINEWISE_LIMIT_LOOPBACK", "maybe"),
        ("SPINEWISE_WIDGET_ORIGINS", "*"),
        ("SPINEWISE_WIDGET_ORIGINS", "https://a.example/chat"),
        ("SPINEWISE_TRUSTED_PROXIES", "10.0.0.0/99"),
        ("SPINEWISE_API_TOKEN", "short"),
        ("SPINEWISE_SECRET", "short"),
    ],
)
def test_a_wrong_value_says_what_where_why_and_what_to_do(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read({name: value})
    message = str(caught.value)
    assert message.startswith(name)
    assert "must be" in message
    assert ".env" in message
    assert "remove it" in message


def test_the_numbers_to_call_are_handed_on() -> None:
    contacts = read({"SPINEWISE_EMERGENCY_NUMBER": "999", "SPINEWISE_CRISIS_LINE": "116 123"}).contacts()
    assert (contacts.emergency, contacts.non_emergency, contacts.crisis) == ("999", None, "116 123")


def test_a_secret_is_never_shown() -> None:
    with pytest.raises(SettingsError) as caught:
        read({"SPINEWISE_SECRET": "hunter2"})
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(read({"SPINEWISE_SECRET": "hunter2hunter2hunter2"}))


def test_a_misspelled_name_is_refused_with_the_right_one() -> None:
    with pytest.raises(SettingsError, match="Did you mean SPINEWISE_EMERGENCY_NUMBER"):
        read({"SPINEWISE_EMERGANCY_NUMBER": "999"})


def test_env_file_lies_under_the_environment(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('SPINEWISE_PORT=5006\nSPINEWISE_CRISIS_LINE="116 123 # day and night"\n')
    environ = {"SPINEWISE_PORT": "5007"}
    settings = prepare(tmp_path, environ)
    assert (settings.port, settings.crisis_line) == (5007, "116 123 # day and night")
    assert environ["RASA_TELEMETRY_ENABLED"] == "false"


def test_no_env_file_is_fine(tmp_path: Path) -> None:
    assert prepare(tmp_path, {}) == Settings()


@pytest.mark.parametrize(
    ("content", "line"),
    [("SPINEWISE_PORT\n", 1), ("# fine\nA=1\nthis is no setting\n", 3), ("A='unclosed\n", 1)],
)
def test_a_malformed_env_file_names_the_line(tmp_path: Path, content: str, line: int) -> None:
    (tmp_path / ".env").write_text(content)
    with pytest.raises(SettingsError, match=rf"\.env, line {line}: .* NAME=value"):
        prepare(tmp_path, {})


def test_an_unreadable_env_file_is_said(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        prepare(tmp_path, {})
