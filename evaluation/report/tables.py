"""Cells and tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluation.figures import Interval, Share

NOTHING = "–"
Lines = list[str]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Lines:
    """A table whose first column is text and whose others are figures."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return [*(_line(cells) for cells in (head, rule, *rows)), ""]


def section(title: str, *paragraphs: str, level: int = 3) -> Lines:
    """A heading and what stands under it."""
    lines = ["#" * level + " " + title, ""]
    for paragraph in paragraphs:
        lines += [paragraph, ""]
    return lines


def percent(value: float | None) -> str:
    """One decimal.

    >>> percent(0.9345), percent(None)
    ('93.4%', '–')
    """
    return NOTHING if value is None else f"{value:.1%}"


def show(share: Share) -> str:
    """A share with its counts and its interval.

    >>> show(Share(45, 50))
    '90.0% (45/50; 78.6–95.7)'
    """
    if share.value is None or share.interval is None:
        return NOTHING
    low, high = share.interval
    return f"{percent(share.value)} ({share.hits}/{share.total}; {low * 100:.1f}–{high * 100:.1f})"


def show_f1(value: float | None, interval: Interval | None = None) -> str:
    """F1 with three decimals, and its interval where there is one."""
    if value is None:
        return NOTHING
    return f"{value:.3f}" + (f" ({interval[0]:.2f}–{interval[1]:.2f})" if interval else "")


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
