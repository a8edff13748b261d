"""What the intent classifier guesses before understanding has its say.

Trained on ``data/nlu.yml`` as ``config.yml`` says, without the components that understand: those are asked
directly, with a learned layer that has not seen the hand. The corpus is no part of its training, so that
every hand is new to it.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from evaluation.cache import contents_of, place_for
from evaluation.rasa_nlu import Guess, ask_nlu, train_nlu
from evaluation.rows import ROOT, Row

READERS = ("bot.components.spine_reader.",)
"""How the names of the components begin that understand, which are asked directly."""


def guess_intents(rows: Sequence[Row]) -> dict[Row, Guess]:
    """The first guess for each row, and the seconds it took."""
    return dict(zip(rows, guess_texts([row.text for row in rows]), strict=True))


def guess_texts(texts: Sequence[str]) -> list[Guess]:
    """The first guess for each text, and the seconds it took."""
    config_file, data = ROOT / "config.yml", ROOT / "data" / "nlu.yml"
    config = yaml.safe_load(config_file.read_text(encoding="utf-8"))
    config["pipeline"] = [part for part in config["pipeline"] if not part["name"].startswith(READERS)]
    model = place_for(
        "intents-*.tar.gz", [yaml.safe_dump(config), *contents_of(data, ROOT / "bot" / "components")]
    )
    train_nlu(config, data, model)
    return ask_nlu(model, texts, "intents")
