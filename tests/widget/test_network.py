"""Bad networks and dead servers: no message lost, none taken twice."""

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
from tests.widget.chat import Chat

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]


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
