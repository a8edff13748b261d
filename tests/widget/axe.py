"""The standard check of accessibility, as these tests ask it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

from tests.widget.chat import Chat

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def require_accessible(chat: Chat, state: str) -> None:
    """No violation at all, in the page and in the widget."""
    # What still fades in has not its contrast yet.
    chat.page.wait_for_timeout(250)
    found = Axe().run(chat.page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    wrong = [
        (rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found.response["violations"]
    ]
    assert wrong == [], state
