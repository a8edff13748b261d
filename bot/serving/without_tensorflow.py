"""TensorFlow kept out of a server whose model does not use it: half its memory, and half its start.

Rasa imports it for what only training and its neural components need, and thinc (spaCy's base) because it is
installed. So the three modules of Rasa that import it at the start are left empty, unless the model has a
component that may need them; anything else that imports TensorFlow still gets it.
"""

from __future__ import annotations

import importlib
import json
import sys
import tarfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

LEFT_OUT = {
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
    # Checks a configuration before training; Rasa loads it with every model.
    "rasa.graph_components.validators.default_recipe_validator": ("DefaultV1RecipeValidator",),
}
FREE = (
    "bot.",
    "rasa.graph_components.",
    "rasa.core.policies.ensemble.",
    "rasa.core.policies.rule_policy.",
    "rasa.nlu.classifiers.keyword_intent_classifier.",
    "rasa.nlu.classifiers.regex_message_handler.",
    "rasa.nlu.tokenizers.whitespace_tokenizer.",
)
"""Components that are known to do without."""


class LeftOut:
    """What stands in the place of a class that is not there."""

    def __init__(self, *_: Any, **__: Any) -> None:
        raise RuntimeError(
            "This part of Rasa is left out while serving; see bot/serving/without_tensorflow.py."
        )


def keep_out(models: Path) -> bool:
    """Keep TensorFlow out of this process if the model that will be loaded allows it; says whether it does.

    To be called before Rasa or spaCy is imported.
    """
    components = read_components(models)
    if not components or not all(component.startswith(FREE) for component in components):
        return False
    for name, classes in LEFT_OUT.items():
        sys.modules[name] = _empty(name, classes)
    sys.modules["tensorflow"] = None  # type: ignore[assignment]  # Python's way to say: not installed
    importlib.import_module("thinc.compat")
    del sys.modules["tensorflow"]
    return True


def read_components(models: Path) -> list[str]:
    """The class paths of what a model uses to answer, [] if it cannot be read."""
    try:
        newest = models if models.is_file() else max(models.glob("*.tar.gz"), key=_age)
        with tarfile.open(newest) as archive:
            file = archive.extractfile("metadata.json")
            nodes = json.load(file)["predict_schema"]["nodes"] if file else {}
        return [str(node["uses"]) for node in nodes.values()]
    except (OSError, ValueError, KeyError, tarfile.TarError):
        return []  # the start goes on, and Rasa says what is wrong with it


def _age(path: Path) -> float:
    return path.stat().st_mtime  # by which Rasa picks the newest


def _empty(name: str, classes: Iterable[str]) -> ModuleType:
    module = ModuleType(name, "Left out while serving.")
    for each in classes:
        setattr(module, each, type(each, (LeftOut,), {}))
    return module
