"""The transcript in the documents: what Slack would take, from the greeting to the forgetting."""

from __future__ import annotations

import json
import re

from tests.slack.transcript import PATH
from tests.slack.validation import check_message, texts

TEXT = PATH.read_text("utf-8")
MESSAGES = [json.loads(code)["blocks"] for code in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)]


def test_slack_takes_every_message_of_it() -> None:
    assert len(MESSAGES) >= 8
    for blocks in MESSAGES:
        check_message("for notifications", blocks)


def test_it_shows_every_kind_of_thing() -> None:
    shown = [text for blocks in MESSAGES for text in texts(blocks)]
    kinds = {block["type"] for blocks in MESSAGES for block in blocks}
    assert kinds == {"header", "section", "context", "actions", "divider"}
    for part in (
        "Emergency",
        "For it:",
        "Sources",
        "Summary for a clinician",
        "Others can read this",
        "I have deleted",
    ):
        assert any(part in text for text in shown), part
