"""The contract as JSON Schema, for every test that sees a reply."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft7Validator

from bot.answer.wording import HERE

SCHEMA = json.loads((HERE.parent / "contract.schema.json").read_text("utf-8"))
Draft7Validator.check_schema(SCHEMA)
KINDS = {
    name: Draft7Validator({**SCHEMA, "oneOf": [{"$ref": f"#/definitions/{name}"}]})
    for name in ("assessment", "answer", "summary", "export", "notice")
}


def check(custom: dict[str, Any]) -> None:
    """Raise an AssertionError that says where a reply leaves the contract; read as JSON, as clients do."""
    read = json.loads(json.dumps(custom))
    assert read["kind"] in KINDS, read
    wrong = [
        f"{'/'.join(map(str, error.path))}: {error.message}"
        for error in KINDS[read["kind"]].iter_errors(read)
    ]
    assert not wrong, wrong
