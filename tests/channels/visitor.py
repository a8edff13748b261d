"""A browser with the widget open, as the server sees it."""

from __future__ import annotations

import http.client
import json
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.support.server import Server

PATH = "/webhooks/widget/"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer with everything that belongs to it; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.body)


@dataclass
class Visitor:
    """One person's page."""

    server: Server
    headers: dict[str, str] = field(default_factory=dict)
    sender: str = ""

    def ask(
        self, path: str, body: bytes | None = None, method: str = "", headers: dict[str, str] | None = None
    ) -> Answer:
        """Any request to the channel."""
        connection = http.client.HTTPConnection(urlsplit(self.server.address).netloc, timeout=30)
        kind = {} if body is None else {"Content-Type": "application/json"}
        try:
            connection.request(
                method or ("GET" if body is None else "POST"),
                path if path.startswith("/") else PATH + path,
                body,
                {**kind, **self.headers, **(headers or {})},
            )
            got = connection.getresponse()
            return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            connection.close()

    def post(self, path: str, **fields: Any) -> Answer:
        """Post fields, with the id of the conversation where there is one."""
        own = {"sender": self.sender} if self.sender else {}
        return self.ask(path, json.dumps({**own, **fields}).encode())

    def start(self) -> dict[str, Any]:
        """Begin a conversation."""
        answer = self.post("start")
        assert answer.status == 200, answer.body
        self.sender = answer.json["sender"]
        return dict(answer.json)

    def say(self, text: str, message_id: str = "") -> Answer:
        """Send a message."""
        return self.post("webhook", message=text, id=message_id or str(uuid.uuid4()))

    def lines(self) -> list[tuple[str, str]]:
        """The conversation so far: who said what."""
        return [(line["from"], line["text"]) for line in self.post("resume").json["messages"]]


def data(answer: Answer) -> dict[str, Any]:
    """The one ``custom`` payload of an answer."""
    assert answer.status == 200, answer.body
    found = [message["custom"] for message in answer.json if "custom" in message]
    assert len(found) == 1, found
    return dict(found[0])
