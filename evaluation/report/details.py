"""What only the development part shows: hands, comparisons, the ablation and the worst errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple

from evaluation.baselines.stock_rasa import EPOCHS
from evaluation.comparison import Compared
from evaluation.figures import Share, share_of
from evaluation.gaps import FALSE, MISSED, whats_wrong
from evaluation.invariance import Held
from evaluation.labels import load_labels
from evaluation.report.tables import Lines, section, show, table
from evaluation.rows import DEVELOPMENT, Row, hands_of
from evaluation.score import Scores
from evaluation.scored import Scored

WORST = 20
SHOWN = 160
FAIRNESS = (
    "Is it an emergency? No trained part of any system has seen the hand (the writer) it is asked about.",
    "The rules of Spinewise were written with the development part in view, and its thresholds chosen there:"
    " on that part the comparison favours Spinewise, on the sealed part it does not.",
)
STOCK = (
    f"Stock Rasa is trained for {EPOCHS} of its default 100 epochs, after which it names 98 of 100 of its own"
    " examples rightly, and without the two hands that are held out; the likelier of its two intents counts."
)
STOCK_LEFT_OUT = "Stock Rasa was left out of this run."
HANDS_NOTE = (
    "The intervals elsewhere take messages for independent, which those of one hand are not: the spread over"
    " hands says more about a stranger. A hand whose errors nobody has read is the likest to one."
)
GRAVITY = (MISSED, "two_levels_too_low", FALSE)
WORDS = {MISSED: "missed emergency", "two_levels_too_low": "two levels too low", FALSE: "false emergency"}


def show_comparison(compared: Sequence[Compared]) -> Lines:
    """Ours beside others, on the same messages."""
    rows = [
        (one.name, one.hands, show(found(one.flags)), show(alarms(one.flags)), show(near(one.flags)))
        for one in compared
    ]
    head = ("what", "hands asked", "emergencies found", "false alarms", "of them on near misses")
    with_stock = any("Rasa" in one.name for one in compared)
    return [*section("Beside others", *FAIRNESS, STOCK if with_stock else STOCK_LEFT_OUT), *table(head, rows)]


def show_ablation(trials: Mapping[str, Scores]) -> Lines:
    """What each part of the understanding is worth."""
    head = (
        "understanding",
        "emergencies found",
        "false alarms",
        "on near misses",
        "acceptable level",
        "two levels too low",
        "first cause fits",
    )
    rows = [
        (
            name,
            show(s.emergencies_found),
            show(s.false_alarms),
            show(s.near_alarms),
            show(s.acceptable),
            show(s.too_low),
            show(s.causes_named(1)),
        )
        for name, s in trials.items()
    ]
    note = "The learned layer has not seen the hand it reads; the rules were written with all hands in view."
    more = "`stand`, `doubt`: the probabilities at which it acts, chosen on these very messages."
    return [*section("What each part is worth", note, more), *table(head, rows)]


def show_changes(held: Mapping[str, Held]) -> Lines:
    """How often a change that must not matter leaves the level as it was, and how often it lowers it."""
    rows = [
        (name, str(one.tried), show(Share(one.same, one.tried)), show(Share(one.lower, one.tried)))
        for name, one in held.items()
    ]
    total = Held(*(sum(part) for part in zip(*map(astuple, held.values()), strict=True)))
    rows.append(
        (
            "**all**",
            str(total.tried),
            show(Share(total.same, total.tried)),
            show(Share(total.lower, total.tried)),
        )
    )
    head = ("change", "messages", "same level", "lower level")
    note = "Each on every message that it applies to; the goal is 99.5% the same and none lower."
    return [*section("Changes that must not matter", note), *table(head, rows)]


def show_hands(scores: Scores, by_rules: Scores) -> Lines:
    """Each hand apart: how much a figure depends on who writes, and how well the rules know whom."""
    rows = []
    for hand in hands_of([one.row for one in scores.scored]):
        own, rules = _only(scores, hand), _only(by_rules, hand)
        shares = (own.emergencies_found, rules.emergencies_found, own.false_alarms, own.acceptable)
        rows.append((hand, str(len(own.scored)), *map(show, shares)))
    head = ("hand", "messages", "emergencies found", "by rules alone", "false alarms", "acceptable level")
    return [*section("By hand", HANDS_NOTE), *table(head, rows)]


def show_strangers(scores: Scores) -> Lines:
    """Each hand that nobody read, apart; ``fresh`` wrote last, from a description of people only."""
    rows = []
    for hand in hands_of([one.row for one in scores.scored]):
        own = _only(scores, hand)
        shares = (own.emergencies_found, own.false_alarms, own.acceptable, own.too_low)
        rows.append((hand, str(len(own.scored)), *map(show, shares)))
    head = ("hand", "messages", "emergencies found", "false alarms", "acceptable level", "two levels too low")
    return [*section("By hand", HANDS_NOTE), *table(head, rows)]


def show_worst(scored: Sequence[Scored]) -> Lines:
    """The worst errors, shortened.

    Raises:
        ValueError: one of the messages is not of the development part; others are never shown.
    """
    if any(one.row.part != DEVELOPMENT for one in scored):
        raise ValueError("only messages of the development part may be shown")
    worst = sorted((one for one in scored if whats_wrong(one)), key=_gravity)[:WORST]
    rows = [
        (_shorten(one.row.text), one.row.kind, " or ".join(one.row.urgency), one.predicted.level, _name(one))
        for one in worst
    ]
    head = ("message", "kind", "acceptable", "came out", "what is wrong")
    return [*section(f"The {WORST} worst errors"), *table(head, rows)]


def _only(scores: Scores, hand: str) -> Scores:
    return Scores([one for one in scores.scored if one.row.hand == hand])


def found(flags: Mapping[Row, bool]) -> Share:
    """Emergencies that were flagged."""
    return share_of(flag for row, flag in flags.items() if row.emergency)


def alarms(flags: Mapping[Row, bool]) -> Share:
    """Others that were flagged."""
    return share_of(flag for row, flag in flags.items() if row.harmless)


def near(flags: Mapping[Row, bool]) -> Share:
    """Near misses that were flagged."""
    return share_of(flag for row, flag in flags.items() if row.harmless and row.near)


def _gravity(one: Scored) -> tuple[int, int, str]:
    """Missed emergencies, then levels too low, then false emergencies; in each the farthest off first."""
    rank = load_labels().rank
    off = abs(rank(one.predicted.level) - rank(one.nearest))
    return GRAVITY.index(whats_wrong(one) or FALSE), -off, one.row.key


def _name(one: Scored) -> str:
    return WORDS[whats_wrong(one) or FALSE]


def _shorten(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1].rstrip() + "…"
