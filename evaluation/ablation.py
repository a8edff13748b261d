"""What each part of the understanding is worth: the same messages, with parts left out or set otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tqdm import tqdm

from bot.components.alarms import alarms, rank
from bot.model.reading import Reading
from bot.understanding.learned.findings import Opinion
from bot.understanding.learned.layer import Layer
from bot.understanding.learned.merge import merge
from bot.understanding.learned.settle import settle
from bot.understanding.learned.suspicion import Suspicion, Thresholds
from bot.understanding.message import take_apart
from evaluation.predict import Prediction, predict, read_by_rules
from evaluation.rasa_nlu import Guess
from evaluation.rows import Row
from evaluation.score import Scores
from evaluation.scored import Scored

USUAL = Thresholds()
"""What the bot runs with."""
EVERYTHING_STANDS = Thresholds(stand=0.0, ask=0.0, doubt=-1.0)
"""Thresholds at which a model always says what it suspects, so that others can be tried afterwards."""


@dataclass(frozen=True)
class Trial:
    """One way to read.

    Attributes:
        name: what the table calls it.
        thresholds: where a suspicion stands or doubts.
        verdicts: the verdicts that count; ``ask`` changes no first reply's level.
        rules: whether what the rules read counts.
        findings: whether the models of findings below the emergency are asked.
    """

    name: str
    thresholds: Thresholds = USUAL
    verdicts: tuple[str, ...] = ("stands", "ask", "doubt")
    rules: bool = True
    findings: bool = True


RULES_ALONE = "rules alone"
TRIALS = (
    Trial(RULES_ALONE, verdicts=(), findings=False),
    Trial("learned alone", rules=False),
    Trial("rules + learned emergencies, without learned findings", findings=False),
    Trial("rules + learned findings, without learned emergencies", verdicts=()),
    Trial("rules + learned, which only raises", verdicts=("stands",)),
    Trial("rules + learned, which only doubts", verdicts=("doubt",)),
    Trial(f"**rules + learned** (stand {USUAL.stand:g}, doubt {USUAL.doubt:g})"),
    *(Trial(f"the same, stand {stand:g}", replace(USUAL, stand=stand)) for stand in (0.3, 0.4, 0.6, 0.7)),
    *(Trial(f"the same, doubt {doubt:g}", replace(USUAL, doubt=doubt)) for doubt in (0.02, 0.1)),
)


@dataclass(frozen=True)
class Memory:
    """What rules and models make of each row, so that many trials read once."""

    readings: Mapping[Row, Reading]
    suspicions: Mapping[Row, tuple[Suspicion, ...]]
    opinions: Mapping[Row, tuple[Opinion, ...]]

    def reading(self, row: Row, trial: Trial) -> Reading:
        """The reading of a row under a trial."""
        judged = _judge(self.suspicions[row], trial)
        merged = merge(self.readings[row] if trial.rules else Reading(), judged, alarms)
        return settle(merged, self.opinions[row], rank) if trial.findings else merged


def ablate(guesses: Mapping[Row, Guess], folds: Mapping[str, Layer]) -> dict[str, Scores]:
    """Scores by trial, over all rows that have a guess; each row by the model that has not seen its hand."""
    memory = _remember(list(guesses), folds)
    replies: dict[tuple[Row, Reading], Prediction] = {}

    def reply(row: Row, trial: Trial) -> Prediction:
        # Most trials read most messages alike, and the same reading gets the same reply.
        reading = memory.reading(row, trial)
        if (row, reading) not in replies:
            replies[row, reading] = predict(row.text, guesses[row].intent, lambda _: reading)
        return replies[row, reading]

    bar = tqdm(TRIALS, desc="ablation", disable=None)
    return {trial.name: Scores([Scored(row, reply(row, trial)) for row in guesses]) for trial in bar}


def _remember(rows: Sequence[Row], folds: Mapping[str, Layer]) -> Memory:
    open_signs = {hand: replace(layer.signs, thresholds=EVERYTHING_STANDS) for hand, layer in folds.items()}
    messages = {row: take_apart(row.text) for row in rows}
    vectors = {row: folds[row.hand].signs.locate(messages[row]) for row in rows}
    return Memory(
        {row: read_by_rules(row.text) for row in rows},
        {row: open_signs[row.hand].suspect(messages[row], vectors[row]) for row in rows},
        {row: folds[row.hand].findings.judge(vectors[row]) for row in rows},
    )


def _judge(suspicions: Iterable[Suspicion], trial: Trial) -> tuple[Suspicion, ...]:
    judged = ((one, trial.thresholds.verdict(one.chance)) for one in suspicions)
    return tuple(
        replace(one, verdict=verdict) for one, verdict in judged if verdict and verdict in trial.verdicts
    )
