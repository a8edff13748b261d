"""``python -m bot.serving run`` serves, ``python -m bot.serving shell`` talks in the terminal."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from bot.model.errors import SettingsError
from bot.serving.checks import CannotStart, check
from bot.serving.runtime import prepare
from bot.serving.without_tensorflow import keep_out

INTERRUPTED = 130
USAGE = "usage: python -m bot.serving run | shell"


def main(arguments: list[str]) -> int:
    """Do what the arguments say; returns the exit code."""
    if arguments not in (["run"], ["shell"]):
        return _stop(USAGE)
    try:
        return _do(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


def _do(arguments: list[str]) -> int:
    try:
        settings = prepare(Path.cwd())
        if arguments == ["shell"]:
            from bot.serving import shell  # after .env has been read, as below

            shell.run(settings)
            return 0
        # Ctrl-C in the middle of an import or of loading a model is otherwise a traceback, or is lost in a
        # library. Nobody has been listened to yet; the web server puts a handler of its own when it listens.
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
        check(settings)
        print("Spinewise is starting ...", flush=True)
        keep_out(Path(settings.models))
        from bot.serving import server  # imports Rasa, which reads its configuration then

        problem = server.run(settings)
    except (SettingsError, CannotStart) as error:
        return _stop(str(error))
    return _stop(problem) if problem else 0


def _stop(message: str) -> int:
    print(f"spinewise: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
