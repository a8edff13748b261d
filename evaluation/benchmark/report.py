"""``docs/benchmark.md``: the goals beside the figures, the figures side by side, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluation.benchmark.figures import AROUND, Figure, figures
from evaluation.benchmark.goals import Goal, Values, divide, load_goals
from evaluation.benchmark.load import AT_ONCE, EARLY, SENDERS, Plan
from evaluation.benchmark.run import CONTENDERS, Run
from evaluation.report.document import describe_commit
from evaluation.report.tables import NOTHING, Lines, section, table
from evaluation.rows import ROOT

DOCUMENT = ROOT / "docs" / "benchmark.md"
INTRODUCTION = """# How fast, how flat and how large

Written by `make benchmark`; do not edit it by hand. Three servers side by side, over REST on one machine:

- **Spinewise** as `make run` starts it. Conversations are stored in SQLite; each turn is an assessment.
- **Stock Rasa** 3.6.21: the pipeline and policies that it fills in by default, trained on the same
  `data/nlu.yml`, `data/stories.yml` and `domain.yml`, with an action server of its own. Its action works
  nothing out: it sends an assessment that Spinewise has made, and remembers its findings. Conversations are
  kept in memory only, as Rasa does by default. Both favour stock Rasa.
- **Echo bot**: a keyword, a rule and a fixed reply, on the same Rasa, without an action server. It is the
  floor: what Rasa itself needs for a message.
"""
DECIMALS = {"ms": 1, "s": 1, "MB": 0, "a second": 1, "times": 2}


def write_report(run: Run) -> Lines:
    """The whole document."""
    values = value_all(run)
    return [
        *INTRODUCTION.splitlines(),
        "",
        *section("Where and when", *_circumstances(run), level=2),
        *section("Goals", level=2),
        *table(("goal", "to reach", "reached", "met"), (_goal(goal, values) for goal in load_goals())),
        *section("Figures", "The last two columns are Spinewise divided by the other.", level=2),
        *table(_head(), (_row(figure, values) for figure in figures())),
        *section("How it is measured", *_method(run.plan), level=2),
    ]


def value_all(run: Run) -> Values:
    """Every figure of every contender."""
    return {name: {figure.id: figure.of(sheet) for figure in figures()} for name, sheet in run.sheets.items()}


def show(value: float | None, unit: str) -> str:
    """A figure with its unit.

    >>> show(12.345, "ms"), show(1.5, "times"), show(None, "s")
    ('12.3 ms', '1.50 ×', '–')
    """
    if value is None:
        return NOTHING
    return f"{value:,.{DECIMALS[unit]}f} {'×' if unit == 'times' else unit}"


def _circumstances(run: Run) -> Iterator[str]:
    yield f"{run.day.isoformat()}, {describe_commit()}. {run.machine}."
    shares = {"during the run": run.others} | {
        f"while {contender.title} was trained": run.trained[contender.id].others for contender in CONTENDERS
    }
    known = [f"{share:.0%} {when}" for when, share in shares.items() if share is not None]
    yield "Of the machine's processor time other programs used: " + (", ".join(known) or "nobody knows") + "."
    if run.plan.barely:
        yield (
            "Stock Rasa was trained for one epoch instead of a hundred. Its model has the same parts and the"
            " same size, so that it is as fast and as large; the time of its training is left out."
        )
    yield "Turns that got another answer than they should: " + ", ".join(_wrong(run)) + "."


def _wrong(run: Run) -> Iterator[str]:
    for contender in CONTENDERS:
        right = run.sheets[contender.id].right
        yield f"{contender.title} {right.count(False)} of {len(right):,}"


def _goal(goal: Goal, values: Values) -> tuple[str, ...]:
    bound = f"at most {goal.at_most:g} ×" if goal.at_most is not None else f"at least {goal.at_least:g} ×"
    met = {True: "yes", False: "**no**", None: NOTHING}[goal.is_met(values)]
    return goal.what, bound, show(goal.reached(values), "times"), met


def _head() -> tuple[str, ...]:
    own, *others = (contender.title for contender in CONTENDERS)
    return ("figure", own, *others, *(f"/ {title}" for title in others))


def _row(figure: Figure, values: Values) -> tuple[str, ...]:
    own, *others = (values[contender.id][figure.id] for contender in CONTENDERS)
    shown = [show(value, figure.unit) for value in (own, *others)]
    return (figure.label, *shown, *(show(divide(own, other), "times") for other in others))


def _method(plan: Plan) -> Iterator[str]:
    many = " and ".join(map(str, SENDERS))
    yield (
        "All three servers run at the same time and are asked by turns, one conversation each, so that"
        " whatever else the machine does hits them alike. The one who asks runs on the same machine. A time"
        " is what the client waits, from the request to the last byte of the answer."
    )
    rows: Mapping[str, str] = {
        f"Turns 1 to {EARLY}, memory": f"{plan.short} conversations of {EARLY} turns, servers just started",
        "Turns around 100 and 300": f"{plan.long} conversations of {plan.turns}; {AROUND} to either side",
        f"{many} senders": f"{plan.bursts} rounds of {plan.said} messages a sender; the middle round counts",
        "Processor time": "what all processes of a contender have used; what else runs hardly changes it",
        "Three at once": f"{plan.triples} rounds; {AT_ONCE} one by one, then {AT_ONCE} without waiting",
        "Start": f"{plan.starts} starts, from the first process to the first answer; the middle one counts",
        "Memory": "resident memory of the chat server; its action server is in a row of its own",
        "Training": "the whole command, once; the model is kept until something that training reads changes",
    }
    yield "\n".join(f"- **{what}**: {how}" for what, how in rows.items())
    yield (
        "That nothing is lost or silent when something fails is no figure but a matter of tests that start"
        " the real server: `tests/serving/test_failures.py`, `tests/serving/test_survival.py` and"
        " `tests/channels/test_invariant.py`."
    )
