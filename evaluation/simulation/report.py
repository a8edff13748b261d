"""All simulated conversations in one page: goals, figures by style, and what went wrong most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from evaluation.figures import Share
from evaluation.report.tables import Lines, section, show, table
from evaluation.simulation.judge import Verdict
from evaluation.simulation.people import STYLES

RIGHT, FALLBACK, QUESTIONS = 0.95, 0.02, 3
"""Goals: least share with the facts right, most turns not understood, most questions in the median."""
MOST_LISTED = 40
FAULTS = {"repeated": "a question asked twice", "dead_ends": "a dead end", "failures": "a failure"}

HEAD = """# Simulated conversations

`make simulate` writes this page. Generated people with a known truth talk to the real server: terse,
rambling, contradicting, correcting, distressed, digressing. What they say stands in
`evaluation/simulation/phrasings.yml`; it was not taken from vocabulary, patterns or corpus. What went
wrong has been looked at and partly mended since: these are figures of development, not of an exam.

A conversation is right if it reached an assessment, and the episode at its end has all that the person told
and still holds to, and nothing that was not told. Each reply says what was understood, and these people read
it: what it wrongly says to be there they object to, once, and what they are asked though they told it they
tell again. How many had to is told too.
"""


def write(verdicts: Sequence[Verdict], seconds: float) -> str:
    """The page, in Markdown."""
    turns = sum(one.turns for one in verdicts)
    lines = [HEAD, *_goals(verdicts), *_by_style(verdicts), *_faults(verdicts)]
    lines.append(f"{len(verdicts)} conversations, {turns} turns, {seconds / turns * 1000:.0f} ms a turn.")
    return "\n".join(lines) + "\n"


def _goals(verdicts: Sequence[Verdict]) -> Lines:
    turns = sum(one.turns for one in verdicts)
    fallbacks = show(Share(sum(one.fallbacks for one in verdicts), turns))
    asked = f"{median(one.questions for one in verdicts):g}"
    rows = [
        ("an assessment with the facts right", f"at least {RIGHT:.0%}", _right(verdicts)),
        ("the same, and nothing had to be put right", "", _unaided(verdicts)),
        ("turns not understood", f"at most {FALLBACK:.0%}", fallbacks),
        ("questions asked, median", f"at most {QUESTIONS}", asked),
    ]
    for name, what in FAULTS.items():
        rows.append(
            (f"conversations with {what}", "0", str(sum(bool(getattr(one, name)) for one in verdicts)))
        )
    return table(("what", "goal", "found"), rows)


def _unaided(verdicts: Sequence[Verdict]) -> str:
    return show(Share(sum(one.right and not one.put_right for one in verdicts), len(verdicts)))


def _by_style(verdicts: Sequence[Verdict]) -> Lines:
    rows = []
    for style in STYLES:
        own = [one for one in verdicts if one.style == style]
        if own:
            turns = sum(one.turns for one in own) / len(own)
            asked = median(one.questions for one in own)
            rows.append((style, _right(own), f"{turns:.1f}", f"{asked:g}"))
    return table(("style", "facts right", "turns, mean", "questions, median"), rows)


def _faults(verdicts: Sequence[Verdict]) -> Lines:
    """What went wrong most often; words of the simulated people, never of anybody real."""
    found = Counter(what for one in verdicts for what in (*one.wrong, *one.dead_ends, *one.repeated))
    rows = [(what.replace("|", "/"), str(times)) for what, times in found.most_common(MOST_LISTED)]
    return [*section("What went wrong", level=2), *table(("what", "times"), rows)]


def _right(verdicts: Sequence[Verdict]) -> str:
    return show(Share(sum(one.right for one in verdicts), len(verdicts)))
