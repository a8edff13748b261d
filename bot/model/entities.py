"""A Reading as Rasa entities, and back.

Findings travel as entities of their own with role (``present``, ``absent``, ``mentioned``), group (the
region) and place in the text, so
that ``rasa shell nlu`` shows what was understood; every other thing that was said is one entity named after
the Reading's field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from bot.model.finding import Finding, Status
from bot.model.reading import Query, Reading

EXTRACTOR = "SpineReader"
FINDING = "finding"
NAMES = (FINDING, *(field.name for field in fields(Reading) if field.name != "findings"))
"""All entities that exist; ``domain.yml`` lists the same."""
DEFAULTS = asdict(Reading())


def entities_of(reading: Reading, text: str) -> list[dict[str, Any]]:
    """The reading as a list of entities in Rasa's shape."""
    found = [_finding_entity(finding, text) for finding in reading.findings]
    for name in NAMES[1:]:
        value = getattr(reading, name)
        if value != DEFAULTS[name]:
            plain = asdict(value) if isinstance(value, Query) else value
            found.append(_entity(name, _plain(plain), text))
    return found


def reading_from(entities: Iterable[dict[str, Any]]) -> Reading:
    """The reading that ``entities_of`` wrote; other extractors' entities are passed over."""
    ours = [entity for entity in entities if entity.get("extractor") == EXTRACTOR]
    findings = tuple(_finding(entity) for entity in ours if entity["entity"] == FINDING)
    said: dict[str, Any] = {
        entity["entity"]: entity["value"] for entity in ours if entity["entity"] in NAMES[1:]
    }
    query = said.pop("query", None)
    frozen = {name: _frozen(value) for name, value in said.items()}
    return Reading(
        findings=findings,
        query=Query(**{k: _frozen(v) for k, v in query.items()}) if query else None,
        **frozen,
    )


def _finding_entity(finding: Finding, text: str) -> dict[str, Any]:
    start = max(text.find(finding.words), 0)
    entity = {
        **_entity(FINDING, finding.id, finding.words),
        "start": start,
        "end": start + len(finding.words),
    }
    return {
        **entity,
        "words": finding.words,
        "role": finding.status.value,
        **({"group": finding.region} if finding.region else {}),
    }


def _finding(entity: dict[str, Any]) -> Finding:
    return Finding(entity["value"], Status(entity["role"]), entity.get("group"), entity.get("words", ""))


def _entity(name: str, value: Any, words: str) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": len(words), "extractor": EXTRACTOR}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, (list, tuple)) else value
