"""The project's own server with Slack set up to reach a stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.slack import standin
from tests.slack.payloads import SIGNING_SECRET
from tests.slack.standin import Slack
from tests.support.server import ROOT, Server, running


@contextmanager
def slack_server(slack: Slack, folder: Path) -> Iterator[Server]:
    """Started with its database in a folder; needs a trained model (make train)."""
    variables = {
        "SLACK_API_URL": f"{slack.url}/api",
        "SLACK_BOT_TOKEN": standin.BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_APP_TOKEN": standin.APP_TOKEN,
    }
    settings = {"emergency_number": "999", "secret": "a secret for the tests"}
    with running(ROOT, folder, variables, **settings) as started:
        yield started
