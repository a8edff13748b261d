"""Whose findings they are: the patient's own, or those of someone who is merely mentioned.

A message is written *on someone else's behalf* where a relative, a friend or a patient has the complaint
now and the writer has none. Otherwise the others are mere mentions, and what they have counts for
nothing; so does what animals have, and what "you" have in general.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bot.knowledge.yaml_lines import read_yaml
from bot.model.finding import Status
from bot.understanding.complaints import SPINAL
from bot.understanding.mentions import Mention
from bot.understanding.message import Message
from bot.understanding.people import NOBODY, OTHER, SELF, find_people, find_reporters, names_of_people
from bot.understanding.scope import Scope

NEAR_OWNER = 3
REFLEXIVE = frozenset(["himself", "herself", "themselves"])
PROFESSIONAL = re.compile(
    r"\b\d{1,3} ?(?:yo|y/o|yr|yrs|year old)? ?(?:f|m|female|male|lady|gent|gentleman)\b|\b[fm] ?\d{2}\b", re.I
)
CIRCUMSTANCES = frozenset(
    [
        "lifting",
        "overuse",
        "poor_posture",
        "sedentary",
        "stress",
        "low_mood",
        "sudden_onset",
        "worsening",
        "improving",
        "recurrent",
        "rapid_onset",
        "slow_onset",
        "treatment_failed",
        "taking_anti_inflammatories",
        "fatigue",
        "sleep_disruption",
    ]
)
"""They do not tell whose complaint it is: a carer lifts, a mother worries."""


def settle(
    message: Message, mentions: Sequence[Mention], scope: Scope
) -> tuple[str | None, list[Mention], tuple[str, ...]]:
    """Decide the subject, and turn what belongs to others into mere mentions.

    Returns:
        ``self``, ``other`` or None where the message does not say; the mentions with their final status; ids
        of those that some other person has and that are therefore only mentioned.
    """
    holders = _holders(message, mentions)
    subject = _subject(message, mentions, holders, scope)
    strangers = {NOBODY} if subject == OTHER else {NOBODY, OTHER}
    settled = [
        replace(m, status=Status.MENTIONED) if holder in strangers else m
        for m, holder in zip(mentions, holders, strict=True)
    ]
    apart = {
        m.finding
        for m, holder in zip(mentions, holders, strict=True)
        if subject != OTHER and holder == OTHER and m.status is Status.PRESENT
    }
    return subject, settled, tuple(sorted(apart))


def _holders(message: Message, mentions: Sequence[Mention]) -> list[str | None]:
    """Whose each mention is; where a sentence names nobody, whoever was spoken of before, else after."""
    who = find_people(message)
    topics = _topics(message, mentions, who)
    numbers = message.layout.sentences
    return [_owner(message, m) or _nearest(message, who, m) or topics[numbers[m.place]] for m in mentions]


def _topics(message: Message, mentions: Sequence[Mention], who: list[str | None]) -> list[str | None]:
    """Whom each sentence speaks of, named or not. "I feel silly asking" does not change that."""
    busy = {message.layout.sentences[m.place] for m in mentions}
    # "My mum says not to worry" does not make what stands before it hers.
    idle = {at for at in find_reporters(message) if message.layout.sentences[at] not in busy}
    who = [None if at in idle else person for at, person in enumerate(who)]
    named = [person for person in who if person]
    # What stands before anybody is named may be the writer's own, where the writer speaks of both.
    writes = SELF in named or not {"me", *names_of_people()["my"]}.isdisjoint(message.keys)
    current = named[0] if named and not (named[0] == OTHER and writes) else None
    topics = []
    for number, (start, end) in enumerate(_sentences(message)):
        topics.append(current)
        here = [person for person in who[start : end + 1] if person]
        if here and (number in busy or OTHER in here or current is None):
            current = here[-1] if number in busy else OTHER
    return topics


def _sentences(message: Message) -> list[tuple[int, int]]:
    numbers = message.layout.sentences
    return [message.layout.sentence(numbers.index(n)) for n in range(numbers[-1] + 1)] if numbers else []


def _owner(message: Message, mention: Mention) -> str | None:
    """Whose the body part is: "my back", "his legs", "mum's neck", "your face"."""
    if any(message.keys[at] in REFLEXIVE | names_of_people()["their"] for at in mention.own):
        return OTHER
    if any(message.keys[at : at + 2] == ["hurt", "me"] for at in mention.own):
        return SELF
    for at in range(max(mention.own), max(0, min(mention.own) - NEAR_OWNER) - 1, -1):
        if at < min(mention.own) and message.layout.stopped(at, min(mention.own)):
            return None
        if owner := _possessor(message.keys, at, mention.own):
            return owner
    return None


def _possessor(keys: list[str], at: int, own: frozenset[int]) -> str | None:
    """Who owns what follows, where the word at this place says so."""
    names, key = names_of_people(), keys[at]
    if key in names["my"] or (key == "me" and at + 1 in own):
        return SELF if keys[min(at + 1, len(keys) - 1)] not in names["relative"] | names["animal"] else OTHER
    if key in names["their"]:
        return OTHER
    if key in names["your"]:
        return NOBODY
    if key != "'s" or not at:
        return None
    if keys[at - 1] in names["animal"]:
        return NOBODY
    return OTHER if keys[at - 1] in names["relative"] | names["they"] else None


def _nearest(message: Message, who: list[str | None], mention: Mention) -> str | None:
    """The person named last before it, in its clause if there is one, else in its sentence."""
    for start, _ in (message.layout.clause(mention.place), message.layout.sentence(mention.place)):
        named = next((person for person in reversed(who[start : mention.place + 1]) if person), None)
        if named:
            return named
    return None


def _subject(
    message: Message, mentions: Sequence[Mention], holders: Sequence[str | None], scope: Scope
) -> str | None:
    names, keys = names_of_people(), set(message.keys)
    if any(scope.said("behalf", mention.place) for mention in mentions) or _behalf(message, scope):
        return OTHER
    if (message.tagged("note") or PROFESSIONAL.search(message.text)) and not keys & (
        names["me"] | names["my"] | {"me"}
    ):
        return OTHER
    claims = _claims(message, mentions, holders, Status.PRESENT)
    if not any(claims.values()):
        claims = _claims(message, mentions, holders, Status.ABSENT)  # "no tingling in his hands"
    if len(claims[OTHER]) > len(claims[SELF]) and not claims[SELF] & SPINAL:
        return OTHER
    if keys & (names["me"] | names["my"] | {"me"}):
        return SELF
    return OTHER if OTHER in holders else None  # "she fell out of the tree, back pain"


def _claims(
    message: Message, mentions: Sequence[Mention], holders: Sequence[str | None], status: Status
) -> dict[str | None, set[str]]:
    """What is said with this status of the writer, and of someone else."""
    claims: dict[str | None, set[str]] = {SELF: set(), OTHER: set()}
    for mention, holder in zip(mentions, holders, strict=True):
        counts = mention.status is status and mention.finding not in CIRCUMSTANCES and holder in claims
        if counts and (holder == SELF or not _story(message, mention)):
            claims[holder].add(mention.finding)
    return claims


def _behalf(message: Message, scope: Scope) -> bool:
    return any(scope.said("behalf", start) for start, _ in _sentences(message))


@lru_cache(maxsize=1)
def _tenses() -> dict[str, frozenset[str]]:
    data = read_yaml(Path(__file__).parent / "language_data.yml")
    return {"past": frozenset(data["past_tense"]), "now": frozenset(data["present_tense"])}


def _story(message: Message, mention: Mention) -> bool:
    """Whether a clause about someone else is told of the past: past verbs and no present one."""
    start, end = message.layout.clause(mention.place)
    words = set(
        message.text[message.offsets[start][0] : message.offsets[end][1]]
        .lower()
        .replace("’", "'")
        .replace("'s", " 's")
        .split()
    )
    words = {word.strip('.,!?;:"()') for word in words}
    return bool(words & _tenses()["past"]) and not words & _tenses()["now"]
