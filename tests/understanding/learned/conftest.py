from pathlib import Path

import pytest

from bot.understanding.learned.model import SignModel
from bot.understanding.learned.rows import Row, read_rows
from bot.understanding.learned.training import fit

CORPUS = Path(__file__).parents[3] / "data" / "corpus" / "dev"
HANDS = 5


@pytest.fixture(scope="session")
def rows() -> tuple[Row, ...]:
    """Messages by a few hands: enough to learn from, quick enough for every run."""
    found = read_rows(CORPUS)
    hands = sorted({row.hand for row in found})[:HANDS]
    return tuple(row for row in found if row.hand in hands)


@pytest.fixture(scope="session")
def model(rows: tuple[Row, ...]) -> SignModel:
    return fit(rows)
