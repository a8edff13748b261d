"""The classifier as it is served: what scikit-learn says, without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.components.intent_guess import Guesser
from bot.components.intent_training import build, fit
from tests.support.server import ROOT

EXAMPLES = [
    ("my lower back hurts", "describe_symptoms"),
    ("Pain in my neck, since Monday!", "describe_symptoms"),
    ("what is a slipped disc?", "ask_knowledge"),
    ("how is it treated", "ask_knowledge"),
    ("hello there", "greet"),
    ("good morning", "greet"),
    ("thanks a lot", "thank"),
]
TEXTS = [
    "my back hurts",
    "MY  BACK\thurts\n\n so much, so so much",
    "a",
    "I",
    "99 o'clock_x",
    "ärger naïve ſtraße",
    "hurst in my nek 😀",
    "zq",
    "😀",
]


@pytest.fixture(scope="module")
def guesser(tmp_path_factory: pytest.TempPathFactory) -> Guesser:
    folder = tmp_path_factory.mktemp("intents")
    fit(*zip(*EXAMPLES, strict=True), c=20.0).save(folder)
    return Guesser.load(folder)


@pytest.mark.parametrize("text", TEXTS)
def test_it_says_what_scikit_learn_says(guesser: Guesser, text: str) -> None:
    model = build(20.0).fit(*zip(*EXAMPLES, strict=True))
    theirs = dict(zip(model.classes_, model.predict_proba([text])[0], strict=True))
    ours = guesser.rank(text)
    assert dict(ours) == pytest.approx(theirs, abs=1e-5)
    assert [chance for _, chance in ours] == sorted(dict(ours).values(), reverse=True)


def test_nothing_of_scikit_learn_is_needed_to_serve() -> None:
    code = (
        "import sys, bot.components.intent_model; assert 'bot.components.intent_training' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(ROOT), check=True)
