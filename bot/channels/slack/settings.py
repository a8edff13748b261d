"""What a deployer sets for Slack: read once from the environment and checked, like ``bot/settings.py``.

The names are those of Slack's own tools. Without the first three there is no Slack, and all else works.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.model.errors import SettingsError

TOKEN, APP_TOKEN, SIGNING_SECRET, API_URL = VARIABLES = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_API_URL",
)
DEFAULT_API_URL = "https://slack.com/api/"

_SHAPES = {
    TOKEN: (r"xoxb-\S+", 'the "Bot User OAuth Token" of your Slack app, which begins with xoxb-'),
    SIGNING_SECRET: (r"(?!xox|xapp)\S{6,}", 'the "Signing Secret" of your Slack app, which is no token'),
    APP_TOKEN: (r"xapp-\S+", "an app-level token of your Slack app, which begins with xapp-"),
    API_URL: (r"https?://[^\s/]+(/\S*)?", "an address that starts with http:// or https://"),
}  # fmt: skip


@dataclass(frozen=True)
class SlackSettings:
    """At least one of the two ways in is set: ``signing_secret`` for HTTP, ``app_token`` for Socket Mode."""

    token: str
    signing_secret: str = ""
    app_token: str = ""
    api_url: str = DEFAULT_API_URL

    def __repr__(self) -> str:
        return f"SlackSettings(api_url={self.api_url!r})"  # the rest is secret


def read(environ: Mapping[str, str]) -> SlackSettings | None:
    """Read and check the variables; None: Slack is not set up.

    Raises:
        SettingsError: which variable is wrong or missing, and what to do.
    """
    given = {name: environ.get(name, "").strip() for name in VARIABLES}
    for name, text in given.items():
        shape, must_be = _SHAPES[name]
        if text and not re.fullmatch(shape, text):
            raise SettingsError(
                f"{name} does not look right: it must be {must_be}. Change it in the file .env or in the"
                " environment, or remove it. docs/slack.md says where to find it."
            )
    if not any(given[name] for name in (TOKEN, APP_TOKEN, SIGNING_SECRET)):
        return None
    _require_all(given)
    url = (given[API_URL] or DEFAULT_API_URL).rstrip("/") + "/"
    return SlackSettings(given[TOKEN], given[SIGNING_SECRET], given[APP_TOKEN], url)


def _require_all(given: Mapping[str, str]) -> None:
    missing = TOKEN if not given[TOKEN] else ""
    if not given[SIGNING_SECRET] and not given[APP_TOKEN]:
        missing = f"{SIGNING_SECRET} (for HTTP) or {APP_TOKEN} (for Socket Mode)"
    if missing:
        present = " and ".join(name for name in (TOKEN, APP_TOKEN, SIGNING_SECRET) if given[name])
        raise SettingsError(
            f"{present} is set, but {missing} is missing, so Slack would not work. Set it in the file .env or"
            f" in the environment, or remove {present} to do without Slack. docs/slack.md says how."
        )
