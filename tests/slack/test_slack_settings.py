"""Slack's variables: none is needed, and a wrong one is named without being shown."""

from __future__ import annotations

import pytest
import yaml

from bot.channels.slack.settings import DEFAULT_API_URL, SlackSettings, read
from bot.model.errors import SettingsError
from bot.serving.runtime import read_env_file
from tests.docs.markdown import rows
from tests.support.server import ROOT

TOKEN, APP, SECRET = "xoxb-12-abc", "xapp-1-def", "8f742231b10e8888abcd99yyyzzz85a5"


def test_nothing_need_be_set() -> None:
    assert read({}) is None
    assert read({"SLACK_BOT_TOKEN": " ", "SLACK_API_URL": "http://127.0.0.1:1/api"}) is None
    assert read(read_env_file(ROOT / ".env.example")) is None


def test_either_way_in_is_enough() -> None:
    http = read({"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET})
    assert http == SlackSettings(TOKEN, SECRET, "", DEFAULT_API_URL)
    socket = read(
        {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP, "SLACK_API_URL": "http://127.0.0.1:1/api"}
    )
    assert socket == SlackSettings(TOKEN, "", APP, "http://127.0.0.1:1/api/")


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"SLACK_BOT_TOKEN": "xapp-wrong"}, "SLACK_BOT_TOKEN does not look right"),
        ({"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": "xoxb-wrong"}, "SLACK_APP_TOKEN does not look right"),
        ({"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": "xoxb-wrong"}, "SLACK_SIGNING_SECRET does not"),
        ({"SLACK_API_URL": "slack.com"}, "SLACK_API_URL does not look right"),
        (
            {"SLACK_BOT_TOKEN": TOKEN},
            "SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is missing",
        ),
        ({"SLACK_SIGNING_SECRET": SECRET}, "SLACK_SIGNING_SECRET is set, but SLACK_BOT_TOKEN is missing"),
        ({"SLACK_APP_TOKEN": APP}, "SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is missing"),
    ],
)
def test_a_wrong_or_missing_one_is_named_with_the_next_step(environ: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(environ)
    message = str(caught.value)
    assert named in message
    assert ".env" in message
    assert "docs/slack.md" in message
    assert not [value for value in environ.values() if value in message]


def test_secrets_are_never_shown() -> None:
    assert repr(SlackSettings(TOKEN, SECRET, APP)) == f"SlackSettings(api_url='{DEFAULT_API_URL}')"


def test_the_guide_lists_every_variable_with_its_default() -> None:
    table = rows((ROOT / "docs/slack.md").read_text("utf-8"), "variable")
    example = {name: value for name, value in read_env_file(ROOT / ".env.example").items() if "SLACK" in name}
    assert {name: "" if default == "empty" else default for name, default, _ in table} == example


def test_the_manifest_asks_for_what_is_used_and_no_more() -> None:
    manifest = yaml.safe_load((ROOT / "docs/slack-manifest.yml").read_text("utf-8"))
    assert manifest["oauth_config"]["scopes"]["bot"] == [
        "app_mentions:read",
        "chat:write",
        "commands",
        "im:history",
    ]
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert events == ["app_home_opened", "app_mention", "message.im"]
    assert [command["command"] for command in manifest["features"]["slash_commands"]] == ["/spinewise"]
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False
    assert manifest["settings"]["socket_mode_enabled"] is True
