"""A real Chromium on the real server. Where there is none, these tests are skipped, and say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.server import Server
from tests.widget.chat import Chat
from tests.widget.chromium import INSTALL, find, launch

_skipped: list[str] = []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    if path is None:
        _skipped.append(INSTALL)
        pytest.skip(f"no Chromium found; install it with: {INSTALL}")
    with sync_playwright() as playwright:
        started = launch(playwright, path)
        yield started
        started.close()


@pytest.fixture
def chat(browser: Browser, server: Server) -> Iterator[Chat]:
    """The demo page on a desk, in a browser that nobody has used; nothing may have gone wrong at its end."""
    with Chat.visiting(browser, server.address) as started:
        yield started
    started.require_quiet()


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Chat]:
    """The demo page on the narrowest phone."""
    size = {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True}
    with Chat.visiting(browser, server.address, **size) as started:
        yield started
    started.require_quiet()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say it where nobody overlooks it: without a browser the widget was not tested at all."""
    if _skipped:
        terminalreporter.section("WIDGET NOT TESTED", red=True, bold=True)
        terminalreporter.line(f"No Chromium was found. Install it with: {_skipped[0]}")
