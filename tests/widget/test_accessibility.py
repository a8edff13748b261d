"""WCAG 2.2 AA: checked by axe in each state, and by hand where no tool can tell."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.support.server import Server
from tests.widget.axe import require_accessible
from tests.widget.chat import Chat

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

LEG = "my lower back hurts and pain shoots down my left leg since 3 weeks, no fever"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_in_any_state(browser: Browser, server: Server, scheme: Any) -> None:
    with Chat.visiting(browser, server.address, color_scheme=scheme) as chat:
        require_accessible(chat, "closed")
        chat.open()
        require_accessible(chat, "greeting")
        chat.say(LEG)
        for title in ("What this can go with", "What is done about it", "What to watch for", "Sources"):
            chat.unfold(title)
        require_accessible(chat, "assessment")
        chat.page.locator("summary", has_text="Menu").click()
        require_accessible(chat, "menu")
        chat.page.keyboard.press("Escape")
        chat.press("Show where it hurts")
        chat.press("Neck")
        require_accessible(chat, "body picture")
        chat.page.keyboard.press("Escape")
        chat.say("What is neck traction?")
        require_accessible(chat, "answer")
        chat.choose("Summary for a clinician")
        chat.settle()
        require_accessible(chat, "summary")
        chat.say("I can't feel it when I wipe")
        require_accessible(chat, "emergency")
        chat.choose("Forget me")
        require_accessible(chat, "question")


def test_no_violation_on_a_phone(phone: Chat) -> None:
    phone.open()
    phone.say(LEG)
    require_accessible(phone, "assessment")
    phone.press("Show where it hurts")
    require_accessible(phone, "body picture")


def test_no_violation_without_a_connection(chat: Chat) -> None:
    chat.open()
    chat.page.context.set_offline(True)
    chat.field.fill("my neck hurts")
    chat.field.press("Enter")
    expect(chat.page.get_by_role("button", name="Try now")).to_be_visible()
    require_accessible(chat, "offline")


def test_each_finished_message_is_announced_once(chat: Chat) -> None:
    chat.open()
    assert chat.page.get_by_role("log").count() == 1
    chat.watch()
    chat.say(LEG)
    chat.say("I can't feel it when I wipe")
    assert chat.announced() == ["user", "bot", "user", "bot"]
    assert [turn.get_attribute("role") for turn in chat.page.locator(".bot").all()] == [None, None, "alert"]


def test_a_reloaded_conversation_is_not_read_out_again(chat: Chat) -> None:
    chat.open()
    chat.say("I can't feel it when I wipe and my back hurts")
    chat.page.reload()
    expect(chat.page.locator(".log[aria-live=off] .verdict")).to_be_visible()
    expect(chat.page.locator(".log:not([aria-live])")).to_be_visible()
    assert chat.page.get_by_role("alert").count() == 0
    expect(chat.page.locator(".banner.alarm")).to_be_visible()


def test_waiting_is_announced(chat: Chat) -> None:
    chat.open()
    with chat.page.expect_request("**/webhook"):
        chat.page.route("**/webhook", lambda route: chat.page.wait_for_timeout(200) or route.continue_())
        chat.field.fill("my neck hurts")
        chat.field.press("Enter")
        expect(chat.page.get_by_role("status").filter(has_text="Spinewise is writing")).to_be_visible()
    chat.settle()


def test_the_launcher_says_whether_it_is_open_and_gets_the_focus_back(chat: Chat) -> None:
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")
    chat.open()
    expect(chat.field).to_be_focused()
    expect(chat.page.get_by_role("dialog", name="Spinewise")).to_be_visible()
    chat.press("Close")
    expect(chat.launcher).to_be_focused()
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")


def targets(chat: Chat) -> list[Locator]:
    """All that can be pressed and is seen."""
    found = chat.page.locator("spinewise-chat").locator("button, summary, textarea, label, a").all()
    return [one for one in found if one.is_visible()]


def test_what_can_be_pressed_is_large_enough_for_a_thumb(phone: Chat) -> None:
    phone.open()
    small = []
    for step in (lambda: phone.say(LEG), lambda: phone.press("Show where it hurts")):
        step()
        for target in targets(phone):
            box = target.bounding_box() or {}
            if box["height"] < 43.9 or box["width"] < 43.9:
                small.append((target.inner_text(), box))
    phone.page.keyboard.press("Escape")
    phone.page.locator("summary", has_text="Menu").click()
    small += [one.inner_text() for one in targets(phone) if (one.bounding_box() or {})["height"] < 43.9]
    assert small == []


def test_letters_of_twice_the_size_lose_nothing(browser: Browser, server: Server) -> None:
    with Chat.visiting(browser, server.address, viewport={"width": 800, "height": 700}) as chat:
        session = chat.page.context.new_cdp_session(chat.page)
        session.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
        chat.open()
        chat.say(LEG)
        assert chat.field.evaluate("(node) => getComputedStyle(node).fontSize") == "32px"
        for part in (chat.page.locator(".panel"), chat.log):
            assert part.evaluate("(node) => node.scrollWidth <= node.clientWidth")
        for name in ("Send", "Show where it hurts", "Close"):
            expect(chat.page.get_by_role("button", name=name)).to_be_in_viewport(ratio=0.9)


def test_in_a_page_from_right_to_left_it_turns_round(chat: Chat) -> None:
    chat.page.evaluate("document.documentElement.dir = 'rtl'")
    box = chat.launcher.bounding_box() or {}
    assert box["x"] < 100
    chat.open()
    chat.say("my neck hurts")
    mine, log = chat.page.locator(".user").bounding_box(), chat.log.bounding_box()
    assert mine
    assert log
    assert mine["x"] - log["x"] < 40


def test_nothing_moves_where_that_is_not_wanted(browser: Browser, server: Server) -> None:
    with Chat.visiting(browser, server.address, reduced_motion="reduce") as chat:
        chat.open()
        chat.say("my neck hurts")
        running = "document.querySelector('spinewise-chat').shadowRoot.getAnimations().length"
        assert chat.page.evaluate(running) == 0
        assert chat.last.evaluate("(node) => getComputedStyle(node).animationName") == "none"


def test_forced_colours_keep_borders(browser: Browser, server: Server) -> None:
    with Chat.visiting(browser, server.address, forced_colors="active") as chat:
        chat.open()
        chat.say(LEG)
        width = chat.page.locator(".verdict").evaluate("(node) => getComputedStyle(node).borderTopWidth")
        assert width == "2px"
        require_accessible(chat, "forced colours")
