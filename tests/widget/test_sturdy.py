"""What is refused, expired, hostile, endless or of another tab."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.widget.chat import PATH, Chat

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=1</script> my back hurts'


def test_what_is_refused_goes_back_where_it_was_typed(chat: Chat) -> None:
    chat.open()
    chat.page.route("**/webhook", lambda route: route.fulfill(status=413, json={"error": "It is too long."}))
    chat.field.fill("my neck hurts")
    chat.field.press("Enter")
    expect(chat.log).to_contain_text("It is too long.")
    assert chat.field.input_value() == "my neck hurts"
    assert chat.said() == []


def test_an_expired_conversation_offers_a_new_one_and_keeps_what_was_typed(chat: Chat) -> None:
    chat.open()
    chat.say("my neck hurts")
    with Chat.visiting(chat.page.context.browser, chat.address) as elsewhere:
        elsewhere.page.evaluate(
            "([path, sender]) => fetch(path, {method: 'POST', headers: {'content-type': 'application/json'},"
            " body: JSON.stringify({sender})})",
            [f"{PATH}forget", _sender(chat)],
        )
    chat.field.fill("is it better to rest?")
    chat.field.press("Enter")
    expect(chat.log).to_contain_text("This conversation has ended")
    assert chat.field.input_value() == "is it better to rest?"
    chat.press("Start a new one")
    expect(chat.log).to_contain_text("a machine, not a doctor")
    chat.settle()
    assert chat.field.input_value() == "is it better to rest?"
    chat.field.press("Enter")
    expect(chat.page.locator(".bot")).to_have_count(2)


def _sender(chat: Chat) -> str:
    stored = chat.page.evaluate("Object.values(sessionStorage)[0]")
    return str(json.loads(stored)["sender"])


def test_too_long_a_message_is_not_sent(chat: Chat) -> None:
    chat.open()
    chat.field.fill("x" * 2001)
    expect(chat.page.locator("form")).to_contain_text("-1 characters left")
    chat.field.press("Enter")
    assert chat.said() == []
    assert len(chat.field.input_value()) == 2001


def test_hostile_text_stays_text(chat: Chat) -> None:
    chat.open()
    title = chat.page.title()
    said = {"text": HOSTILE, "sources": [{"document": HOSTILE, "section": HOSTILE, "title": HOSTILE}]}
    data = {"kind": "answer", "facts": [said], "cautions": [said], "table": None}
    attack = {"text": HOSTILE, "custom": data, "buttons": [{"title": HOSTILE, "payload": HOSTILE}]}
    chat.page.route("**/webhook", lambda route: route.fulfill(json=[attack]))
    chat.say(HOSTILE)
    expect(chat.last.locator("p").first).to_contain_text("<img src=x")
    chat.page.wait_for_timeout(200)
    assert chat.page.locator("img, script:not([src])").count() == 0
    assert chat.page.title() == title
    assert chat.said() == [HOSTILE]


def test_data_of_an_unknown_kind_is_shown_by_its_text(chat: Chat) -> None:
    chat.open()
    long = "\n\n".join(f"Part {n}. " + "word " * 60 for n in range(12))
    answer = [{"text": f"{long}\n\nSources:\n[1] A page", "custom": {"kind": "of_tomorrow"}}]
    chat.page.route("**/webhook", lambda route: route.fulfill(json=answer))
    chat.say("hello")
    expect(chat.last).to_contain_text("Part 0.")
    expect(chat.last.get_by_text("Part 11.")).to_be_hidden()
    expect(chat.unfold("More").get_by_text("Part 11.")).to_be_visible()
    expect(chat.unfold("Sources").get_by_text("A page")).to_be_visible()


def test_two_tabs_of_one_conversation_go_on_together(chat: Chat) -> None:
    chat.open()
    chat.page.locator("summary", has_text="Menu").click()
    chat.page.get_by_label("Keep on this device").check()
    chat.page.keyboard.press("Escape")
    chat.say("my neck hurts")
    other = Chat.in_tab(chat.page.context, chat.address)
    other.launcher.click()
    expect(other.page.locator(".verdict")).to_have_count(1)
    other.settle()
    other.say("for two weeks")
    expect(chat.page.locator(".user")).to_have_count(2)
    expect(chat.last.locator(".understood")).to_contain_text("for 2 weeks")
    other.choose("Forget me")
    other.press("Delete it")
    expect(chat.log).to_contain_text("This conversation has ended")


def test_without_being_asked_to_a_device_keeps_nothing(chat: Chat) -> None:
    chat.open()
    chat.say("my neck hurts")
    assert chat.page.evaluate("localStorage.length") == 0
    other = Chat.in_tab(chat.page.context, chat.address)
    other.open()
    assert other.said() == []


def test_going_away_and_back_changes_nothing(chat: Chat) -> None:
    chat.open()
    chat.say("my neck hurts")
    chat.field.fill("half a thou")
    chat.page.goto(f"{chat.address}{PATH}inline.html")
    chat.page.go_back()
    expect(chat.page.locator(".verdict")).to_be_visible()
    assert chat.field.input_value() == "half a thou"
    assert chat.said() == ["my neck hurts"]
