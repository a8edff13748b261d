"""The shapes of what triage goes by: findings, rules, advice, and the questions that are asked."""

from __future__ import annotations

from typing import Any, Literal

from bot.knowledge.entries import Answered, Cited, Dated, Entry, RegionId, Role, Text


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
