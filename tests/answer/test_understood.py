"""The line that says what was understood."""

from __future__ import annotations

import pytest

from bot.answer.understood import labels, span, understood, weighed
from bot.knowledge.loader import load
from bot.model.episode import Episode


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "since today"),
        (1, "since yesterday"),
        (2, "for 2 days"),
        (7, "for 1 week"),
        (10, "for 10 days"),
        (14, "for 2 weeks"),
        (30, "for 1 month"),
        (60, "for 2 months"),
        (365, "for 1 year"),
        (730, "for 2 years"),
    ],
)
def test_span(days: int, said: str) -> None:
    assert span(days) == said


@pytest.mark.parametrize(
    ("episode", "said"),
    [
        (Episode(regions=("neck",)), "Understood: neck."),
        (Episode(regions=("neck", "back"), side="both"), "Understood: neck, back; both sides."),
        (Episode(present=("pain",), absent=("fever",)), "Understood: yes to pain; no to fever."),
        (Episode(present=("pain",), pregnant=True), "Understood: pregnant; yes to pain."),
        (Episode(present=("pain",), pregnant=False), "Understood: not pregnant; yes to pain."),
        (
            Episode(present=("pain",), severity=7, age_years=70, subject="other"),
            "Understood about the other person: 7 out of 10; 70 years old; yes to pain.",
        ),
        (
            Episode(regions=("neck",), durations=(("neck", 7), ("back", 7)), duration_days=7),
            "Understood: neck; for 1 week.",
        ),
    ],
)
def test_understood(episode: Episode, said: str) -> None:
    assert understood(episode, load()) == said


def test_what_another_finding_implies_is_not_said_twice() -> None:
    assert labels(("foot_drop", "weakness_leg"), load()) == (load().findings["foot_drop"].label,)


def test_what_no_finding_is_called_is_passed_over() -> None:
    assert labels(("age_over_60", "pain"), load()) == ("pain",)


def test_a_denial_counts_by_its_absence() -> None:
    assert weighed(("pain", "fever"), Episode(absent=("fever",)), load()) == ("pain", "no fever")
