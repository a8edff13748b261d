"""Rows and predictions → figures. One question a function; none of them looks at a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from evaluation.figures import Interval, Share, Tally, add_up, bootstrap_f1, mean_f1, share_of, sum_up, tally
from evaluation.labels import NEAR, load_labels
from evaluation.predict import Prediction
from evaluation.scored import TOO_LOW, Scored

URGENT = "urgent"
MYELOPATHY_LINE = "E2"
MYELOPATHY_SIGNS = frozenset(["loss_of_dexterity", "gait_disturbance"])
STATUSES = ("present", "absent", "neither")


@dataclass(frozen=True)
class FindingScore:
    """How well one finding, or all together, is told to be present (or absent)."""

    tally: Tally
    interval: Interval | None


@dataclass(frozen=True)
class Scores:
    """All figures of some scored messages."""

    scored: Sequence[Scored]

    def share(self, among: Callable[[Scored], bool], holds: Callable[[Scored], bool]) -> Share:
        """Of some messages those of which something holds."""
        return share_of(holds(one) for one in self.scored if among(one))

    @property
    def emergencies_found(self) -> Share:
        """Emergencies that were taken for one."""
        return self.share(lambda one: one.row.emergency, lambda one: one.alarmed)

    @property
    def false_alarms(self) -> Share:
        """Messages that are no emergency and were taken for one."""
        return self.share(lambda one: one.row.harmless, lambda one: one.alarmed)

    @property
    def near_alarms(self) -> Share:
        """The same among those that look like an emergency."""
        return self.share(lambda one: one.row.harmless and one.row.near, lambda one: one.alarmed)

    @property
    def acceptable(self) -> Share:
        """Messages with an acceptable level."""
        return self.share(lambda _: True, lambda one: one.acceptable)

    @property
    def too_low(self) -> Share:
        """Messages two or more levels below the lowest acceptable one."""
        return self.share(lambda _: True, lambda one: one.levels_too_low >= TOO_LOW)

    @property
    def myelopathy_escalated(self) -> Share:
        """Messages that tell of a pressed spinal cord and were sent to be seen today or sooner."""
        today = load_labels().rank(URGENT)
        return self.share(_tells_of_myelopathy, lambda one: load_labels().rank(one.predicted.level) >= today)

    def found_of_line(self, line: str) -> Share:
        """Emergencies of one line that were found."""
        return self.share(lambda one: one.row.kind == line and one.row.emergency, lambda one: one.alarmed)

    def alarms_near_line(self, line: str) -> Share:
        """Near misses of one line that were taken for an emergency."""
        return self.share(
            lambda one: one.row.kind == NEAR + line and one.row.harmless, lambda one: one.alarmed
        )

    def causes_named(self, first: int, *, best: bool = False) -> Share:
        """Messages of whose labelled causes one (or the best) is among the ``first`` ones named."""

        def named(one: Scored) -> bool:
            right = one.row.causes[:1] if best else one.row.causes
            return any(cause in right for cause in one.predicted.causes[:first])

        return self.share(lambda one: bool(one.row.causes) and not one.row.emergency, named)

    @cached_property
    def urgency_matrix(self) -> Mapping[tuple[str, str], int]:
        """How often (nearest acceptable level, predicted level) occurred."""
        return Counter((one.nearest, one.predicted.level) for one in self.scored)

    @cached_property
    def status_matrix(self) -> Mapping[tuple[str, str], int]:
        """Over every labelled mention: how often (labelled status, status that came out) occurred."""
        pairs: Counter[tuple[str, str]] = Counter()
        for one in self.scored:
            for labelled in STATUSES:
                pairs.update(
                    (labelled, _status(one.predicted, finding)) for finding in getattr(one.row, labelled)
                )
        return pairs

    @property
    def status_right(self) -> Share:
        """Labelled mentions whose status came out."""
        matrix = self.status_matrix
        return Share(sum(n for (labelled, got), n in matrix.items() if labelled == got), sum(matrix.values()))

    @cached_property
    def present(self) -> Mapping[str, FindingScore]:
        """By finding, and ``all`` (micro)."""
        return self._findings("present")

    @cached_property
    def absent(self) -> Mapping[str, FindingScore]:
        """By finding, and ``all`` (micro)."""
        return self._findings("absent")

    def macro_f1(self, status: str) -> float | None:
        """The mean of F1 over findings that occur."""
        by_finding: Mapping[str, FindingScore] = getattr(self, status)
        return mean_f1(score.tally for finding, score in by_finding.items() if finding != ALL)

    @property
    def statuses_f1(self) -> float | None:
        """F1 of present and absent together (micro)."""
        return add_up((self.present[ALL].tally, self.absent[ALL].tally)).f1

    def right(self, name: str) -> Share:
        """Messages in which a value (``duration_days``, ``regions`` …) came out as labelled, said or not."""
        return self.share(lambda _: True, lambda one: _same(one, name))

    def right_where_said(self, name: str) -> Share:
        """The same among messages that say it."""
        return self.share(
            lambda one: getattr(one.row, name) not in (None, frozenset(), "self"),
            lambda one: _same(one, name),
        )

    def _findings(self, status: str) -> dict[str, FindingScore]:
        ids = load_labels().findings
        wanted = frozenset(ids)
        counts = tally(
            [getattr(one.row, status) for one in self.scored],
            # What the hands had no label for can be neither right nor wrong.
            [getattr(one.predicted, status) & wanted for one in self.scored],
            ids,
        )
        together = counts.sum(axis=1, keepdims=True)
        named = [*zip(ids, sum_up(counts), bootstrap_f1(counts), strict=True)]
        every = (ALL, sum_up(together)[0], bootstrap_f1(together)[0])
        return {name: FindingScore(found, interval) for name, found, interval in (*named, every)}


ALL = "all"


def _same(one: Scored, name: str) -> bool:
    return bool(getattr(one.row, name) == getattr(one.predicted, name))


def _status(predicted: Prediction, finding: str) -> str:
    if finding in predicted.present:
        return "present"
    return "absent" if finding in predicted.absent else "neither"


def _tells_of_myelopathy(one: Scored) -> bool:
    row = one.row
    return row.kind == MYELOPATHY_LINE or (row.kind == URGENT and bool(row.present & MYELOPATHY_SIGNS))
