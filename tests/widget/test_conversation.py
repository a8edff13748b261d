"""Whole conversations: by mouse, by keyboard alone, on a phone, in the dark."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.support.server import Server
from tests.widget.chat import Chat

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

LEG = "my lower back hurts and pain shoots down my left leg since 3 weeks"


def test_a_whole_conversation_by_mouse(chat: Chat) -> None:
    page = chat.page
    chat.open()
    chat.say(LEG)
    expect(page.locator(".badge")).to_have_text("Soon: within days")
    expect(chat.last.locator(".understood")).to_contain_text("lower back; left side; for 3 weeks")
    causes = chat.unfold("What this can go with")
    expect(causes.locator(".cause h3").filter(has_text="disc")).to_have_count(1)
    expect(causes.locator(".for").first).to_contain_text("pain that spreads into the leg")
    expect(chat.unfold("What is done about it").locator("li").first).to_be_visible()
    expect(chat.unfold("Sources").locator("cite").first).to_be_visible()
    chat.press("None of these")
    expect(page.locator(".bot")).to_have_count(3)
    assert chat.said() == [LEG, "None of these"]
    expect(page.locator(".replies")).to_have_count(1)
    chat.settle()
    chat.press("Correct this")
    expect(chat.field).to_be_focused()
    chat.say("it is my right leg")
    expect(chat.last.locator(".understood")).to_contain_text("right side")
    chat.say("What is neck traction?")
    expect(chat.last.locator(".caution")).to_contain_text("Please note")


def test_a_quick_reply_shows_its_title_and_sends_its_payload(chat: Chat) -> None:
    chat.open()
    chat.say("my lower back hurts")
    with chat.page.expect_request("**/webhook") as sent:
        chat.press("New trouble with pee or poo")
    assert chat.said()[-1] == "New trouble with pee or poo"
    assert sent.value.post_data_json["message"] == "I can't control my pee"
    expect(chat.last).to_have_attribute("role", "alert")


def test_an_emergency_cannot_be_overlooked(chat: Chat) -> None:
    chat.open()
    expect(chat.page.locator(".banner")).to_contain_text("Emergency?Call 112")
    chat.say("I can't feel it when I wipe and my back hurts")
    expect(chat.last).to_have_attribute("role", "alert")
    expect(chat.page.locator(".banner.alarm")).to_be_visible()
    call = chat.last.get_by_role("link", name="Call 112")
    expect(call).to_be_in_viewport()
    expect(call).to_have_attribute("href", "tel:112")
    chat.say("ok thanks")
    expect(chat.page.locator(".banner.alarm")).to_be_visible()
    chat.choose("Start again")
    expect(chat.page.locator(".banner.alarm")).to_have_count(0)


def test_a_whole_conversation_by_keyboard_alone(chat: Chat) -> None:
    page, keys = chat.page, chat.page.keyboard
    chat.launcher.focus()
    keys.press("Enter")
    expect(chat.field).to_be_focused()
    chat.settle()
    keys.type("my lower back hurts")
    keys.press("Enter")
    expect(page.locator(".verdict")).to_be_visible()
    chat.settle()
    _tab_back_to(chat, "None of these")
    keys.press("Space")
    expect(page.locator(".bot")).to_have_count(3)
    expect(chat.log).to_be_focused()
    chat.settle()
    _tab_to(chat, "Show where it hurts")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Neck", exact=True)).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("button", name="Neck", exact=True)).to_have_attribute("aria-pressed", "true")
    keys.press("Escape")
    expect(page.get_by_role("button", name="Show where it hurts")).to_be_focused()
    keys.press("Escape")
    expect(chat.launcher).to_be_focused()
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")


def _tab_to(chat: Chat, name: str, key: str = "Tab") -> None:
    for _ in range(40):
        chat.page.keyboard.press(key)
        focused = chat.page.evaluate("document.activeElement.shadowRoot?.activeElement?.textContent")
        if focused == name:
            return
    raise AssertionError(f"{name} cannot be reached with {key}")


def _tab_back_to(chat: Chat, name: str) -> None:
    _tab_to(chat, name, "Shift+Tab")


def test_pointing_at_the_body_says_it_in_words(phone: Chat) -> None:
    phone.launcher.tap()
    phone.settle()
    phone.page.get_by_role("button", name="Show where it hurts").tap()
    phone.page.locator("path[data-place=lower_back]").tap()
    phone.page.get_by_role("button", name="Left leg").tap()
    expect(phone.page.locator("path[data-place=left_leg][aria-pressed=true]")).to_have_count(2)
    phone.page.locator(".tray").get_by_role("button", name="Send").tap()
    expect(phone.last.locator(".understood")).to_contain_text("lower back; left side")
    assert phone.said() == ["It hurts in my lower back. It spreads into my left leg."]


def test_on_a_phone_it_fills_the_screen_and_nothing_sticks_out(phone: Chat) -> None:
    phone.open()
    phone.say(LEG)
    for title in ("What this can go with", "What is done about it", "Sources"):
        phone.unfold(title)
    assert phone.page.locator(".panel").bounding_box() == {"x": 0, "y": 0, "width": 320, "height": 568}
    for part in (phone.page.locator("html"), phone.log, phone.page.locator(".panel")):
        assert part.evaluate("(node) => node.scrollWidth <= node.clientWidth")


def test_in_the_dark_it_is_dark(browser: Browser, server: Server) -> None:
    with Chat.visiting(browser, server.address, color_scheme="dark") as chat:
        chat.open()
        chat.say(LEG)
        ink, paper = (
            chat.page.locator(".panel").evaluate(f"(node) => getComputedStyle(node).{name}")
            for name in ("color", "backgroundColor")
        )
        assert _lightness(paper) < 50 < 200 < _lightness(ink)


def _lightness(colour: str) -> float:
    return sum(map(int, re.findall(r"\d+", colour)[:3])) / 3


def test_the_summary_is_printed_copied_and_saved(browser: Browser, server: Server) -> None:
    with Chat.visiting(browser, server.address, permissions=["clipboard-read", "clipboard-write"]) as chat:
        chat.open()
        chat.say(LEG)
        chat.choose("Summary for a clinician")
        expect(chat.last.locator(".sheet")).to_contain_text("In the person's own words")
        chat.press("Copy")
        expect(chat.status).to_have_text("Copied")
        copied = chat.page.evaluate("navigator.clipboard.readText()")
        assert LEG in copied
        with chat.page.expect_download() as download:
            chat.press("Save")
        assert download.value.path().read_text("utf-8") == copied
        with chat.page.expect_popup() as sheet:
            chat.press("Print")
        expect(sheet.value.locator("body")).to_contain_text(LEG)


def test_a_rating_is_stored_with_consent_only(chat: Chat) -> None:
    chat.open()
    chat.say(LEG)
    thumb = chat.last.get_by_role("button", name="Yes", exact=True)
    thumb.click()
    chat.press("Do not store it")
    assert not [url for url in chat.requests if url.endswith("/feedback")]
    thumb.click()
    with chat.page.expect_response("**/feedback") as stored:
        chat.press("Store it")
    assert stored.value.status == 204
    expect(chat.last.locator(".rating")).to_have_text("Thank you")


def test_forgetting_and_saving_all(chat: Chat) -> None:
    chat.open()
    chat.say(LEG)
    chat.choose("Save all that is stored")
    with chat.page.expect_download() as download:
        chat.press("Save")
    assert LEG in download.value.path().read_text("utf-8")
    chat.choose("Forget me")
    chat.press("Delete it")
    expect(chat.log).to_contain_text("I have deleted this conversation")
    assert chat.said() == []
    chat.page.reload()
    expect(chat.log).to_contain_text("a machine, not a doctor")
    expect(chat.log).not_to_contain_text("leg")
