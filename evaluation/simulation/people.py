"""Simulated people: what is true of them, and how they talk. The same number gives the same person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

SAID: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("phrasings.yml").read_text("utf-8"))
STYLES = ("terse", "rambling", "contradicting", "correcting", "distressed", "digressing")
COMMON = {
    "neck": ("radiating_arm", "numbness_arm", "stiffness", "poor_posture", "headache"),
    "lower_back": ("radiating_leg", "numbness_leg", "stiffness", "lifting", "night_pain"),
    "upper_back": ("stiffness", "poor_posture", "lifting", "night_pain"),
}
GRAVE = {
    "neck": ("fever", "cancer_history"),
    "lower_back": ("saddle_numbness", "bladder_bowel_change", "fever", "cancer_history"),
    "upper_back": ("fever", "cancer_history"),
}
DENIABLE = {
    "neck": ("radiating_arm", "numbness_arm", "fever", "headache"),
    "lower_back": ("radiating_leg", "numbness_leg", "fever", "bladder_bowel_change", "saddle_numbness"),
    "upper_back": ("fever", "bladder_bowel_change"),
}
GRAVE_SHARE, OTHER_SHARE, TYPO_SHARE = 0.2, 0.2, 0.15
SHE = ("mother", "wife", "daughter")


@dataclass(frozen=True)
class Person:
    """What is true of one simulated patient, and who writes.

    Attributes:
        style: one of STYLES.
        region: where it hurts; side: ``left``, ``right`` or None.
        days: how long; severity: 0 to 10; age: years.
        present: findings that are there besides pain; absent: those that the person would deny unasked.
        who: the relative that the writer asks for, None for the writer.
        clumsy: whether letters get swapped.
    """

    style: str
    region: str
    side: str | None
    days: int
    severity: int
    age: int
    present: tuple[str, ...]
    absent: tuple[str, ...]
    who: str | None
    clumsy: bool


def make_person(number: int) -> tuple[Person, Random]:
    """The person of this number, and the dice that its conversation goes on with."""
    dice = Random(f"spinewise {number}")  # noqa: S311 - no secret
    region = dice.choice(sorted(COMMON))
    present = dice.sample(COMMON[region], dice.choice((0, 1, 1, 2)))
    present += [dice.choice(GRAVE[region])] if dice.random() < GRAVE_SHARE else []
    deniable = [one for one in DENIABLE[region] if one not in present]
    person = Person(
        style=STYLES[number % len(STYLES)],
        region=region,
        side=dice.choice(("left", "right", None, None)),
        days=dice.choice(SAID["durations"])["days"],
        severity=dice.randint(2, 9),
        age=dice.randint(19, 88),
        present=tuple(present),
        absent=tuple(dice.sample(deniable, min(len(deniable), dice.choice((0, 0, 1, 2))))),
        who=dice.choice(sorted(SAID["others"])) if dice.random() < OTHER_SHARE else None,
        clumsy=dice.random() < TYPO_SHARE,
    )
    return person, dice
