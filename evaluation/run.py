"""The runs: development part, sealed part, and the list of known gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tqdm import tqdm

from bot.knowledge.loader import load
from evaluation.ablation import RULES_ALONE, ablate
from evaluation.check import find_problems
from evaluation.comparison import compare, compare_on_sealed
from evaluation.gaps import Gap, find_gaps, fixed_subset
from evaluation.intents import guess_intents, guess_texts
from evaluation.invariance import try_changes
from evaluation.learned import fit_folds, reader_with
from evaluation.predict import Reader, predict
from evaluation.questions.answer import answer_all
from evaluation.questions.report import show_questions
from evaluation.questions.rows import read_questions
from evaluation.rasa_nlu import Guess
from evaluation.report.details import (
    show_ablation,
    show_changes,
    show_comparison,
    show_hands,
    show_strangers,
    show_worst,
)
from evaluation.report.tables import Lines
from evaluation.report.totals import show_totals
from evaluation.rows import DEVELOPMENT, SEALED, CorpusError, Row, read_part
from evaluation.score import Scores
from evaluation.scored import Scored
from evaluation.shipped import load_shipped

CHANGED = 4
"""One message in so many is tried with every change that must not matter."""

Timings = dict[str, Sequence[float]]


def run_development(*, with_stock: bool) -> tuple[Scores, Lines]:
    """Score the development part, each hand by a model that has not seen it: scores, and lines to write."""
    rows = _read(DEVELOPMENT)
    folds = fit_folds(rows)
    readers = {hand: reader_with(model) for hand, model in folds.items()}
    guesses = guess_intents(rows)
    scored = score(rows, guesses, lambda row: readers[row.hand])
    scores, trials = Scores(scored), ablate(guesses, folds)
    return scores, [
        *show_totals(scores, _timings(scored, guesses)),
        *show_hands(scores, trials[RULES_ALONE]),
        *show_ablation(trials),
        *show_changes(try_changes(rows[::CHANGED], lambda row: readers[row.hand])),
        *show_comparison(compare(scored, with_stock=with_stock)),
        *show_worst(scored),
    ]


def run_sealed(*, with_stock: bool) -> tuple[Scores, Lines]:
    """Score the sealed part by the model that is shipped. Totals only."""
    seen, rows = _read(DEVELOPMENT), _read(SEALED)
    reader = reader_with(load_shipped())
    guesses = guess_intents(rows)
    scored = score(rows, guesses, lambda _: reader)
    compared = compare_on_sealed(scored, seen, with_stock=with_stock)
    return Scores(scored), [
        *show_totals(Scores(scored), _timings(scored, guesses)),
        *show_strangers(Scores(scored)),
        *show_comparison(compared),
    ]


def run_questions() -> Lines:
    """Put both parts of the golden questions to the bot, with the model that is shipped. Totals only."""
    questions = read_questions(load())
    texts = list(dict.fromkeys(text for one in questions for text in (*one.after, one.text)))
    guesses = {text: guess.intent for text, guess in zip(texts, guess_texts(texts), strict=True)}
    return show_questions(answer_all(questions, guesses.__getitem__, reader_with(load_shipped())))


def watch_gaps() -> dict[str, Gap]:
    """The gravest errors on the fixed subset, by the shipped model, without the intent classifier."""
    rows, reader = _read(DEVELOPMENT), reader_with(load_shipped())
    return find_gaps(
        Scored(row, predict(row.text, None, reader)) for row in _progress(fixed_subset(rows), "gaps")
    )


def score(
    rows: Sequence[Row], guesses: Mapping[Row, Guess], reader_for: Callable[[Row], Reader]
) -> list[Scored]:
    """Every row with what came out."""
    return [
        Scored(row, predict(row.text, guesses[row].intent, reader_for(row)))
        for row in _progress(rows, "messages")
    ]


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
    return tqdm(rows, desc=what, disable=None)
