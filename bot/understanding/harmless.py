"""Plain causes that take the alarm out of a sign: a numb face after the dentist, black stools on iron.

``harmless.yml`` holds rows ``{findings: […], needs: [tag|tag, …], reach: near|message}``: where each of
the needed concepts stands near (the same sentence or the one before or after) or anywhere in the message,
the findings are mere mentions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.yaml_lines import read_yaml
from bot.model.errors import KnowledgeError
from bot.model.finding import Status
from bot.understanding.message import Message
from bot.understanding.vocabulary import load_concepts

if TYPE_CHECKING:
    from bot.understanding.mentions import Mention

PATH = Path(__file__).parent / "harmless.yml"
REACHES = {"sentence": 0, "near": 1, "message": 99}
"""How many sentences away a cause may stand."""
ALLOWED = {"findings", "needs", "reach"}


@dataclass(frozen=True)
class Excuse:
    """Findings, the groups of tags that must all stand within reach, and that reach in sentences."""

    findings: frozenset[str]
    needs: tuple[frozenset[str], ...]
    reach: int


@lru_cache(maxsize=1)
def load_excuses(path: Path = PATH) -> tuple[Excuse, ...]:
    """All rows.

    Raises:
        KnowledgeError: an unknown key, reach or tag.
    """
    tags = {tag for concept in load_concepts().values() for tag in concept.tags}
    return tuple(_excuse(f"{path}:{row.line}", row, tags) for row in read_yaml(path))


def _excuse(where: str, row: dict[str, list[str]], tags: set[str]) -> Excuse:
    if set(row) - ALLOWED or str(row.get("reach", "near")) not in REACHES:
        raise KnowledgeError(
            where, "unknown key or reach", f"Allowed: {sorted(ALLOWED)}; reach: {sorted(REACHES)}."
        )
    needs = tuple(frozenset(group.split("|")) for group in row["needs"])
    if missing := {tag for group in needs for tag in group} - tags:
        raise KnowledgeError(
            where, f"no concept carries {sorted(missing)}", "Add it to a file of vocabulary/."
        )
    return Excuse(frozenset(row["findings"]), needs, REACHES[str(row.get("reach", "near"))])


def explained(message: Message, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those with a plain cause turned into mere mentions."""
    said = message.tags
    excuses = [one for one in load_excuses() if not any(group.isdisjoint(said) for group in one.needs)]
    return [
        replace(m, status=Status.MENTIONED) if any(_covers(e, m, message) for e in excuses) else m
        for m in mentions
    ]


def _covers(excuse: Excuse, mention: Mention, message: Message) -> bool:
    if mention.finding not in excuse.findings or mention.status is not Status.PRESENT:
        return False
    sentence = message.layout.sentences
    here = sentence[mention.place]
    return all(
        any(abs(sentence[message.place(hit)] - here) <= excuse.reach for hit in message.tagged(*group))
        for group in excuse.needs
    )
