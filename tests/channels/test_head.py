"""What is no HTTP: refused, and no harm to others."""

from __future__ import annotations

import re
import socket
from urllib.parse import urlsplit

import pytest

from tests.support.server import Server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

HEAD = "POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "head",
    [
        HEAD + "Content-Length: -5\r\n",
        HEAD + "Content-Length: five\r\n",
        HEAD + "Content-Length:\r\n",
        HEAD + f"Content-Length: {10**20}\r\n",
        HEAD + "Content-Length: 2\r\nContent-Length: 3\r\n",
        HEAD + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
        HEAD + "Transfer-Encoding: gzip\r\n",
        HEAD + "Expect: nothing\r\nContent-Length: 2\r\n",
        HEAD + f"X-Long: {'x' * 20_000}\r\n",
        "POST /webhooks/rest/webhook HTTP/9.9\r\nHost: a\r\n",
        "NONSENSE\r\n",
    ],
)
def test_a_request_that_is_no_http_is_refused_and_holds_nobody_up(server: Server, head: str) -> None:
    where = urlsplit(server.address)
    with socket.create_connection((where.hostname, where.port), timeout=5) as connection:
        connection.sendall(head.encode() + b"\r\n{}")
        answer = connection.recv(65_536)
    assert re.match(rb"HTTP/1.1 4\d\d ", answer)
    assert b'"error"' in answer
    assert server.request("/healthz").status == 200
