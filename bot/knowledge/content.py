"""The shapes of documents, facts and what they are about.

One class a kind of entry; ``loader`` reads files into them and checks what crosses from one file to another.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.knowledge.entries import Cited, Dated, Entry, RegionId, Strength, Text, Topic


class DocumentStatement(Entry):
    """One numbered fact of a document, restated in own words."""

    n: int
    section: Text
    says: Text


class Document(Entry):
    """One of the source documents: its titles, headings and inventory."""

    id: Text
    prefix: Text
    title: Text
    published: date | None
    kind: Text
    interest: Text | None
    headings: tuple[Text, ...]
    statements: tuple[DocumentStatement, ...]


class Guideline(Entry):
    """Public guidance behind the safety floor and the cautions."""

    id: Text
    title: Text
    publisher: Text
    year: Text
    url: Text
    sections: dict[str, Text]


class Caution(Cited):
    """A sentence that must stand beside the facts that it qualifies."""

    id: Text
    say: Text


class Claim(Entry):
    """Marks a fact that a document promotes, or that is doubtful; it is attributed when said."""

    by: Text
    kind: Literal["promotional", "doubtful"]


class Fact(Cited):
    """One sentence or two that the cited statements support.

    ``yes_to`` and ``no_to``: words of a yes-or-no question that it answers with a yes or a no.
    ``asked``: questions that it answers, as people without medical words put them.
    """

    id: Text
    topic: Topic
    say: Text
    regions: tuple[RegionId, ...] = ()
    claim: Claim | None = None
    cautions: tuple[Text, ...] = ()
    disagrees_with: tuple[Text, ...] = ()
    yes_to: tuple[Text, ...] = ()
    no_to: tuple[Text, ...] = ()
    asked: tuple[Text, ...] = ()


class Evidence(Cited):
    """What a finding says about a condition; ``absent`` says what its denial does."""

    finding: Text
    strength: Strength
    absent: Literal["against"] | None = None
    regions: tuple[RegionId, ...] = ()


class Prior(Cited):
    """How the documents name a condition as a cause of pain in a region."""

    region: RegionId
    strength: Literal["typical", "possible", "rare"]


class Unsafe(Entry):
    """A present finding with which a treatment is left out, and the caution that says why."""

    finding: Text
    caution: Text


class ForRegion(Cited):
    """A region for which the documents name a treatment."""

    region: RegionId


class Subject(Dated):
    """Anything that can be asked about: a condition, a treatment or a topic."""

    label: Text
    also: tuple[Text, ...] = ()
    regions: tuple[RegionId, ...] = ()
    facts: tuple[Fact, ...]


class Topical(Subject):
    """A topic that is neither a condition nor a treatment: anatomy, tests, statistics, prevention …"""


class Condition(Subject):
    """What may be behind symptoms."""

    evidence: tuple[Evidence, ...] = ()
    prior: tuple[Prior, ...] = ()
    treatments: tuple[Text, ...] = ()


class Therapy(Subject):
    """What is done about symptoms."""

    unsafe_with: tuple[Unsafe, ...] = ()
    for_regions: tuple[ForRegion, ...] = ()
