"""The process made ready before Rasa is imported: settings, threads, telemetry, noise."""

from __future__ import annotations

import io
import logging
import os
from collections.abc import MutableMapping
from pathlib import Path

from dotenv.parser import Binding, parse_stream

from bot.model.errors import SettingsError
from bot.settings import Settings, read

INTERRUPTED = 130
"""The exit code of what Ctrl-C ended before it served."""

# TensorFlow comes with Rasa and does no work here; the classifier's matrices are too small to share out, and
# a pool of threads for each library would only wait for the event loop's one.
_FIXED = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}
_DEFAULTS = {
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


def prepare(root: Path, environ: MutableMapping[str, str] = os.environ) -> Settings:
    """Load ``.env`` under the environment, check the settings and fix what Rasa reads when imported."""
    for name, value in read_env_file(root / ".env").items():
        environ.setdefault(name, value)
    settings = read(environ)
    environ.update(_FIXED)
    for name, value in _DEFAULTS.items():
        environ.setdefault(name, value)
    environ["LOG_LEVEL"] = settings.log_level
    if settings.log_level != "DEBUG":
        # Those of Rasa's dependencies about each other; some of them reset the filters, so they are caught.
        logging.captureWarnings(True)
        logging.getLogger("py.warnings").setLevel(logging.ERROR)
    for library in ("rasa_sdk", "matplotlib", "apscheduler"):
        logging.getLogger(library).setLevel(logging.WARNING)
    return settings


def read_env_file(path: Path) -> dict[str, str]:
    """The variables of a ``.env`` file, {} when there is none.

    Raises:
        SettingsError: a line is not ``NAME=value``; python-dotenv alone would only log it and go on.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path.name} cannot be read ({error}). Make it a readable UTF-8 text file."
        ) from None
    values = {}
    for binding in parse_stream(io.StringIO(text)):
        if binding.error or (binding.key and binding.value is None):
            raise _malformed(path, binding)
        if binding.key and binding.value is not None:
            values[binding.key] = binding.value
    return values


def _malformed(path: Path, binding: Binding) -> SettingsError:
    # Only what stands before "=": the rest may be a secret.
    shown = binding.original.string.strip().partition("=")[0][:40]
    return SettingsError(
        f'{path.name}, line {binding.original.line}: "{shown}" is not of the form NAME=value. Write it so,'
        " put text with spaces or # in quotes, or begin the line with # to leave it out."
    )
