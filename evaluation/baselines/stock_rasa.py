"""Stock Rasa: the pipeline that ``rasa init`` trains, on the same messages, as two intents.

DIET takes minutes to train, so hands are held out once, not one at a time. A trained model is kept and found
again by a hash of its examples and its configuration.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from evaluation.cache import place_for
from evaluation.rasa_nlu import ask_nlu, train_nlu
from evaluation.rows import Row, hands_of

HELD_OUT = 2
EPOCHS = 5
"""Of DIET. The default is 100, at two minutes of one core each on 8,000 messages of this length. After three
it names 19 of 20 of its own examples rightly."""
CONFIG = {
    "recipe": "default.v1",
    "assistant_id": "stock",
    "language": "en",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": EPOCHS, "constrain_similarities": True, "random_seed": 1},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": EPOCHS, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
}
"""Rasa 3.6.21's ``default_config.yml`` but for the epochs and a seed, so that a second run says the same."""


def hold_out(rows: Sequence[Row]) -> tuple[str, ...]:
    """The hands that stock Rasa does not see: the last ones by name."""
    return hands_of(rows)[-HELD_OUT:]


def flag_by_stock_rasa(rows: Sequence[Row], asked: Sequence[Row]) -> dict[Row, bool]:
    """Whether stock Rasa, trained on ``rows`` but for the held-out hands, takes others for an emergency."""
    held_out = hold_out(rows)
    seen = [row for row in rows if row.hand not in held_out and (row.emergency or row.harmless)]
    examples = write_examples(seen)
    model = place_for("stock-*.tar.gz", [examples, yaml.safe_dump(CONFIG)])
    data = _store(examples, model.with_name("stock-examples.yml"))
    train_nlu(CONFIG, data, model)
    guesses = ask_nlu(model, [row.text for row in asked], "stock Rasa")
    return {row: guess.likeliest == "emergency" for row, guess in zip(asked, guesses, strict=True)}


def write_examples(rows: Sequence[Row]) -> str:
    """Rasa's training format. Brackets would be read as entities, and a line break would end an example."""
    told = {row: " ".join(row.text.translate(_PLAIN).split()) for row in rows}
    intents = [
        {
            "intent": name,
            "examples": "".join(f"- {text}\n" for row, text in told.items() if row.emergency == is_one),
        }
        for name, is_one in (("emergency", True), ("no_emergency", False))
    ]
    return yaml.safe_dump({"version": "3.1", "nlu": intents}, allow_unicode=True, width=100_000)


_PLAIN = str.maketrans("[]{}", "()()")


def _store(examples: str, path: Path) -> Path:
    path.write_text(examples, encoding="utf-8")
    return path
