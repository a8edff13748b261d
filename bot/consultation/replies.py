"""What a message says only together with what went before: bare replies, and limb signs without a limb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.knowledge.base import Knowledge
from bot.knowledge.content import AskEntry
from bot.model.episode import Episode
from bot.model.finding import Finding, Status
from bot.model.reading import Reading

DENIALS = ("no", "none")
ANSWERS = ("yes", *DENIALS, "unsure", "skip", "back")
"""Replies that answer, or move on from, a question that waits."""

UNPLACED = "_limb"
"""Ending of a limb sign that was said without its limb, as in ``numbness_limb``."""


def complete(reading: Reading, episode: Episode, knowledge: Knowledge) -> Reading:
    """The reading with everything that follows from the episode and from the question that waits."""
    placed = replace(reading, findings=tuple(_placed(reading, episode, knowledge)))
    ask = knowledge.questions.get(episode.pending or "")
    return placed if ask is None else _answered(placed, ask)


def says_yes_to_many(reading: Reading, episode: Episode, knowledge: Knowledge) -> bool:
    """Whether a bare yes leaves open which of several signs it means."""
    ask = knowledge.questions.get(episode.pending or "")
    said = any(f.status is Status.PRESENT for f in reading.findings)
    return reading.reply == "yes" and not said and ask is not None and len(ask.asks) > 1


def _answered(reading: Reading, ask: AskEntry) -> Reading:
    """A bare yes or no as findings; "not sure" says nothing: what was not denied stays not asked."""
    if ask.about == "pregnant" and reading.reply in ("yes", *DENIALS):
        return replace(reading, pregnant=reading.reply == "yes")
    said = {finding.id for finding in reading.findings}
    open_ids = [one for one in ask.asks if one not in said]
    if reading.reply in DENIALS:
        return _with(reading, open_ids, Status.ABSENT)
    if reading.reply == "yes" and len(ask.asks) == 1:
        return _with(reading, open_ids, Status.PRESENT)
    return reading


def _with(reading: Reading, findings: list[str], status: Status) -> Reading:
    return replace(reading, findings=(*reading.findings, *(Finding(one, status) for one in findings)))


def _placed(reading: Reading, episode: Episode, knowledge: Knowledge) -> Iterator[Finding]:
    """Findings with "numbness" alone read as that of the limb that belongs to the region: arm for neck, leg for back."""
    for finding in reading.findings:
        if finding.id in knowledge.findings or not finding.id.endswith(UNPLACED):
            yield finding
            continue
        for limb in _limbs(finding, reading.regions or episode.regions):
            yield replace(finding, id=finding.id.removesuffix(UNPLACED) + f"_{limb}")


def _limbs(finding: Finding, regions: tuple[str, ...]) -> tuple[str, ...]:
    """Limbs of the regions; where none is known a denial covers both, and a complaint is not guessed at."""
    where = (finding.region,) if finding.region else regions
    limbs = tuple(dict.fromkeys("arm" if region == "neck" else "leg" for region in where))
    return limbs or (("arm", "leg") if finding.status is Status.ABSENT else ())
