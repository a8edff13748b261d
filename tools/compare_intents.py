"""Cross-validates intent classifiers on data/nlu.yml and scores them on the held-out examples of tests/data.

usage: python -m tools.compare_intents [--diet]

Ours is ``bot.components.intent_training``; the two others are what Rasa's CountVectorsFeaturizer and
LogisticRegressionClassifier
compute, over words and over words and pieces. ``--diet`` adds Rasa's DIETClassifier (trained once, held-out
figures only; minutes).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from tqdm import tqdm

from bot.components.intent_training import build

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5
DIET = """
recipe: default.v1
assistant_id: comparison
language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: CountVectorsFeaturizer
  - {name: CountVectorsFeaturizer, analyzer: char_wb, min_ngram: 1, max_ngram: 4}
  - {name: DIETClassifier, epochs: 100, constrain_similarities: true}
"""


def examples() -> tuple[list[str], list[str]]:
    """Texts and intents of data/nlu.yml."""
    rows = yaml.safe_load((ROOT / "data/nlu.yml").read_text("utf-8"))["nlu"]
    pairs = [
        (line[2:], row["intent"])
        for row in rows
        for line in row["examples"].splitlines()
        if line.startswith("- ")
    ]
    return [text for text, _ in pairs], [intent for _, intent in pairs]


def held_out() -> tuple[list[str], list[str]]:
    """Texts and intents that no model is trained on."""
    rows = [
        row
        for path in sorted((ROOT / "tests/data").glob("intents*.yml"))
        for row in yaml.safe_load(path.read_text("utf-8"))
    ]
    return [row["text"] for row in rows], [row["intent"] for row in rows]


def counted(pieces: bool) -> Pipeline:
    """Rasa's featurizer and classifier as scikit-learn has them."""
    words = CountVectorizer(token_pattern=r"(?u)\b\w+\b")  # noqa: S106 - a pattern
    parts = [words, CountVectorizer(analyzer="char_wb", ngram_range=(2, 4))] if pieces else [words]
    return make_pipeline(make_union(*parts), LogisticRegression(class_weight="balanced", max_iter=500))


def score(true: Sequence[str], guessed: Sequence[str]) -> str:
    """Accuracy and macro F1, as a table's cells."""
    return f"{accuracy_score(true, guessed):.3f} | {f1_score(true, guessed, average='macro'):.3f}"


def diet(texts: Sequence[str]) -> list[str]:
    """What DIET, trained once on data/nlu.yml, makes of some texts."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yml"
        config.write_text(DIET, "utf-8")
        model = train_nlu(str(config), str(ROOT / "data/nlu.yml"), folder)
        agent = Agent.load(str(model))
        return [_parse(agent, text) for text in tqdm(texts, desc="DIET")]


def _parse(agent: Any, text: str) -> str:
    import asyncio

    return str(asyncio.run(agent.parse_message(text))["intent"]["name"])


def main(arguments: list[str]) -> None:
    """Print the table."""
    texts, intents = examples()
    fresh, true = held_out()
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    models = {
        "words, Rasa's LogisticRegression": counted(False),
        "words and pieces, Rasa's LogisticRegression": counted(True),
    }
    print(f"{len(texts)} examples, {FOLDS} folds; {len(fresh)} held out")
    print("| classifier | accuracy | macro F1 | held-out accuracy | held-out macro F1 |")
    print("| --- | --- | --- | --- | --- |")
    for name, model in tqdm({**models, "ours (TF-IDF, c = 20)": build(20.0)}.items(), file=sys.stderr):
        cross = score(intents, cross_val_predict(model, texts, intents, cv=folds))
        print(f"| {name} | {cross} | {score(true, model.fit(texts, intents).predict(fresh))} |", flush=True)
    if "--diet" in arguments:
        print(f"| words and pieces, Rasa's DIETClassifier | – | – | {score(true, diet(fresh))} |")


if __name__ == "__main__":
    main(sys.argv[1:])
