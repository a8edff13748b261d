"""What only this server can have written: text with an authentication code."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from bot.model.errors import SettingsError
from bot.settings import Settings

MIN_BYTES = 16


def load_secret(settings: Settings) -> bytes:
    """The secret of this deployment: as set, else kept in a file that is made when missing.

    Raises:
        SettingsError: the file can be neither read nor made.
    """
    if settings.secret:
        return settings.secret.encode()
    if settings.db_url:
        raise SettingsError(
            "SPINEWISE_SECRET must be set where SPINEWISE_DB_URL is: several servers may share the database,"
            " and what one of them signs must be good for all. Set it in the file .env or in the environment."
        )
    path = Path(settings.db).with_name("secret")
    try:
        with suppress(FileExistsError):
            _make(path)
        kept = path.read_bytes().strip()
    except OSError as error:
        raise SettingsError(
            f"The secret that signs ids cannot be kept in {path} ({error.strerror}). Set SPINEWISE_SECRET in"
            " the file .env or in the environment, or mend the permissions of that file."
        ) from None
    if len(kept) < MIN_BYTES:
        raise SettingsError(
            f"The secret in {path} is too short to sign ids: remove it, and a new one is made."
        )
    return kept


def sign(secret: bytes, purpose: str, text: str) -> str:
    """An authentication code: 43 characters that are safe in a URL.

    A code for one purpose says nothing for another.
    """
    code = hmac.new(secret, f"{purpose}\0{text}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(code).decode().rstrip("=")


def matches(secret: bytes, purpose: str, text: str, code: str) -> bool:
    """Whether a code is right, in a time that says nothing about it."""
    return hmac.compare_digest(sign(secret, purpose, text).encode(), code.encode())


def _make(path: Path) -> None:
    """Write a new secret for its owner alone; whoever comes second reads it whole."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    try:
        fresh.write_text(secrets.token_urlsafe(32))
        os.link(fresh, path)
    finally:
        fresh.unlink()
