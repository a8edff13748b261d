"""How a deployer starts it, as ``python -m bot.serving`` with

- ``run``: serve,
- ``shell``: talk in the terminal,
- ``erase <sender id>``: delete all that is kept about one conversation.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import sqlalchemy as sa

from bot import database
from bot.model.errors import SettingsError
from bot.serving.checks import CannotStart, check
from bot.serving.runtime import INTERRUPTED, prepare
from bot.serving.without_tensorflow import keep_out
from bot.settings import Settings

USAGE = "usage: python -m bot.serving run | shell | erase <sender id>"


def main(arguments: list[str]) -> int:
    """Do what the arguments say; returns the exit code."""
    try:
        match arguments:
            case ["run"]:
                problem = _run(prepare(Path.cwd()))
            case ["shell"]:
                problem = _shell(prepare(Path.cwd()))
            case ["erase", sender]:
                problem = _erase(prepare(Path.cwd()), sender)
            case _:
                problem = USAGE
    except (SettingsError, CannotStart) as error:
        problem = str(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    if problem:
        print(f"spinewise: {problem}", file=sys.stderr)
    return 2 if problem else 0


# Each imports late what reads its configuration when it is imported: Rasa.


def _run(settings: Settings) -> str:
    # Ctrl-C in the middle of an import or of loading a model is otherwise a traceback, or lost in a library.
    # Nobody has been listened to yet; the web server puts a handler of its own when it listens.
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    check(settings)
    print("Spinewise is starting ...", flush=True)
    if not settings.api_token:  # Rasa's HTTP API can train
        keep_out(Path(settings.models))
    from bot.serving import server

    return server.run(settings)


def _shell(settings: Settings) -> str:
    from bot.serving import shell

    shell.run(settings)
    return ""


def _erase(settings: Settings, sender: str) -> str:
    try:
        count = database.erase(database.connect(settings), sender)
    except (OSError, sa.exc.SQLAlchemyError) as error:
        return f"Nothing was erased: {getattr(error, 'orig', error)}."
    print(f"{count} rows erased.")
    return "" if count else "Nothing is kept under this id. Is it written exactly as it was sent?"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
