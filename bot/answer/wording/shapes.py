"""The shapes of the wording files. Unknown keys and empty texts are refused."""

from __future__ import annotations

from bot.knowledge.entries import Entry, Text, Topic


class QuickReply(Entry):
    """What a button shows, and the plain words that it sends."""

    title: Text
    payload: Text


class Notice(Entry):
    """A reply that is neither assessment nor answer; ``shown_as``: its id in the contract, if another."""

    id: Text
    shown_as: Text | None = None
    say: tuple[Text, ...]
    cites: tuple[Text, ...] = ()
    options: tuple[QuickReply, ...] = ()


class TopicName(Entry):
    """What can be asked of a subject; topics that answer nearly the same; its quick reply."""

    id: Topic
    near: tuple[Topic, ...]
    title: Text
    ask: Text
    ask_of_treatment: Text | None


class Span(Entry):
    """A unit of time of so many days, and its name for one and for many."""

    days: int
    one: Text
    many: Text


class SummaryPhrases(Entry):
    """Words of the summary for a clinician."""

    title: Text
    about_self: Text
    about_other: Text
    have: Text
    have_not: Text
    not_answered: Text
    not_asked: Text
    where: Text
    own_words: Text
    level: Text
    made_by: Text
    levels: dict[str, Text]


class Phrases(Entry):
    """Words between the facts; ``phrases.yml`` shows where each is used."""

    levels: dict[str, Text]
    still_emergency: Text
    still_parked: dict[str, Text]
    advice_stays: Text
    noted: Text
    noted_other: Text
    nothing_new: Text
    last_time: Text
    great_pain: Text
    eased: Text
    understood: Text
    understood_other: Text
    yes_to: Text
    maybe: Text
    no_to: Text
    denied: Text
    severity: Text
    age: Text
    pregnant: Text
    not_pregnant: Text
    side: dict[str, Text]
    regions: dict[str, Text]
    started: dict[str, Text]
    spans: tuple[Span, ...]
    at_region: Text
    why: Text
    causes: Text
    cause_for: Text
    cause_against: Text
    cause_both: Text
    cause_bare: Text
    treated_with: Text
    treated: Text
    treated_payload: Text
    watch_for: Text
    your_question: Text
    cautions: Text
    to_mind: Text
    named: Text
    with_care: Text
    both: Text
    disclaimer: Text
    which_one: Text
    resumed: Text
    once_more: Text
    returned: Text
    sources: Text
    no_date: Text
    claim: Text
    claim_named: Text
    disagrees: Text
    labelled: Text
    named_for: Text
    pain_in: Text
    nearby: Text
    yes: Text
    no: Text
    claimed_yes: Text
    claimed_no: Text
    more: Text
    more_payload: Text
    cause_explained: Text
    cause_doubted: Text
    cause_known: Text
    why_asked: Text
    document: Text
    document_interest: Text
    guideline: Text
    summary: SummaryPhrases
    export: Text
    export_empty: Text
