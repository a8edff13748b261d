"""The runs: development part, sealed part, and the list of known gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tqdm import tqdm

from bot.knowledge.loader import load
from evaluation.check import find_problems
from evaluation.comparison import compare
from evaluation.gaps import Gap, find_gaps, fixed_subset
from evaluation.intents import guess_intents
from evaluation.learned import USUAL, Memory, Trial, fit_folds, fit_shipped, reader_with, remember
from evaluation.predict import Reader, predict
from evaluation.rasa_nlu import Guess
from evaluation.report.details import show_ablation, show_comparison, show_hands, show_worst
from evaluation.report.tables import Lines
from evaluation.report.totals import show_totals
from evaluation.rows import DEVELOPMENT, SEALED, CorpusError, Row, read_part
from evaluation.score import Scored, Scores

TRIALS = (
    Trial("rules alone", verdicts=()),
    Trial("learned alone", rules=False),
    Trial("rules + learned, which only raises", verdicts=("stands",)),
    Trial("rules + learned, which only doubts", verdicts=("doubt",)),
    Trial(f"**rules + learned** (stand {USUAL.stand:g}, doubt {USUAL.doubt:g})"),
    *(
        Trial(f"the same, stand {stand:g}", replace(USUAL, stand=stand))
        for stand in (0.3, 0.4, 0.6, 0.7, 0.8)
    ),
    *(Trial(f"the same, doubt {doubt:g}", replace(USUAL, doubt=doubt)) for doubt in (0.02, 0.1)),
)
"""What the ablation compares. ``ask`` changes no first reply's level."""

Timings = dict[str, Sequence[float]]


def run_development(*, with_stock: bool) -> tuple[Scores, Lines]:
    """Score the development part, each hand by a model that has not seen it: scores, and lines to write."""
    rows = _read(DEVELOPMENT)
    folds = fit_folds(rows)
    readers = {hand: reader_with(model) for hand, model in folds.items()}
    guesses = guess_intents(rows)
    scored = score(rows, guesses, lambda row: readers[row.hand])
    memory = remember(rows, folds)
    trials = {trial.name: _try_out(trial, memory, guesses) for trial in TRIALS}
    scores = Scores(scored)
    return scores, [
        *show_totals(scores, _timings(scored, guesses)),
        *show_hands(scores),
        *show_ablation(trials),
        *show_comparison(compare(scored, with_stock=with_stock)),
        *show_worst(scored),
    ]


def run_sealed() -> tuple[Scores, Lines]:
    """Score the sealed part by the model that is shipped. Totals only."""
    rows = _read(SEALED)
    reader = reader_with(fit_shipped(_read(DEVELOPMENT)))
    guesses = guess_intents(rows)
    scored = score(rows, guesses, lambda _: reader)
    return Scores(scored), show_totals(Scores(scored), _timings(scored, guesses))


def watch_gaps() -> dict[str, Gap]:
    """The gravest errors on the fixed subset, by the shipped model, without the intent classifier."""
    rows = _read(DEVELOPMENT)
    reader = reader_with(fit_shipped(rows))
    return find_gaps(
        Scored(row, predict(row.text, None, reader)) for row in _progress(fixed_subset(rows), "gaps")
    )


def score(
    rows: Sequence[Row],
    guesses: Mapping[Row, Guess],
    reader_for: Callable[[Row], Reader],
    what: str = "messages",
) -> list[Scored]:
    """Every row with what came out; ``what``: the name on the progress bar."""
    return [
        Scored(row, predict(row.text, guesses[row].intent, reader_for(row))) for row in _progress(rows, what)
    ]


def _try_out(trial: Trial, memory: Memory, guesses: Mapping[Row, Guess]) -> Scores:
    return Scores(score(list(guesses), guesses, lambda row: lambda _: memory.reading(row, trial), trial.name))


def _read(part: str) -> tuple[Row, ...]:
    rows = read_part(part)
    problems = find_problems(rows, load())
    if problems:
        raise CorpusError("the corpus has labels that cannot be meant:\n  " + "\n  ".join(problems))
    return rows


def _timings(scored: Sequence[Scored], guesses: Mapping[Row, Guess]) -> Timings:
    read = [one.predicted.seconds[0] for one in scored]
    replied = [one.predicted.seconds[1] for one in scored]
    guessed = [guesses[one.row].seconds for one in scored]
    together = [a + b for a, b in zip(read, guessed, strict=True)]
    return {
        "understanding (rules, learned layer, merging)": read,
        "intent classifier (Rasa's graph)": guessed,
        "**understanding and intent together**": together,
        "reply (triage, causes, wording)": replied,
        "all": [a + b for a, b in zip(together, replied, strict=True)],
    }


def _progress(rows: Sequence[Row], what: str) -> tqdm[Row]:
    return tqdm(rows, desc=what.replace("*", ""), disable=None)
