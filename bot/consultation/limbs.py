"""Limb signs that are said without their limb: "no numbness", "it tingles".

Understanding reads them as ``numbness_limb`` or ``weakness_limb``. The region says which limb is meant: the
arm for the neck, the leg for the back. A denial without any region denies both; a complaint waits until a
region is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.model.finding import Finding, Status
from bot.model.reading import Reading

UNPLACED = "_limb"
LIMBS = ("arm", "leg")


def place(reading: Reading, regions: tuple[str, ...]) -> Reading:
    """The reading with each such sign at the limb of its region; ``regions``: those of the whole episode."""
    if not any(one.endswith(UNPLACED) for one in (*(f.id for f in reading.findings), *reading.taken_back)):
        return reading
    where = reading.regions or regions
    findings = tuple(placed for finding in reading.findings for placed in _placed(finding, where))
    withdrawn = tuple(limb for one in reading.taken_back for limb in (one, *_at(one, LIMBS)))
    return replace(reading, findings=findings, taken_back=withdrawn)


def place_known(findings: Iterable[str], regions: tuple[str, ...]) -> tuple[str, ...]:
    """Signs that waited for a region, at the limb of the region that is now known."""
    return tuple(dict.fromkeys(limb for one in findings for limb in (_at(one, _limbs(regions)) or (one,))))


def _placed(finding: Finding, regions: tuple[str, ...]) -> Iterator[Finding]:
    limbs = _limbs((finding.region,) if finding.region else regions)
    if not limbs and finding.status is Status.ABSENT:
        limbs = LIMBS
    ids = _at(finding.id, limbs) or (finding.id,)
    return (replace(finding, id=one) for one in ids)


def _at(finding: str, limbs: tuple[str, ...]) -> tuple[str, ...]:
    if not finding.endswith(UNPLACED):
        return ()
    return tuple(f"{finding.removesuffix(UNPLACED)}_{limb}" for limb in limbs)


def _limbs(regions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys("arm" if region == "neck" else "leg" for region in regions))
