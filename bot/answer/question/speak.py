"""Facts as statements: whose claim it is, who disagrees, what to mind, and where one may go next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.answer import wording
from bot.answer.question.asked import Asked, plain_name
from bot.answer.question.verdict import judge
from bot.knowledge.base import Knowledge
from bot.knowledge.content import Claim, Fact, Subject, Therapy, Topical
from bot.model.answer import Answer, Table
from bot.model.assessment import Option
from bot.model.citation import Statement

MAX_SUGGESTIONS = 3
MAX_WORDS = 85
"""So long is a reply before "more", 90 with its headings; a single fact with its cautions may be longer."""


@dataclass(frozen=True)
class Hit:
    """A fact that answers, and the subject that it belongs to."""

    subject: Subject
    fact: Fact

    @property
    def ref(self) -> str:
        """As ``disagrees_with`` names it."""
        return f"{self.subject.id}.{self.fact.id}"


def once(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Each fact once, in order."""
    return tuple({hit.ref: hit for hit in hits}.values())


def build(
    asked: Asked,
    hits: tuple[Hit, ...],
    knowledge: Knowledge,
    *,
    labelled: bool = False,
    whole: bool = False,
    rest: tuple[Hit, ...] = (),
) -> Answer:
    """An answer out of facts, as many as a short reply holds; the rest waits for "more".

    Args:
        asked: what is answered.
        hits: the facts, the best first; at least one.
        knowledge: where their sources and cautions stand.
        labelled: say of each fact which subject it is about.
        whole: hold nothing of them back, for lists that are told by name.
        rest: what waits for "more" in any case.
    """
    exact = [one for one in asked.subjects if not isinstance(knowledge.subjects[one], Topical)]
    first = hits if whole else _lead(asked, _opening(asked, hits, knowledge, labelled), knowledge)
    waiting = tuple(hit.ref for hit in (*(hit for hit in hits if hit not in first), *rest))
    more = (Option(wording.load().phrases.more, wording.load().phrases.more_payload),) if waiting else ()
    return Answer(
        topic=asked.topic or hits[0].fact.topic,
        subjects=tuple(dict.fromkeys((*exact, *(hit.subject.id for hit in first)))),
        facts=_statements(asked, first, knowledge, labelled),
        cautions=cautions(asked, first, knowledge),
        suggestions=(*more, *suggest(asked, first, knowledge))[:MAX_SUGGESTIONS],
        told=tuple(hit.ref for hit in first),
        rest=waiting,
    )


def _opening(asked: Asked, hits: tuple[Hit, ...], knowledge: Knowledge, labelled: bool) -> tuple[Hit, ...]:
    """The facts, the best first, that fit into a short reply together with what must stand beside them."""
    chosen = hits[:1]
    for hit in hits[1:]:
        more = (*chosen, hit)
        said = (*_statements(asked, more, knowledge, labelled), *cautions(asked, more, knowledge))
        if sum(len(one.text.split()) for one in said) <= MAX_WORDS:
            chosen = more
    return chosen


def _lead(asked: Asked, hits: tuple[Hit, ...], knowledge: Knowledge) -> tuple[Hit, ...]:
    """The facts of an opening, the one before the others that says yes or no to the question."""
    return tuple(sorted(hits, key=lambda hit: judge(asked, hit.fact, knowledge) is None))


def _statements(
    asked: Asked, hits: tuple[Hit, ...], knowledge: Knowledge, labelled: bool
) -> tuple[Statement, ...]:
    said = label(hits, knowledge) if labelled else with_dissent(asked, hits, knowledge)
    verdict = judge(asked, hits[0].fact, knowledge)
    if verdict is not None:
        said = (replace(said[0], text=f"{verdict} {say(hits[0].fact, knowledge).text}"), *said[1:])
    return tuple(dict.fromkeys(said))


def label(hits: Iterable[Hit], knowledge: Knowledge) -> tuple[Statement, ...]:
    """Each fact of a condition or treatment with its name before it, unless the fact says the name itself."""
    words = wording.load().phrases
    statements = []
    for hit in hits:
        fact = say(hit.fact, knowledge)
        named = isinstance(hit.subject, Topical) or plain_name(hit.subject).lower() in fact.text.lower()
        text = fact.text if named else words.labelled.format(label=hit.subject.label, fact=fact.text)
        statements.append(Statement(text, fact.sources))
    return tuple(statements)


def say(fact: Fact, knowledge: Knowledge) -> Statement:
    """A fact's sentence; a claim says in the sentence whose it is."""
    text = fact.say if fact.claim is None else _attribute(fact.say, fact.claim, knowledge)
    return Statement(text, knowledge.sources(fact.cites))


def with_dissent(asked: Asked, hits: tuple[Hit, ...], knowledge: Knowledge) -> tuple[Statement, ...]:
    """The facts, each followed by what another source holds against it, unless that is said anyway, be it in
    other words: each cited statement once.

    An overview is short: there only claims are contradicted.
    """
    words = wording.load().phrases
    cited = {cite for hit in hits for cite in hit.fact.cites}
    statements = []
    for hit in hits:
        statements.append(say(hit.fact, knowledge))
        for ref in hit.fact.disagrees_with if asked.topic or hit.fact.claim else ():
            other_hit = find_hit(ref, knowledge)
            if other_hit and cited.isdisjoint(other_hit.fact.cites):
                cited.update(other_hit.fact.cites)
                other = say(other_hit.fact, knowledge)
                statements.append(Statement(words.disagrees.format(fact=other.text), other.sources))
    return tuple(statements)


def cautions(asked: Asked, hits: Iterable[Hit], knowledge: Knowledge) -> tuple[Statement, ...]:
    """What must stand beside these facts, and beside a treatment that something present makes unsafe."""
    ids: list[str] = []
    for hit in hits:
        if isinstance(hit.subject, Therapy):
            ids += [row.caution for row in hit.subject.unsafe_with if row.finding in asked.present]
        ids += hit.fact.cautions
    return tuple(knowledge.statement(knowledge.cautions[one]) for one in dict.fromkeys(ids))


def suggest(asked: Asked, hits: Iterable[Hit], knowledge: Knowledge) -> tuple[Option, ...]:
    """The obvious next questions about what was just told, as words that a person could type."""
    told = {hit.fact.topic for hit in hits} | {asked.topic}
    subjects = [knowledge.subjects[one] for one in asked.subjects] or [hit.subject for hit in hits]
    return ask_about(subjects[0], told) if subjects else ()


def ask_about(subject: Subject, told: Iterable[str | None] = ()) -> tuple[Option, ...]:
    """Questions that the documents answer about a subject, without the topics that were told."""
    if isinstance(subject, Topical) and not subject.regions:
        return ()  # a topic such as "statistics" has no name that fits into a question
    known = {fact.topic for fact in subject.facts} - set(told)
    treats = isinstance(subject, Therapy)
    names = [name for name in wording.load().topics.values() if name.id in known]
    asks = [(name.title, name.ask_of_treatment if treats else name.ask) for name in names]
    asking = [Option(title, ask.format(subject=plain_name(subject))) for title, ask in asks if ask]
    return tuple(asking[:MAX_SUGGESTIONS])


def nothing(asked: Asked, knowledge: Knowledge) -> Answer:
    """No fact answers; what is known of the same subjects is offered."""
    offers = [option for one in asked.subjects for option in ask_about(knowledge.subjects[one])]
    return Answer(asked.topic or "unknown", asked.about, (), suggestions=tuple(offers[:MAX_SUGGESTIONS]))


def tabled(answer: Answer, table: Table) -> Answer:
    """The same answer with a comparison on data."""
    return replace(answer, table=table)


def _attribute(text: str, claim: Claim, knowledge: Knowledge) -> str:
    words = wording.load().phrases
    if re.search(words.claim_named, text):
        return text
    document = next(one for one in knowledge.documents.values() if one.prefix == claim.by)
    return words.claim.format(kind=document.kind.split(",")[0], fact=text)


def find_hit(ref: str, knowledge: Knowledge) -> Hit | None:
    """The fact of a reference; None where the knowledge base has changed since."""
    name, _, fact_id = ref.partition(".")
    subject = knowledge.subjects.get(name)
    facts = subject.facts if subject else ()
    return next((Hit(subject, fact) for fact in facts if subject and fact.id == fact_id), None)
