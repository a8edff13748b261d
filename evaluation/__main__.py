"""Score understanding, triage and causes, and write ``docs/evaluation.md``.

usage: python -m evaluation [--sealed | --questions | --accept] [--without-stock]
"""

from __future__ import annotations

import argparse
import sys

from bot.model.errors import SpinewiseError
from evaluation.gaps import read_gaps, write_gaps
from evaluation.report.document import DOCUMENT, QUESTIONS, write_section
from evaluation.rows import DEVELOPMENT, ROOT, SEALED, CorpusError
from evaluation.run import run_development, run_questions, run_sealed, watch_gaps


def main() -> None:
    """Run what is asked for; mistakes in the corpus or the knowledge end in one clear message."""
    asked = _read_arguments()
    try:
        _accept() if asked.accept else _evaluate(asked)
    except (CorpusError, SpinewiseError) as error:
        raise SystemExit(f"spinewise: {error}") from None


def _evaluate(asked: argparse.Namespace) -> None:
    if asked.questions:
        part, lines = QUESTIONS, run_questions()
    else:
        part = SEALED if asked.sealed else DEVELOPMENT
        run = run_sealed if asked.sealed else run_development
        _, lines = run(with_stock=not asked.without_stock)
    write_section(part, lines)
    print("\n".join(lines))
    print(f"spinewise: written to {DOCUMENT.relative_to(ROOT)}", file=sys.stderr)


def _accept() -> None:
    before, now = read_gaps(), watch_gaps()
    write_gaps(now)
    new, gone = len(now.keys() - before.keys()), len(before.keys() - now.keys())
    print(f"spinewise: {len(now)} known gaps listed: {new} new, {gone} gone", file=sys.stderr)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=(__doc__ or "").splitlines()[0])
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--sealed", action="store_true", help="score the sealed part instead: totals only")
    what.add_argument("--questions", action="store_true", help="score the questions on the documents")
    what.add_argument(
        "--accept", action="store_true", help="write the list of known gaps anew, and nothing else"
    )
    parser.add_argument(
        "--without-stock", action="store_true", help="leave stock Rasa out (it trains for minutes)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
