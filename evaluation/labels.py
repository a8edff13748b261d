"""What the hands label with (``labels.yml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml

HERE = Path(__file__).parent
NONE = "none"
EMERGENCY = "emergency"
NEAR = "near:"


@dataclass(frozen=True)
class Labels:
    """Everything that a row may say.

    Attributes:
        levels: urgency levels, lowest first, ``none`` (no assessment is due) before all.
        lines: name of each line of emergencies by its id, ``E1`` to ``E14``.
        kinds: what a row can be: a line, its near miss, an ordinary level or ``other``.
        findings: ids of findings.
    """

    levels: tuple[str, ...]
    lines: dict[str, str]
    kinds: tuple[str, ...]
    findings: tuple[str, ...]

    def rank(self, level: str) -> int:
        """How high a level is; ``none`` is 0."""
        return self.levels.index(level)


@lru_cache(maxsize=1)
def load_labels() -> Labels:
    """The labels, read once."""
    raw = read_yaml(HERE / "labels.yml")
    lines = dict(raw["lines"])
    kinds = (*lines, *(NEAR + line for line in lines), *raw["ordinary"])
    return Labels(tuple(raw["levels"]), lines, kinds, tuple(raw["findings"]))
