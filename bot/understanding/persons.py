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
from bot.understanding.language import phrase_keys
from bot.understanding.mentions import Mention
from bot.understanding.message import Message
from bot.understanding.scope import Scope
from bot.understanding.segments import SENTENCE_END
from bot.understanding.vocabulary import load_concepts

SELF, OTHER, NOBODY = "self", "other", "nobody"
NEAR_OWNER = 3
LITTLE = frozenset(["little", "wee", "year", "old", "eldest", "youngest", "late"])
ASKS = frozenset(["do", "should", "call", "take", "give", "can"])
DETERMINERS = frozenset(
    ["my", "our", "a", "the", "this", "one", "some", "his", "her", "your", "that", "another"]
)
PROFESSIONAL = re.compile(
    r"\b\d{1,3} ?(?:yo|y/o|yr|yrs|year old)? ?(?:f|m|female|male|lady|gent|gentleman)\b|\b[fm] ?\d{2}\b", re.I
)
REPORT_REACH = 3
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


@lru_cache(maxsize=1)
def _names() -> dict[str, frozenset[str]]:
    """Keys by what they name: a relative, an animal, "he", "my", a verb of saying …"""
    names = (
        "they",
        "their",
        "me",
        "my",
        "your",
        "relative",
        "loose_relative",
        "animal",
        "reports",
        "doctor",
        "handles",
    )
    keys = {name: [phrase_keys(phrase) for phrase in load_concepts()[name].phrases] for name in names}
    return {
        name: frozenset(phrase[0] for phrase in phrases if len(phrase) == 1) for name, phrases in keys.items()
    }


def settle(message: Message, mentions: Sequence[Mention], scope: Scope) -> tuple[str | None, list[Mention]]:
    """Decide the subject, and turn what belongs to others into mere mentions.

    Returns:
        ``self``, ``other`` or None where the message does not say, and the mentions with their final status.
    """
    holders = _holders(message, mentions)
    subject = _subject(message, mentions, holders, scope)
    strangers = {NOBODY} if subject == OTHER else {NOBODY, OTHER}
    settled = [
        replace(m, status=Status.MENTIONED) if holder in strangers else m
        for m, holder in zip(mentions, holders, strict=True)
    ]
    return subject, settled


def _holders(message: Message, mentions: Sequence[Mention]) -> list[str | None]:
    """Whose each mention is; where a sentence names nobody, whoever was spoken of before, else after."""
    who = _who(message)
    topics = _topics(message, mentions, who)
    numbers = message.layout.sentences
    return [_owner(message, m) or _nearest(message, who, m) or topics[numbers[m.place]] for m in mentions]


def _topics(message: Message, mentions: Sequence[Mention], who: list[str | None]) -> list[str | None]:
    """Whom each sentence speaks of, named or not. "I feel silly asking" does not change that."""
    busy = {message.layout.sentences[m.place] for m in mentions}
    current = next((person for person in who if person), None)
    topics = []
    for number, (start, end) in enumerate(_sentences(message)):
        topics.append(current)
        named = [person for person in who[start : end + 1] if person]
        if named and (number in busy or OTHER in named or current is None):
            current = named[-1] if number in busy else OTHER
    return topics


def _sentences(message: Message) -> list[tuple[int, int]]:
    numbers = message.layout.sentences
    return [message.layout.sentence(numbers.index(n)) for n in range(numbers[-1] + 1)] if numbers else []


def _owner(message: Message, mention: Mention) -> str | None:
    """Whose the body part is: "my back", "his legs", "mum's neck", "your face"."""
    names, keys = _names(), message.keys
    for at in range(max(mention.own), max(0, min(mention.own) - NEAR_OWNER) - 1, -1):
        if at < min(mention.own) and message.layout.stopped(at, min(mention.own)):
            return None
        key = keys[at]
        if key in names["my"] or (key == "me" and at + 1 in mention.own):
            return (
                SELF if keys[min(at + 1, len(keys) - 1)] not in names["relative"] | names["animal"] else OTHER
            )
        if key in names["their"]:
            return OTHER
        if key in names["your"]:
            return NOBODY
        if key == "'s" and at and keys[at - 1] in names["animal"]:
            return NOBODY
        if key == "'s" and at and keys[at - 1] in names["relative"] | names["they"]:
            return OTHER
    return None


def _nearest(message: Message, who: list[str | None], mention: Mention) -> str | None:
    """The person named last before it, in its clause if there is one, else in its sentence."""
    for start, _ in (message.layout.clause(mention.place), message.layout.sentence(mention.place)):
        named = next((person for person in reversed(who[start : mention.place + 1]) if person), None)
        if named:
            return named
    return None


def _who(message: Message) -> list[str | None]:
    """Who is named as the doer at each place; those who only report, help or are handled do not count."""
    names, keys = _names(), message.keys
    named: list[str | None] = [None] * len(keys)
    own = _speaks_of_self(keys, names)
    for hit in message.tagged("relative"):
        place = message.places[hit.last]
        if _is_doer(keys, message.place(hit), names):
            named[place] = (
                None
                if own and _reports(keys[place + 1 : place + 1 + REPORT_REACH], names["reports"])
                else OTHER
            )
    for at, key in enumerate(keys):
        reporting = _reports(keys[at + 1 : at + 1 + REPORT_REACH], names["reports"])
        if key in names["animal"]:
            named[at] = NOBODY
        elif key in names["they"] and not (own and reporting) and key not in {"him", "them"}:
            named[at] = OTHER
        elif key in names["me"] and not reporting:
            named[at] = SELF
    return named


def _speaks_of_self(keys: list[str], names: dict[str, frozenset[str]]) -> bool:
    """Whether the writer has a body or does something besides asking and reporting."""
    for at, key in enumerate(keys):
        following = keys[at + 1 : at + 1 + REPORT_REACH]
        if key in names["my"] and not names["relative"].union(names["animal"], LITTLE).intersection(
            following[:2]
        ):
            return True
        if (
            key in names["me"]
            and not _reports(following, names["reports"])
            and not ASKS.intersection(following[:1])
        ):
            return True
    return False


def _is_doer(keys: list[str], at: int, names: dict[str, frozenset[str]]) -> bool:
    """Whether a relative is spoken of, not merely carried; a mere "teacher" needs a "my" or "a"."""
    before = keys[max(0, at - 2) : at]
    if any(key in names["handles"] for key in before):
        return False
    owned = (
        at == 0
        or keys[at - 1] in SENTENCE_END
        or any(key in DETERMINERS for key in before)
        or keys[at + 1 : at + 2] == ["'s"]
    )
    return owned or keys[at] not in names["loose_relative"]


def _reports(following: list[str], verbs: frozenset[str]) -> bool:
    """Whether a verb of saying comes next, over "has", "also" and the like."""
    for key in following:
        if key in verbs:
            return True
        if key not in {
            "have",
            "be",
            "also",
            "all",
            "just",
            "keep",
            "do",
            "will",
            "would",
            "'s",
            "always",
            "only",
        }:
            return False
    return False


def _subject(
    message: Message, mentions: Sequence[Mention], holders: Sequence[str | None], scope: Scope
) -> str | None:
    names, keys = _names(), set(message.keys)
    if any(scope.said("behalf", mention.place) for mention in mentions) or _behalf(message, scope):
        return OTHER
    if (message.tagged("note") or PROFESSIONAL.search(message.text)) and not keys & (
        names["me"] | names["my"] | {"me"}
    ):
        return OTHER
    claims: dict[str | None, set[str]] = {SELF: set(), OTHER: set()}
    for mention, holder in zip(mentions, holders, strict=True):
        if mention.status is not Status.PRESENT or mention.finding in CIRCUMSTANCES or holder not in claims:
            continue
        if holder == SELF or not _story(message, mention):
            claims[holder].add(mention.finding)
    if len(claims[OTHER]) > len(claims[SELF]):
        return OTHER
    return SELF if keys & (names["me"] | names["my"] | {"me"}) else None


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
