"""Pages of other sites: one script tag, or one element, under their own strict policy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, expect

from tests.support.server import ROOT, Server, running
from tests.widget.chat import Chat

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

Host = Callable[[str], str]


class Page(BaseHTTPRequestHandler):
    """A page of somebody else's site, with the policy that the embedding guide asks for."""

    pages: dict[str, str]
    policy: str

    def __init__(self, pages: dict[str, str], policy: str, *rest: object) -> None:
        self.pages, self.policy = pages, policy
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: N802
        body = self.pages.get(self.path, "").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", self.policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing of it belongs into the output of the tests."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str], Server]]:
    """Somebody else's site, its pages, and a server that lets it in."""
    pages: dict[str, str] = {}
    handler = partial(Page, pages)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as host:
        origin = f"http://localhost:{host.server_port}"
        folder = tmp_path_factory.mktemp("embedding")
        with running(
            ROOT, folder, widget_origins=origin, crisis_line="988", emergency_number="911"
        ) as server:
            policy = f"default-src 'none'; script-src {server.address}; connect-src {server.address}"
            host.RequestHandlerClass = partial(handler, policy)  # type: ignore[assignment]
            threading.Thread(target=host.serve_forever, daemon=True).start()
            yield origin, pages, server
            host.shutdown()


def script(server: Server, attributes: str = "") -> str:
    """The tag of the embedding guide."""
    return f'<script type="module" src="{server.address}/webhooks/widget/widget.js" {attributes}></script>'


def test_one_script_tag_on_another_site(browser: Browser, site: tuple[str, dict[str, str], Server]) -> None:
    origin, pages, server = site
    attributes = (
        'data-title="Ask the clinic" data-opening="Sore back?" data-colour="#ffd400" data-position="start"'
    )
    pages["/"] = (
        f"<!doctype html><html lang=en><title>Clinic</title><h1>Clinic</h1>{script(server, attributes)}"
    )
    with Chat.visiting(browser, origin, "/") as chat:
        chat.page.get_by_role("button", name="Sore back?").click()
        expect(chat.page.get_by_role("dialog", name="Ask the clinic")).to_be_visible()
        chat.settle()
        expect(chat.page.locator(".banner")).to_contain_text("Call 911")
        expect(chat.page.get_by_role("link", name="Crisis line 988")).to_have_attribute("href", "tel:988")
        chat.say("my neck hurts")
        expect(chat.page.locator(".verdict")).to_be_visible()
        box = chat.page.locator(".panel").bounding_box() or {}
        assert box["x"] < 50
        assert chat.breaches() == []
        assert {url.split("/webhooks")[0].rstrip("/") for url in chat.requests} == {origin, server.address}
        assert not chat.errors


def test_the_element_stands_in_the_page_and_takes_its_theme(
    browser: Browser, site: tuple[str, dict[str, str], Server]
) -> None:
    origin, pages, server = site
    pages["/inline"] = (
        "<!doctype html><html lang=en><title>Clinic</title><h1>Clinic</h1>"
        f'<spinewise-chat data-theme="light"></spinewise-chat>{script(server)}'
    )
    with Chat.visiting(browser, origin, "/inline", color_scheme="dark") as chat:
        expect(chat.page.get_by_role("region", name="Spinewise")).to_be_visible()
        chat.settle()
        assert chat.page.locator(".launcher").count() == 0
        assert chat.page.locator("spinewise-chat").count() == 1
        paper = chat.page.locator(".panel").evaluate("(node) => getComputedStyle(node).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
        chat.say("my neck hurts")
        assert chat.breaches() == []


def test_a_site_that_is_not_allowed_gets_nothing(
    browser: Browser, site: tuple[str, dict[str, str], Server]
) -> None:
    origin, pages, server = site
    pages["/other"] = f"<!doctype html><html lang=en><title>Other</title>{script(server)}"
    with Chat.visiting(browser, origin.replace("localhost", "127.0.0.1"), "/other") as chat:
        chat.page.wait_for_timeout(300)
        assert chat.launcher.count() == 0
