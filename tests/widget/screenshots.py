"""The pictures in docs/, taken anew: .venv/bin/python -m tests.widget.screenshots"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.server import ROOT, Server, running
from tests.widget.chat import PATH, Chat
from tests.widget.chromium import INSTALL, find, launch

DESK = {"viewport": {"width": 1000, "height": 760}}
PHONE = {"viewport": {"width": 390, "height": 780}, "device_scale_factor": 2}
LEG = "my lower back hurts and pain shoots down my left leg since 3 weeks. No fever."


def take(chat: Chat, name: str) -> None:
    """Keep what is seen, once nothing fades in any more."""
    chat.page.wait_for_timeout(400)
    chat.page.screenshot(path=ROOT / "docs" / f"widget-{name}.png")


def on_a_desk(browser: Browser, server: Server) -> None:
    """The demo page with an assessment beside it."""
    with Chat.visiting(browser, server.address, **DESK) as chat:
        chat.open()
        chat.say(LEG)
        take(chat, "assessment")


def on_a_phone(browser: Browser, server: Server) -> None:
    """One conversation, state by state."""
    with Chat.visiting(browser, server.address, **PHONE) as chat:
        chat.open()
        take(chat, "greeting")
        chat.press("Show where it hurts")
        chat.press("Lower back")
        chat.press("Left leg")
        take(chat, "body")
        chat.page.keyboard.press("Escape")
        chat.say(LEG)
        causes = chat.unfold("What this can go with")
        causes.evaluate("(node) => node.scrollIntoView()")
        take(chat, "causes")
        chat.say("What is neck traction?")
        take(chat, "answer")
        chat.choose("Summary for a clinician")
        chat.settle()
        take(chat, "summary")


def in_the_dark(browser: Browser, server: Server) -> None:
    """The other theme, and the reply that matters most."""
    with Chat.visiting(browser, server.address, **PHONE, color_scheme="dark") as chat:
        chat.open()
        chat.say(LEG)
        take(chat, "dark")
        chat.say("I can't feel it when I wipe")
        take(chat, "emergency")


def main() -> None:
    """Start the server and a browser, and take them all."""
    path = find()
    if path is None:
        raise SystemExit(f"No Chromium found. Install it with: {INSTALL}")
    with (
        tempfile.TemporaryDirectory() as folder,
        running(ROOT, Path(folder)) as server,
        sync_playwright() as playwright,
        launch(playwright, path) as browser,
    ):
        for scene in (on_a_desk, on_a_phone, in_the_dark):
            scene(browser, server)
    print(f"docs/widget-*.png of {PATH}")


if __name__ == "__main__":
    main()
