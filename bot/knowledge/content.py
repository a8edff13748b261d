"""The shapes of the content files. Unknown keys, missing citations and empty texts are refused.

One class a kind of entry; ``loader`` reads files into them and checks what crosses from one file to another.
Citations are written as ``htd-12`` (document prefix and statement number) or ``nice_ng59/acupuncture``
(guideline and section).
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConstrainedStr, Extra, validator

RegionId = Literal["neck", "upper_back", "lower_back", "back"]
Strength = Literal["typical", "possible", "rare", "against"]
Topic = Literal[
    "definition", "causes", "symptoms", "radiation", "prevalence", "who", "course", "risk_factors",
    "treatment", "how_it_works", "side_effects", "duration", "evidence", "diagnosis", "tests",
    "anatomy", "complications", "prevention", "when_to_seek_care", "statistics", "traditional_view",
    "points", "techniques", "comparison", "posture", "about_documents", "staying_active",
]  # fmt: skip
Answered = Literal["same", "better", "worse", "other", "yes", "no"]
Role = Literal["spinal", "nerve", "limb", "general", "circumstance", "warning", "companion", "emergency_sign"]


class Text(ConstrainedStr):
    """A text that says something."""

    strip_whitespace = True
    min_length = 1


class Entry(BaseModel):
    """Base: immutable, nothing but the listed keys."""

    class Config:
        """Pydantic's own switchboard."""

        extra = Extra.forbid
        frozen = True


class Cited(Entry):
    """What is said with its support: at least one citation, none twice."""

    cites: tuple[Text, ...]

    @validator("cites")
    def _supported(cls, cites: tuple[Text, ...]) -> tuple[Text, ...]:  # noqa: N805 - pydantic 1 passes the class
        if not cites or len(set(cites)) < len(cites):
            raise ValueError("at least one citation is needed, and none may stand twice")
        return cites


class Dated(Entry):
    """An entry that is checked again from time to time."""

    id: Text
    checked_on: date


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


class FindingEntry(Entry):
    """A thing that a person can have or not have; ``implies`` lists broader findings that it always brings
    along."""

    id: Text
    label: Text
    role: Role
    limb: Literal["arm", "leg"] | None = None
    implies: tuple[Text, ...] = ()


class Advice(Cited):
    """A cited sentence under a name: what to do at a level, what to watch for.

    ``say_other``: where the person writes for someone else and the words differ.
    """

    id: Text
    say: Text
    say_other: Text | None = None


class Rule(Dated, Cited):
    """A warning-sign rule: when it holds the urgency is at least ``level``.

    ``when`` is written in the rule language of ``bot.triage.conditions``; ``deciding`` is the finding named
    as the reason.
    """

    level: Literal["emergency", "urgent", "soon", "routine"]
    when: Any
    deciding: Text
    say: Text
    action: tuple[Text, ...] = ()


class ReplyOption(Entry):
    """A quick reply: what it shows, the plain words that it sends, what else people type for it, and what
    choosing it says: findings, or the ``value`` of what the question is about."""

    title: Text
    payload: Text
    also: tuple[Text, ...] = ()
    present: tuple[Text, ...] = ()
    absent: tuple[Text, ...] = ()
    value: int | RegionId | Answered | None = None


class AskEntry(Dated):
    """A question that may be asked next: which findings it clears up, where it fits, and its quick replies.

    About ``taken_back`` and ``changed`` is asked by the turn of the talk, never for what an answer could do.
    One that ``insists`` is put again when it was not answered.
    """

    say: Text
    say_other: Text | None = None
    asks: tuple[Text, ...] = ()
    about: Literal[
        "findings", "regions", "duration_days", "severity", "age_years", "pregnant", "taken_back", "changed"
    ] = "findings"
    regions: tuple[RegionId, ...] = ()
    when: Any = None
    insists: bool = False
    options: tuple[ReplyOption, ...] = ()
