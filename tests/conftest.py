"""What several folders of tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.server import ROOT, Server, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The project's own server, started once; needs a trained model (make train)."""
    # Tests type faster than the limits allow to people.
    fast = {"messages_per_minute": "100000", "requests_per_minute": "1000000"}
    with running(ROOT, tmp_path_factory.mktemp("server"), **fast) as started:
        yield started
