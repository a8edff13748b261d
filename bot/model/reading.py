"""All that one message says, as understanding reads it and triage uses it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.model.finding import Finding, Status


@dataclass(frozen=True)
class Query:
    """What a message asks about.

    Attributes:
        topic: what is asked (``treatment``, ``causes``, ``definition`` …), None where not understood.
        subjects: ids of conditions, treatments, topics or regions that are named, in the order said.
        terms: the words of the question, normalised, for retrieval.
        form: ``yes_no`` where a yes or no is asked for; ``more``, ``simpler`` or ``why`` where the whole
            message goes on from the last answer.
        own: whether it asks about the person's own case.
        unsaid: the kind of thing that it asks for and no document speaks of (``dose``, ``money`` …).
        text: the question's own words as typed, for the encoder; of a long complaint only what asks.
        sure: whether its wording asks or names a subject; else it is a question only if the intent says so.
    """

    topic: str | None = None
    subjects: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    form: str | None = None
    own: bool = False
    unsaid: str | None = None
    text: str = field(default="", repr=False)
    sure: bool = True


@dataclass(frozen=True)
class Reading:
    """One message, read.

    Attributes:
        findings: have, have not, only mentioned.
        regions: regions of the spine that were said, in the order said.
        side: ``left``, ``right`` or ``both``; None where not said.
        duration_days: days since it began; None where not said.
        severity: a number that was said, 0 to 10.
        durations, severities, sides: the same by region, only where a region was said with it.
        subject: ``self`` or ``other``; None where the message does not say.
        turns_to: ``self`` or ``other`` where the message says that the talk is now about that person.
        own: whether a complaint is plainly the writer's own ("my arm tingles").
        age_years, pregnant: of the subject, None where not said.
        elsewhere: body parts outside the spine that are complained of.
        reply: ``yes``, ``no``, ``none``, ``all``, ``unsure``, ``skip``, ``back`` or ``why`` where the message
            is a bare reply.
        number: the number that is all the message says ("66", "sixty six years"), None else.
        choices: quick replies that the message may be, by its label or its words: ``<question>/<index>``, or
            ``*/<index>`` for the first, second … last of whichever question waits.
        detail: the message's words where it only tells how a complaint is ("burning", "when I sit").
        corrects: whether the message says that something was wrong; contradicts: whether it says no to what
            was understood last.
        guessed: ids of present findings that nothing literal says, only the learned reading.
        doubted: ids of findings that are literally said to be there, and that the learned reading takes for
            a mere mention.
        of_others: ids of findings that someone else is said to have, where the message does not say that it
            is about that person.
        taken_back: ids of findings that the message withdraws as mistaken.
        suspects: ids of findings that are neither said nor denied, but that the message makes likely.
        leanings: pairs of a condition's id and how far the message's wording leans towards it, over 0.
        aside: what is asked or said beside the matter (``drive``, ``money``, ``resume`` …), None else.
        query: what is asked, None where nothing is.
        words: the message's own words about the complaint, for the summary.
    """

    findings: tuple[Finding, ...] = ()
    regions: tuple[str, ...] = ()
    side: str | None = None
    duration_days: int | None = None
    severity: int | None = None
    durations: tuple[tuple[str, int], ...] = ()
    severities: tuple[tuple[str, int], ...] = ()
    sides: tuple[tuple[str, str], ...] = ()
    subject: str | None = None
    turns_to: str | None = None
    own: bool = False
    age_years: int | None = None
    pregnant: bool | None = None
    elsewhere: tuple[str, ...] = ()
    reply: str | None = None
    number: int | None = None
    choices: tuple[str, ...] = ()
    detail: str | None = None
    corrects: bool = False
    contradicts: bool = False
    guessed: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    of_others: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()
    suspects: tuple[str, ...] = ()
    leanings: tuple[tuple[str, float], ...] = ()
    aside: str | None = None
    query: Query | None = None
    words: tuple[str, ...] = field(default=())

    def ids(self, status: Status) -> tuple[str, ...]:
        """Ids of the findings with this status, each once, in the order said."""
        return tuple(dict.fromkeys(f.id for f in self.findings if f.status is status))
