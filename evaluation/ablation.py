"""What each part of the understanding is worth: the same messages, with parts left out or set otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tqdm import tqdm

from bot.components.alarms import alarms, rank
from bot.model.reading import Reading
from bot.understanding.learned.calm import calm_down
from bot.understanding.learned.causes import Leanings
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
        calm: whether a message that is surely calm loses what alarms.
        causes: whether the wording helps to order the causes.
    """

    name: str
    thresholds: Thresholds = USUAL
    verdicts: tuple[str, ...] = ("stands", "ask", "doubt")
    rules: bool = True
    findings: bool = True
    calm: bool = True
    causes: bool = True


RULES_ALONE = "rules alone"
TRIALS = (
    Trial(RULES_ALONE, verdicts=(), findings=False, calm=False, causes=False),
    Trial("learned alone", rules=False),
    Trial("rules + learned emergencies alone", findings=False, calm=False, causes=False),
    Trial("rules + learned, without learned emergencies", verdicts=()),
    Trial("rules + learned, without learned findings", findings=False),
    Trial("rules + learned, without calm", calm=False),
    Trial("rules + learned, without the wording of causes", causes=False),
    Trial("rules + learned, whose emergencies only raise", verdicts=("stands",)),
    Trial("rules + learned, whose emergencies only doubt", verdicts=("doubt",)),
    Trial(f"**rules + learned** (stand {USUAL.stand:g}, doubt {USUAL.doubt:g})"),
    *(Trial(f"the same, stand {stand:g}", replace(USUAL, stand=stand)) for stand in (0.2, 0.25, 0.35, 0.5)),
    *(Trial(f"the same, doubt {doubt:g}", replace(USUAL, doubt=doubt)) for doubt in (0.02, 0.2)),
)


@dataclass(frozen=True)
class Memory:
    """What rules and models make of each row, so that many trials read once."""

    readings: Mapping[Row, Reading]
    suspicions: Mapping[Row, tuple[Suspicion, ...]]
    opinions: Mapping[Row, tuple[Opinion, ...]]
    chances: Mapping[Row, float]
    leanings: Mapping[Row, Leanings]

    def reading(self, row: Row, trial: Trial) -> Reading:
        """The reading of a row under a trial."""
        judged = _judge(self.suspicions[row], trial)
        reading = merge(self.readings[row] if trial.rules else Reading(), judged, alarms)
        if trial.findings:
            reading = settle(reading, self.opinions[row], rank)
        if trial.calm:
            reading = calm_down(reading, len(row.text.split()), lambda: self.chances[row], rank)
        return replace(reading, leanings=self.leanings[row]) if trial.causes else reading


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
        {row: folds[row.hand].chance_of_calm(vectors[row]) for row in rows},
        {row: folds[row.hand].causes.lean(vectors[row]) for row in rows},
    )


def _judge(suspicions: Iterable[Suspicion], trial: Trial) -> tuple[Suspicion, ...]:
    judged = ((one, trial.thresholds.verdict(one.chance)) for one in suspicions)
    return tuple(
        replace(one, verdict=verdict) for one, verdict in judged if verdict and verdict in trial.verdicts
    )
