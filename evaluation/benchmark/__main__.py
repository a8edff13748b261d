"""Measure Spinewise beside stock Rasa and an echo bot, and write ``docs/benchmark.md``.

usage: python -m evaluation.benchmark [--quick]
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys

from evaluation.benchmark.load import FULL, QUICK
from evaluation.benchmark.report import DOCUMENT, write_report
from evaluation.benchmark.run import measure, train_all
from evaluation.cache import FOLDER
from evaluation.rows import ROOT


def main() -> None:
    """Run it; a contender that does not train or start ends it in one clear message."""
    quick = _read_arguments().quick
    folder = FOLDER / "benchmark" / "run"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        run = asyncio.run(measure(train_all(quick), QUICK if quick else FULL, folder))
    except RuntimeError as error:
        raise SystemExit(f"spinewise: {error}") from None
    text = "\n".join(write_report(run)).rstrip() + "\n"
    print(text)
    if not quick:
        DOCUMENT.write_text(text, encoding="utf-8")
        print(f"spinewise: written to {DOCUMENT.relative_to(ROOT)}", file=sys.stderr)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.benchmark", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--quick", action="store_true", help="try the benchmark itself: few turns, stock barely trained"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
