"""What is said in Slack alone, read from ``wording.yml`` and checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field

from bot.channels.slack import limits
from bot.knowledge.entries import Entry, Text
from bot.knowledge.yaml_lines import read_yaml

PATH = Path(__file__).with_name("wording.yml")


def _short(limit: int) -> Any:
    return Field(max_length=limit)


class Urgency(Entry):
    """How soon to be seen; ``emergency`` is a header, the others a line."""

    emergency: Text = _short(limits.HEADER_CHARS)
    urgent: Text
    soon: Text
    routine: Text
    self_care: Text


class Summary(Entry):
    """The button and the modal of the summary."""

    button: Text = _short(limits.BUTTON_CHARS)
    title: Text = _short(limits.VIEW_TITLE_CHARS)
    wait: Text
    close: Text = _short(limits.VIEW_TITLE_CHARS)


class Confirm(Entry):
    """The question before everything is forgotten."""

    title: Text = _short(limits.CONFIRM_TITLE_CHARS)
    text: Text = _short(limits.CONFIRM_TEXT_CHARS)
    yes: Text = _short(limits.CONFIRM_BUTTON_CHARS)
    no: Text = _short(limits.CONFIRM_BUTTON_CHARS)


class Home(Entry):
    """The home tab; ``{emergency}`` is the number to call, ``{days}`` how long is kept."""

    title: Text = _short(limits.HEADER_CHARS)
    about: tuple[Text, ...]
    start: Text
    privacy: tuple[Text, ...]
    forget: Text = _short(limits.BUTTON_CHARS)
    confirm: Confirm


class Wording(Entry):
    """All of it; ``wording.yml`` shows where each is used."""

    urgency: Urgency
    choose: Text
    chosen: Text
    in_private: Text
    in_private_to: Text
    asked_in_private: Text
    undelivered: Text
    too_long: Text
    not_yours: Text
    summary: Summary
    home: Home


@lru_cache(maxsize=1)
def load() -> Wording:
    """The wording.

    Raises:
        pydantic.ValidationError: a key is missing, unknown, empty or longer than Slack accepts.
    """
    return Wording.parse_obj(read_yaml(PATH))
