"""One stand-in of Slack and one real server, which Slack reaches by HTTP and by Socket Mode."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.slack import standin, starting
from tests.slack.payloads import Sender
from tests.slack.standin import Slack
from tests.support.server import Server


@pytest.fixture(scope="session")
def whole_slack() -> Iterator[Slack]:
    """The stand-in."""
    with standin.running() as slack:
        yield slack


@pytest.fixture
def slack(whole_slack: Slack) -> Iterator[Slack]:
    """The stand-in; a test in which it had to refuse what was sent fails."""
    whole_slack.errors.clear()
    yield whole_slack
    problems, whole_slack.problems[:] = [*whole_slack.problems], []
    assert problems == []


@pytest.fixture(scope="session")
def slack_server(whole_slack: Slack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The project's own server with Slack set up."""
    with starting.slack_server(whole_slack, tmp_path_factory.mktemp("slack")) as started:
        yield started


@pytest.fixture(scope="session")
def http(slack_server: Server) -> Sender:
    """Slack's side of the Events API."""
    return Sender(slack_server.address)
