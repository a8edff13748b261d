"""Rasa's command line without the warnings of its dependencies about each other.

usage: python tools/quiet.py <what follows "rasa">
"""

from __future__ import annotations

import logging
import os

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

# Some of them reset Python's filters, so warnings are caught where they are printed.
logging.captureWarnings(True)
logging.getLogger("py.warnings").setLevel(logging.CRITICAL)

if __name__ == "__main__":
    from rasa.__main__ import main

    main()
