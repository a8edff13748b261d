"""What is asked: subjects, places, topic and words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.base import Knowledge
from bot.knowledge.content import Subject, Topical

LISTED = ("treatment", "causes")
"""Topics that a region answers with a list of subjects."""

_WITHIN = {"back": ("back", "lower_back", "upper_back")}


@dataclass(frozen=True)
class Asked:
    """One question, made whole.

    Attributes:
        topic: what is asked, None for an overview.
        subjects: ids of conditions, treatments and topics, in the order said.
        regions: regions of the spine that are asked about, in the order said.
        terms: content words for retrieval.
        present: what the person has; a treatment that it makes unsafe is not listed.
        form: ``yes_no`` where a yes or no is asked for.
        unsaid: the kind of thing that it asks for and no document speaks of.
        context: subjects that were talked about before, for a question that names none; around: the same
            for regions.
        text: its own words as typed, for the encoder.
        points_back: whether it means what was talked about before ("does it hurt?").
        last_topic: the topic talked about before; told: the facts told just before.
    """

    topic: str | None = None
    subjects: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    form: str | None = None
    unsaid: str | None = None
    context: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    text: str = ""
    points_back: bool = False
    last_topic: str | None = None
    told: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """Subjects and regions in one, as an episode remembers them for a follow-up."""
        return (*self.subjects, *self.regions)


@dataclass(frozen=True)
class Place:
    """A part of the spine that is asked about, under the name that was used for it."""

    label: str
    regions: tuple[str, ...]


def places(asked: Asked, knowledge: Knowledge, names: Mapping[str, str]) -> tuple[Place, ...]:
    """The parts of the spine that are asked about, as a region or as the pain of one ("back pain")."""
    found = [Place(names[region], _WITHIN.get(region, (region,))) for region in asked.regions]
    for one in asked.subjects:
        subject = knowledge.subjects[one]
        covered = {region for place in found for region in place.regions}
        if isinstance(subject, Topical) and subject.regions and not covered.intersection(subject.regions):
            # The last region is the narrowest name: upper back pain is listed as neck, then upper back.
            found.append(Place(names[subject.regions[-1]], subject.regions))
    return tuple(found)


def fits(said_of: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    """Whether something said of these regions answers for the regions asked; no region means all."""
    wanted = {inner for region in asked for inner in _WITHIN.get(region, (region,))}
    return not said_of or not wanted or bool(wanted.intersection(said_of))


def regions_of(asked: Asked, knowledge: Knowledge) -> tuple[str, ...]:
    """The regions asked about; "for neck pain" beside a treatment or condition names the region too."""
    named = [knowledge.subjects[one] for one in asked.subjects]
    if all(isinstance(subject, Topical) for subject in named):
        return asked.regions
    pains = (region for subject in named if isinstance(subject, Topical) for region in subject.regions)
    return tuple(dict.fromkeys((*asked.regions, *pains)))


def names_of(subject: Subject) -> tuple[str, ...]:
    """All names of a subject."""
    return (re.sub(r" \([^)]*\)", "", subject.label), *subject.also)


def plain_name(subject: Subject) -> str:
    """A subject's name as a person types it: no brackets, a small first letter unless it is an acronym."""
    name = re.sub(r" \([^)]*\)", "", subject.label.split(":")[0])
    name = subject.also[0] if isinstance(subject, Topical) and subject.also else name
    return name if name[:2].isupper() else name[0].lower() + name[1:]
