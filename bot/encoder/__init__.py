"""The meaning of a short text as a vector, so that a question finds a fact that says it in other words.

    minilm   the encoder all-MiniLM-L6-v2 in NumPy, its weights out of their package
    store    the vectors of a fixed list of texts, computed once and kept as a file

Two vectors of length 1 are as close as their dot product says: 1 for the same text, about 0 for unlike ones.
"""

from bot.encoder.minilm import encode
from bot.encoder.store import keep_vectors, load_vectors

__all__ = ["encode", "keep_vectors", "load_vectors"]
