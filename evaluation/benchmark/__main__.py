"""Measure Spinewise beside stock Rasa and an echo bot, and write ``docs/benchmark.md``.

usage: python -m evaluation.benchmark [--quick | --one-epoch]
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
from dataclasses import replace

from evaluation.benchmark.load import FULL, QUICK
from evaluation.benchmark.report import DOCUMENT, write_report
from evaluation.benchmark.run import measure, train_all
from evaluation.cache import FOLDER
from evaluation.rows import ROOT


def main() -> None:
    """Run it; a contender that does not train or start ends it in one clear message."""
    asked = _read_arguments()
    plan = QUICK if asked.quick else replace(FULL, barely=asked.one_epoch)
    folder = FOLDER / "benchmark" / "run"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        run = asyncio.run(measure(train_all(plan.barely), plan, folder))
    except RuntimeError as error:
        raise SystemExit(f"spinewise: {error}") from None
    text = "\n".join(write_report(run)).rstrip() + "\n"
    print(text)
    if not plan.quick:
        DOCUMENT.write_text(text, encoding="utf-8")
        print(f"spinewise: written to {DOCUMENT.relative_to(ROOT)}", file=sys.stderr)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.benchmark", description=(__doc__ or "").splitlines()[0]
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--quick", action="store_true", help="try the benchmark itself; writes nothing")
    how.add_argument(
        "--one-epoch", action="store_true", help="train stock Rasa for one epoch: as fast, answers worse"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
