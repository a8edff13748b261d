"""Let simulated people talk to the real server, and write ``docs/simulation.md``.

usage: python -m evaluation.simulation [conversations]
"""

from __future__ import annotations

import sys
import time

from tqdm import tqdm

from bot.model.errors import SpinewiseError
from evaluation.rows import ROOT
from evaluation.simulation.judge import judge
from evaluation.simulation.play import play
from evaluation.simulation.report import write
from evaluation.simulation.server import running, say_to

DOCUMENT = ROOT / "docs" / "simulation.md"
CONVERSATIONS = 1000


def main() -> None:
    """Play them one after the other; a server that does not start ends in one clear message."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CONVERSATIONS
    try:
        with running() as address:
            started = time.monotonic()
            numbers = tqdm(range(count), desc="conversations", disable=None)
            verdicts = [judge(n, play(n, say_to(address, f"simulated-{n}"))) for n in numbers]
    except SpinewiseError as error:
        raise SystemExit(f"spinewise: {error}") from None
    page = write(verdicts, time.monotonic() - started)
    DOCUMENT.write_text(page, encoding="utf-8")
    print(page)
    print(f"spinewise: written to {DOCUMENT.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
