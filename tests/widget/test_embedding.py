"""Pages of other sites: one script tag, or one element, under their own strict policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, expect

from tests.support.server import ROOT, Server, running
from tests.widget.axe import require_accessible
from tests.widget.chat import Chat

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


class Host(BaseHTTPRequestHandler):
    """Somebody else's web server."""

    pages: ClassVar[dict[str, str]] = {}
    policy: ClassVar[str] = ""

    def do_GET(self) -> None:
        """Send a page under the policy."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", self.policy)
        self.end_headers()
        self.wfile.write(self.pages.get(self.path, "").encode())

    def log_message(self, *_: object) -> None:
        """Nothing of it belongs into the output of the tests."""


@dataclass(frozen=True)
class Site:
    """Somebody else's site, and the Spinewise server that lets it in."""

    origin: str
    server: Server

    def publish(self, path: str, body: str, attributes: str = "") -> None:
        """Put up a page with the script tag of the embedding guide."""
        source = f"{self.server.address}/webhooks/widget/widget.js"
        script = f'<script type="module" src="{source}" {attributes}></script>'
        Host.pages[path] = (
            f"<!doctype html><html lang=en><title>Clinic</title><main><h1>Clinic</h1>{body}</main>{script}"
        )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        origin = f"http://localhost:{host.server_port}"
        folder = tmp_path_factory.mktemp("embedding")
        with running(
            ROOT, folder, widget_origins=origin, crisis_line="988", emergency_number="911"
        ) as server:
            # What docs/embedding.md asks for, and nothing else.
            allowed = f"script-src {server.address}; connect-src {server.address}"
            Host.policy = f"default-src 'none'; {allowed}; require-trusted-types-for 'script'"
            yield Site(origin, server)
        host.shutdown()


def test_one_script_tag_on_another_site(browser: Browser, site: Site) -> None:
    words = 'data-title="Ask the clinic" data-opening="Sore back?"'
    site.publish("/", "", f'{words} data-colour="#ffd400" data-position="start"')
    with Chat.visiting(browser, site.origin, "/") as chat:
        chat.page.get_by_role("button", name="Sore back?").click()
        expect(chat.page.get_by_role("dialog", name="Ask the clinic")).to_be_visible()
        chat.settle()
        expect(chat.page.locator(".banner")).to_contain_text("Call 911")
        expect(chat.page.get_by_role("link", name="Crisis 988")).to_have_attribute("href", "tel:988")
        chat.say("my neck hurts")
        expect(chat.page.locator(".verdict")).to_be_visible()
        box = chat.page.locator(".panel").bounding_box() or {}
        assert box["x"] < 50
        assert chat.breaches() == []
        hosts = {url.split("/webhooks")[0].rstrip("/") for url in chat.requests}
        assert hosts == {site.origin, site.server.address}
        assert not chat.errors


def test_the_element_stands_in_the_page_and_takes_its_theme(browser: Browser, site: Site) -> None:
    site.publish("/inline", '<spinewise-chat data-theme="light"></spinewise-chat>')
    with Chat.visiting(browser, site.origin, "/inline", color_scheme="dark") as chat:
        expect(chat.page.get_by_role("region", name="Spinewise")).to_be_visible()
        chat.settle()
        assert chat.page.locator(".launcher").count() == 0
        assert chat.page.locator("spinewise-chat").count() == 1
        paper = chat.page.locator(".panel").evaluate("(node) => getComputedStyle(node).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
        chat.say("my neck hurts")
        assert chat.breaches() == []


@pytest.mark.parametrize("colour", ["#ffd400", "white", "black"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_any_colour_can_be_read(browser: Browser, site: Site, colour: str, scheme: Any) -> None:
    site.publish("/colour", "", f'data-colour="{colour}"')
    with Chat.visiting(browser, site.origin, "/colour", color_scheme=scheme) as chat:
        expect(chat.launcher).to_be_visible()
        chat.page.wait_for_timeout(250)
        require_accessible(chat, colour)


def test_a_site_that_is_not_allowed_gets_nothing(browser: Browser, site: Site) -> None:
    site.publish("/other", "")
    with Chat.visiting(browser, site.origin.replace("localhost", "127.0.0.1"), "/other") as chat:
        chat.page.wait_for_load_state("networkidle")
        expect(chat.host).to_have_count(0)
