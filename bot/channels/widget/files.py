"""The files of the page, each served by its name: small, unchanged since last time if the browser has it."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic.request import Request
from sanic.response import HTTPResponse, raw

PAGE = Path(__file__).parent / "page"

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
# Only where a line begins and ends with it: so no string, address or pattern can be taken for a comment.
_COMMENTS = {
    ".css": re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL),
    ".js": re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL),
}
# No text of ours goes over several lines, so what begins a line is never part of one.
_INDENTS = re.compile(r"^[ \t]+|^\n", re.MULTILINE)


@dataclass(frozen=True)
class File:
    """One file as it is sent, plain and packed; the tag changes with the content."""

    kind: str
    plain: bytes
    packed: bytes
    tag: str


def load(name: str, folder: Path = PAGE) -> File | None:
    """The file of that name in the folder of the page, None if there is none."""
    path = next(
        (path for path in folder.glob("*") if path.name == name and path.suffix in TYPES and path.is_file()),
        None,
    )
    return _read(path, path.stat().st_mtime_ns) if path else None


def strip(text: str, suffix: str) -> str:
    """The text of a file without comments that stand on lines of their own, and without indents.

    >>> strip('// why\\n  const a = "//b"; // c\\n', ".js")
    'const a = "//b"; // c\\n'
    """
    comments = _COMMENTS.get(suffix)
    return _INDENTS.sub("", comments.sub("", text)) if comments else text


def send(request: Request, file: File, headers: dict[str, str]) -> HTTPResponse:
    """The file, or 304 if the browser has it."""
    packed = "gzip" in request.headers.get("accept-encoding", "")
    headers = {**headers, "ETag": file.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if file.tag in request.headers.get("if-none-match", ""):
        return raw(b"", status=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return raw(file.packed if packed else file.plain, content_type=file.kind, headers=headers)


@lru_cache(maxsize=64)
def _read(path: Path, _: int) -> File:
    plain = strip(path.read_text("utf-8"), path.suffix).encode()
    # Weak: the same tag stands for the plain and the packed form.
    tag = f'W/"{hashlib.sha256(plain).hexdigest()[:16]}"'
    return File(TYPES[path.suffix], plain, gzip.compress(plain, mtime=0), tag)
