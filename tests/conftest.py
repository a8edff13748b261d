"""What several folders of tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.server import ROOT, Server, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The project's own server, started once; needs a trained model (make train)."""
    with running(ROOT, tmp_path_factory.mktemp("server")) as started:
        yield started
