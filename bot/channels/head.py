"""Requests that the web server itself cannot read, turned away before it tries.

Sanic 21.12 takes the length of a body at its word: a negative one holds the whole server up for ever, a
word or a coding that it does not know is a 500, and two that disagree may hide a request behind the first.
"""

from __future__ import annotations

import re

from sanic import Blueprint
from sanic.exceptions import InvalidUsage

_LENGTH = re.compile(rb"^content-length:[ \t]*(.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_CODING = re.compile(rb"^transfer-encoding:[ \t]*(.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_NUMBER = re.compile(rb"[0-9]{1,15}")


def install(routes: Blueprint) -> None:
    """Have every request to the server checked."""
    routes.add_signal(check, "http.lifecycle.read_head")


async def check(head: bytes) -> None:
    """Check the first line and the headers of a request.

    Raises:
        InvalidUsage: it is not clear where its body ends.
    """
    head = head.replace(b"\r\n", b"\n")
    lengths, codings = _LENGTH.findall(head), _CODING.findall(head)
    known = all(map(_NUMBER.fullmatch, lengths)) and all(coding == b"chunked" for coding in codings)
    if not known or len(lengths) + len(codings) > 1:
        raise InvalidUsage("its length is not clear")
