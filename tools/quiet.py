"""Rasa's command line without the warnings of its dependencies about each other.

usage: python tools/quiet.py <what follows "rasa">
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

from tqdm import tqdm

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

# Some of them reset Python's filters, so warnings are caught where they are printed.
logging.captureWarnings(True)
logging.getLogger("py.warnings").setLevel(logging.CRITICAL)


def _without_bars() -> None:
    """Progress bars are for people: in a log each of their steps would be a line of its own."""
    shown = tqdm.__init__

    def hidden(self: tqdm, *args: Any, **options: Any) -> None:
        shown(self, *args, **{**options, "disable": True})

    tqdm.__init__ = hidden


if __name__ == "__main__":
    if not sys.stderr.isatty():
        _without_bars()
    from rasa.__main__ import main

    main()
