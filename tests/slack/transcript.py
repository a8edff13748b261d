"""Writes docs/slack-transcript.md: a whole conversation with the real server, as Slack is told to draw it.

.venv/bin/python -m tests.slack.transcript
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.channels.slack.choices import SUMMARY
from bot.channels.slack.views import FORGET
from tests.slack import standin
from tests.slack.payloads import Sender, click, direct, home_opened, mention
from tests.slack.standin import Slack
from tests.slack.starting import slack_server
from tests.support.server import ROOT

PATH = ROOT / "docs/slack-transcript.md"
USER, PLACE = "U0SAM", "DU0SAM"

Json = dict[str, Any]

HEAD = """# A conversation in Slack

What Sam sees, message by message, and below each the Block Kit that draws it. Made by a real run against a
stand-in of Slack; to make it anew:

```console
$ .venv/bin/python -m tests.slack.transcript
```

The blocks can be pasted into Slack's [Block Kit Builder](https://app.slack.com/block-kit-builder). How Slack
is set up: [slack.md](slack.md).
"""


def main() -> None:
    """Hold the conversation and write it down."""
    with (
        tempfile.TemporaryDirectory() as folder,
        standin.running() as slack,
        slack_server(slack, Path(folder)) as server,
    ):
        turns = list(converse(slack, Sender(server.address)))
    PATH.write_text(HEAD + "".join(turns), "utf-8")


def converse(slack: Slack, http: Sender) -> Iterator[str]:
    """Each turn as Markdown."""
    for text in ("hi", "my lower back has hurt for 3 weeks and it shoots down my left leg"):
        yield _said(f"**Sam:** {text}", _turn(slack, http, direct(USER, text)))
    offer = slack.posted(PLACE)[-1]
    button = _buttons(offer)[-2]
    picked = {"type": "button", **button}
    yield _said(f"**Sam** presses *{button['text']['text']}*", _turn(slack, http, click(USER, picked, offer)))
    [settled] = slack.wait_made("chat.update")
    yield "\nThe quick replies above give way to a line:\n\n" + draw(settled["blocks"][-1:])
    for text in ("what helps against back pain?", "now I feel numb between my legs when I wipe"):
        yield _said(f"**Sam:** {text}", _turn(slack, http, direct(USER, text)))
    message = slack.posted(PLACE)[-1]
    http.send(click(USER, {"type": "button", "action_id": SUMMARY}, message))
    [modal] = slack.wait_made("views.update")
    yield _said("**Sam** presses *Summary for my doctor*: a modal", [modal["view"]])
    http.send(mention(USER, "what causes neck pain?", "C0TEAM"))
    yield _said(
        "**Sam** in the channel #team: @Spinewise what causes neck pain?", slack.wait_posted("C0TEAM")
    )
    http.send(home_opened(USER))
    [home] = slack.wait_made("views.publish")
    yield _said("**Sam** opens the home tab", [home["view"]])
    http.send(click(USER, {"type": "button", "action_id": FORGET}))
    _, home = slack.wait_made("views.publish", 2)
    yield _said("**Sam** presses *Forget me*, and confirms", [home["view"]])


def _turn(slack: Slack, http: Sender, delivery: Json) -> list[Json]:
    before = len(slack.posted(PLACE))
    http.send(delivery)
    return slack.wait_posted(PLACE, before + 1)[before:]


def _buttons(message: Json) -> list[Json]:
    return [
        element
        for block in message["blocks"]
        for element in block.get("elements", ())
        if "action_id" in element
    ]


def _said(title: str, messages: list[Json]) -> str:
    return f"\n## {title}\n" + "".join(
        f"\n{draw(one['blocks'])}\n{_source(one['blocks'])}" for one in messages
    )


def draw(blocks: list[Json]) -> str:
    """Blocks as Markdown, roughly as Slack shows them."""
    return "\n>\n".join("\n".join(f"> {line}" for line in _draw(block)) for block in blocks) + "\n"


def _draw(block: Json) -> list[str]:
    if block["type"] == "divider":
        return ["---"]
    if block["type"] == "actions":
        return [
            " ".join(
                f"`[ {(one.get('text') or one.get('placeholder'))['text']} ]`" for one in block["elements"]
            )
        ]
    if block["type"] == "context":
        return [
            f"<sub>{_bold(line)}</sub><br>" for one in block["elements"] for line in one["text"].split("\n")
        ]
    lines = block["text"]["text"].split("\n")
    if block["type"] == "header":
        return [f"### {lines[0]}"]
    return [f"{_bold(line)}<br>" for line in lines]


def _bold(line: str) -> str:
    return re.sub(r"\*([^*]+)\*", r"**\1**", line)


def _source(blocks: list[Json]) -> str:
    code = '{"blocks": [\n' + ",\n".join(json.dumps(one, ensure_ascii=False) for one in blocks) + "\n]}"
    return f"\n<details><summary>Block Kit</summary>\n\n```json\n{code}\n```\n\n</details>\n"


if __name__ == "__main__":
    main()
