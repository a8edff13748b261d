"""Bad networks, dead servers, reloads, several tabs, hostile and endless texts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from bot.serving.checks import free_port
from tests.support import server as support
from tests.support.server import ROOT, Server, running
from tests.widget.chat import PATH, Chat

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=1</script> my back hurts'


@contextmanager
def on_port(monkeypatch: pytest.MonkeyPatch, folder: Path, port: int) -> Iterator[Server]:
    """A server of which a browser keeps the address."""
    monkeypatch.setattr(support, "free_port", lambda: port)
    with running(ROOT, folder) as server:
        yield server


def asked(server: Server) -> list[str]:
    """Every message that was taken, in order."""
    with sqlite3.connect(server.database) as database:
        rows = database.execute("SELECT data FROM events WHERE type_name = 'user' ORDER BY id").fetchall()
    texts = [json.loads(data)["text"] for (data,) in rows]
    return [text for text in texts if text]


def test_a_killed_server_loses_and_doubles_nothing(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    with ExitStack() as stack:
        with on_port(monkeypatch, tmp_path, port) as first:
            chat = stack.enter_context(Chat.visiting(browser, first.address))
            chat.open()
            chat.say("my lower back hurts")
            first.process.kill()
            first.process.wait()
        chat.field.fill("it began 3 weeks ago")
        chat.field.press("Enter")
        expect(chat.status).to_contain_text("Nothing is lost")
        chat.field.fill("typed while it was away")
        with on_port(monkeypatch, tmp_path, port) as second:
            chat.press("Try now")
            expect(chat.last.locator(".understood")).to_contain_text("for 3 weeks", timeout=20_000)
            chat.settle()
            assert chat.field.input_value() == "typed while it was away"
            assert asked(second) == ["my lower back hurts", "it began 3 weeks ago"]
            assert chat.said() == ["my lower back hurts", "it began 3 weeks ago"]


def test_a_lost_answer_is_asked_for_again_and_the_turn_not_taken_twice(chat: Chat) -> None:
    chat.open()
    ids = []

    def lose_the_first(route: Route) -> None:
        ids.append(route.request.post_data_json["id"])
        if len(ids) == 1:
            route.fetch()  # the server answers, and the answer never arrives
            route.abort("connectionreset")
        else:
            route.continue_()

    chat.page.route("**/webhook", lose_the_first)
    chat.say("my neck hurts")
    assert ids[0] == ids[1]
    chat.page.reload()
    expect(chat.page.locator(".user")).to_have_count(1)
    expect(chat.page.locator(".verdict")).to_have_count(1)


def test_without_a_network_nothing_typed_is_lost(chat: Chat) -> None:
    chat.open()
    chat.page.context.set_offline(True)
    chat.field.fill("my neck hurts")
    chat.field.press("Enter")
    expect(chat.page.get_by_role("button", name="Try now")).to_be_visible()
    chat.page.context.set_offline(False)
    expect(chat.page.locator(".verdict")).to_be_visible()
    assert chat.said() == ["my neck hurts"]


def test_a_message_on_its_way_survives_a_reload(chat: Chat) -> None:
    chat.open()
    chat.say("my neck hurts")
    # The server takes it, and nobody hears.
    chat.page.route("**/webhook", lambda route: route.abort() if route.fetch() else None)
    chat.field.fill("for two weeks")
    chat.field.press("Enter")
    expect(chat.page.get_by_role("button", name="Try now")).to_be_visible()
    chat.page.unroute("**/webhook")
    chat.page.reload()
    expect(chat.last.locator(".understood")).to_contain_text("for 2 weeks")
    assert chat.said() == ["my neck hurts", "for two weeks"]


def test_too_fast_waits_as_long_as_the_server_says(chat: Chat) -> None:
    chat.open()
    answers = [429]

    def once(route: Route) -> None:
        if answers:
            route.fulfill(status=answers.pop(), headers={"retry-after": "1"}, json={"error": "slowly"})
        else:
            route.continue_()

    chat.page.route("**/webhook", once)
    chat.say("my neck hurts")
    expect(chat.page.locator(".verdict")).to_be_visible()


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


def test_an_emergency_opens_a_panel_that_was_closed_before_it_came(chat: Chat) -> None:
    chat.open()
    chat.page.context.set_offline(True)
    chat.field.fill("I can't feel it when I wipe")
    chat.field.press("Enter")
    expect(chat.page.get_by_role("button", name="Try now")).to_be_visible()
    chat.press("Close")
    expect(chat.log).to_be_hidden()
    chat.page.context.set_offline(False)
    expect(chat.last.get_by_role("link", name="Call 112")).to_be_visible()
    expect(chat.launcher).to_have_attribute("aria-expanded", "true")


def test_what_was_on_its_way_is_not_forgotten_behind_a_closed_panel(chat: Chat) -> None:
    chat.open()
    chat.page.route("**/webhook", lambda route: route.abort())
    chat.field.fill("my neck hurts")
    chat.field.press("Enter")
    expect(chat.page.get_by_role("button", name="Try now")).to_be_visible()
    chat.press("Close")
    chat.page.unroute("**/webhook")
    chat.page.reload()
    expect(chat.page.locator(".verdict")).to_be_visible()
