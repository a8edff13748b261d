"""Ids that cannot be guessed, changed or made elsewhere, and the secret behind them."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.refusal import Refused
from bot.channels.signing import load_secret, matches, sign
from bot.channels.widget import ids
from bot.model.errors import SettingsError
from bot.settings import Settings

SECRET = b"a secret of this test alone"


def test_an_id_names_its_conversation_and_the_name_is_no_id() -> None:
    signed = ids.make(SECRET)
    name = ids.name_conversation(SECRET, signed)
    assert name == f"widget:{signed.partition('.')[0]}"
    with pytest.raises(Refused) as caught:
        ids.name_conversation(SECRET, name)
    assert caught.value.status == 403


def test_ids_are_long_and_differ() -> None:
    made = {ids.make(SECRET) for _ in range(1000)}
    assert len(made) == 1000
    assert ids._RANDOM_BYTES * 8 >= 128


@given(at=st.integers(0, 67), char=st.characters(codec="utf-8"))
def test_a_changed_id_is_refused(at: int, char: str) -> None:
    signed = ids.make(SECRET)
    changed = signed[:at] + char + signed[at + 1 :]
    if changed != signed:
        with pytest.raises(Refused):
            ids.name_conversation(SECRET, changed)


@given(st.none() | st.text() | st.integers() | st.lists(st.text()))
def test_anything_else_is_refused(sender: object) -> None:
    with pytest.raises(Refused):
        ids.name_conversation(SECRET, sender)


def test_another_secret_or_purpose_gives_another_code() -> None:
    code = sign(SECRET, "one", "text")
    assert matches(SECRET, "one", "text", code)
    assert not matches(SECRET, "two", "text", code)
    assert not matches(b"another secret", "one", "text", code)
    assert not matches(SECRET, "one", "text", code + "é")


def test_a_secret_that_is_set_is_used_and_not_written(tmp_path: Path) -> None:
    settings = Settings(secret="sixteen characters and more", db=str(tmp_path / "db"))
    assert load_secret(settings) == b"sixteen characters and more"
    assert list(tmp_path.iterdir()) == []


def test_else_one_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(db=str(tmp_path / "var" / "conversations.db"))
    first = load_secret(settings)
    assert len(first) >= 32
    assert load_secret(settings) == first
    [made] = (tmp_path / "var").iterdir()
    assert made.stat().st_mode & 0o777 == 0o600


def test_several_that_start_at_once_agree(tmp_path: Path) -> None:
    settings = Settings(db=str(tmp_path / "conversations.db"))
    with multiprocessing.Pool(4) as pool:
        assert len(set(pool.map(load_secret, [settings] * 8))) == 1


def test_a_secret_that_cannot_be_kept_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    with pytest.raises(SettingsError, match="Set SPINEWISE_SECRET"):
        load_secret(Settings(db=str(tmp_path / "db")))


def test_an_empty_secret_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").touch()
    with pytest.raises(SettingsError, match="remove it"):
        load_secret(Settings(db=str(tmp_path / "db")))
