from pathlib import Path

import pytest
import yaml

from bot.understanding.learned.findings import FindingModel
from bot.understanding.learned.layer import Layer
from bot.understanding.learned.model import SignModel
from bot.understanding.learned.rows import Row, read_rows, talk_rows
from bot.understanding.learned.training import fit_all

DATA = Path(__file__).parents[3] / "data"
HANDS = 5


@pytest.fixture(scope="session")
def rows() -> tuple[Row, ...]:
    """Messages by a few hands: enough to learn from, quick enough for every run."""
    found = read_rows(DATA / "corpus" / "dev")
    hands = sorted({row.hand for row in found})[:HANDS]
    return tuple(row for row in found if row.hand in hands)


@pytest.fixture(scope="session")
def talk() -> tuple[Row, ...]:
    """The project's own examples of messages that describe nothing."""
    intents = yaml.safe_load((DATA / "nlu.yml").read_text(encoding="utf-8"))["nlu"]
    lists = [
        (one["intent"], line) for one in intents if "intent" in one for line in one["examples"].splitlines()
    ]
    return talk_rows((intent, line.removeprefix("- ").strip()) for intent, line in lists)


@pytest.fixture(scope="session")
def layer(rows: tuple[Row, ...], talk: tuple[Row, ...]) -> Layer:
    return fit_all((*rows, *talk))


@pytest.fixture(scope="session")
def model(layer: Layer) -> SignModel:
    return layer.signs


@pytest.fixture(scope="session")
def findings(layer: Layer) -> FindingModel:
    return layer.findings
