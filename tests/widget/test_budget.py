"""What the widget may cost and do: bytes, time, addresses, the page's policy."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import expect

from tests.support.server import Server
from tests.widget.chat import Chat

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

MAX_BYTES = 15_000
PAINT_MS = 300
SLOWDOWN = 4
# From the answer's last byte to the frame after the one in which the reply stands in the log.
MEASURE = """() => {
  const log = document.querySelector("spinewise-chat").shadowRoot.querySelector(".log");
  window.painted = new Promise((resolve) => {
    new MutationObserver((records, observer) => {
      const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
      if (!added.some((node) => node.className === "bot")) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => {
        const loaded = performance.getEntriesByType("resource");
        const answer = loaded.filter(({ name }) => name.endsWith("/webhook")).at(-1);
        resolve(performance.now() - answer.responseEnd);
      }));
    }).observe(log, { childList: true });
  });
}"""


def test_all_of_it_is_small(chat: Chat) -> None:
    chat.open()
    own = {url for url in chat.requests if url.endswith((".js", "/styles.css"))}
    assert len(own) > 5
    sizes = {}
    for url in own:
        answer = chat.page.context.request.get(url, headers={"accept-encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        sizes[url.rpartition("/")[2]] = int(answer.headers["content-length"])
        assert len(gzip.compress(answer.body(), mtime=0)) == sizes[url.rpartition("/")[2]]
    assert sum(sizes.values()) <= MAX_BYTES, sizes


def test_before_it_is_opened_nothing_is_asked_and_nothing_kept(chat: Chat) -> None:
    expect(chat.launcher).to_be_visible()
    assert {url.rpartition("/")[2] for url in chat.requests} & {"start", "webhook", "resume"} == set()
    assert chat.page.evaluate("document.cookie") == ""


def test_the_policy_of_the_page_is_strict_and_kept(chat: Chat, server: Server) -> None:
    # Other tests report breaches to the same server on purpose.
    before = len(server.log.read_text("utf-8"))
    policy = chat.page.context.request.get(chat.page.url).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    chat.open()
    chat.say("my lower back hurts")
    chat.press("Show where it hurts")
    chat.press("Cancel")
    chat.choose("Summary for a clinician")
    chat.settle()
    chat.choose("Save all that is stored")
    chat.settle()
    assert chat.breaches() == []
    assert "widget.policy_violated" not in server.log.read_text("utf-8")[before:]
    chat.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.org/a.png'}))")
    chat.page.wait_for_timeout(100)
    assert chat.breaches() == ["img-src"], "the breach that must be noticed was not"
    chat.requests[:] = [url for url in chat.requests if "example.org" not in url]


def test_a_reply_is_painted_soon_on_a_slow_device(chat: Chat) -> None:
    chat.open()
    session = chat.page.context.new_cdp_session(chat.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    painted = []
    for text in ("my lower back hurts and pain shoots down my left leg", "since 3 weeks", "what helps?"):
        chat.page.evaluate(MEASURE)
        chat.say(text)
        painted.append(chat.page.evaluate("window.painted"))
    # The best of three: whatever else the machine is busy with only ever adds to it.
    assert min(painted) < PAINT_MS


def test_the_second_visit_loads_nothing_again(chat: Chat) -> None:
    loaded = "performance.getEntriesByType('resource').map((file) => [file.name, file.transferSize])"
    expect(chat.launcher).to_be_visible()
    first = dict(chat.page.evaluate(loaded))
    chat.page.goto(chat.page.url)
    expect(chat.launcher).to_be_visible()
    second = dict(chat.page.evaluate(loaded))
    assert second.keys() == first.keys()
    # What is left is the question whether anything changed.
    assert sum(second.values()) < sum(first.values()) / 3
