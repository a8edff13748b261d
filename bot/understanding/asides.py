"""What a message asks or says beside the matter: how to get help, where the talk stands, fear."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    named = read_yaml(Path(__file__).parent / "questions" / "asides.yml")
    return {name: re.compile("|".join(f"(?:{one})" for one in ones)) for name, ones in named.items()}


def find_aside(text: str) -> str | None:
    """The name of the first list in ``questions/asides.yml`` that fits; None where none does."""
    plain = " ".join(text.lower().replace("’", "'").split())
    return next((name for name, pattern in _patterns().items() if pattern.search(plain)), None)
