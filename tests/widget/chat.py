"""The widget as a person meets it in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

PATH = "/webhooks/widget/"
OPENING = "Back or neck pain?"
# Each breach of the page's policy, as the page itself is told of it.
WATCH_POLICY = """
window.breaches = [];
addEventListener("securitypolicyviolation", (event) => window.breaches.push(event.violatedDirective));
"""
# How often something was put into the log, and what.
WATCH_LOG = """(log) => {
  window.announced = [];
  new MutationObserver((records) => {
    for (const { addedNodes, target } of records) {
      if (target === log) for (const node of addedNodes) window.announced.push(node.className);
    }
  }).observe(log, { childList: true, subtree: true });
}"""


@dataclass
class Chat:
    """One page with the widget, and all that it did besides what it was asked to."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def visiting(cls, browser: Browser, address: str, path: str = PATH, **settings: Any) -> Iterator[Chat]:
        """A page in a browser profile of its own."""
        context = browser.new_context(**settings)
        try:
            yield cls.in_tab(context, address, path)
        finally:
            context.close()

    @classmethod
    def in_tab(cls, context: BrowserContext, address: str, path: str = PATH) -> Chat:
        """A page in a new tab."""
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.add_init_script(WATCH_POLICY)
        chat = cls(page, address)
        page.on("request", chat._note)
        page.on("pageerror", lambda error: chat.errors.append(str(error)))
        page.goto(address + path)
        return chat

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    @property
    def host(self) -> Locator:
        """The element in the page."""
        return self.page.locator("spinewise-chat")

    @property
    def launcher(self) -> Locator:
        """The button in the corner; out of sight while the panel is open."""
        return self.page.locator(".launcher")

    @property
    def log(self) -> Locator:
        """What was said."""
        return self.page.get_by_role("log")

    @property
    def field(self) -> Locator:
        """Where one writes."""
        return self.page.get_by_label("Your message")

    @property
    def last(self) -> Locator:
        """The last turn of the bot."""
        return self.page.locator(".bot").last

    @property
    def status(self) -> Locator:
        """What is going on."""
        return self.page.locator(".status")

    def open(self) -> None:
        """Open the panel and wait for the greeting."""
        self.launcher.click()
        expect(self.log).to_contain_text("a machine, not a doctor")
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is going on any more."""
        expect(self.status).to_have_text("", timeout=10_000)

    def say(self, text: str) -> None:
        """Type a message, send it, and wait for the reply."""
        turns = self.page.locator(".bot").count()
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.page.locator(".bot")).to_have_count(turns + 1)
        self.settle()

    def press(self, name: str) -> None:
        """Press a button by what it says, the last of that name."""
        self.page.get_by_role("button", name=name, exact=True).last.click()

    def choose(self, name: str) -> None:
        """Choose something in the menu."""
        self.page.locator("summary", has_text="Menu").click()
        self.press(name)

    def unfold(self, title: str) -> Locator:
        """Open what is folded away in the last turn, and return it."""
        details = self.last.locator("details", has=self.page.locator("summary", has_text=title)).last
        details.locator("summary").first.click()
        return details

    def said(self) -> list[str]:
        """What the person said, in order."""
        return [text.removeprefix("You said:") for text in self.page.locator(".user").all_text_contents()]

    def watch(self) -> None:
        """Begin to note what is put into the log."""
        self.log.evaluate(WATCH_LOG)

    def announced(self) -> list[str]:
        """What was put into the log since ``watch``."""
        return list(self.page.evaluate("window.announced"))

    def require_quiet(self) -> None:
        """No error, no breach of the policy, and nobody asked but the server."""
        assert self.errors == []
        strangers = [url for url in self.requests if not url.startswith((self.address, "blob:"))]
        assert strangers == []

    def breaches(self) -> list[str]:
        """What the policy of the page has kept it from doing."""
        return list(self.page.evaluate("window.breaches"))
