"""Which intent a message has in the end: what was understood outranks what was guessed."""

from __future__ import annotations

from bot.knowledge.loader import load
from bot.model.finding import Status
from bot.model.reading import Reading
from bot.understanding.language import is_word

DESCRIBES = frozenset(["spinal", "nerve", "warning", "emergency_sign"])
"""Roles of findings that make any message a description of symptoms."""

WITH_PLACE = frozenset(["limb", "general", "circumstance", "companion"])
"""Roles that do so beside a region of the spine."""

REPLIES = {
    "yes": "affirm",
    "no": "deny",
    "none": "deny",
    "all": "affirm",
    "unsure": "skip",
    "skip": "skip",
    "back": "skip",
    "why": "ask_why",
}
FALLBACK = "nlu_fallback"
ELSEWHERE = "out_of_scope"


def settle_intent(guess: str | None, reading: Reading, text: str) -> str:
    """The final intent.

    Args:
        guess: what the classifiers before preferred, None where they had nothing.
        reading: what was understood.
        text: as typed.
    """
    if not any(letter.isalnum() for letter in text):
        return "unreadable"
    if reading.reply is not None:
        return REPLIES[reading.reply]
    if describes_symptoms(reading) or reading.choices or reading.detail or reading.number is not None:
        return "describe_symptoms"
    if guess == ELSEWHERE and not any(is_word(word) for word in text.split()):
        return FALLBACK  # gibberish is not another subject
    return guess or FALLBACK


def describes_symptoms(reading: Reading) -> bool:
    """Whether the message says, denies or takes back something that the triage must look at."""
    findings = load().findings
    said = [findings[f.id].role for f in reading.findings if f.status is not Status.MENTIONED]
    if any(role in DESCRIBES for role in said) or reading.taken_back:
        return True
    return bool(reading.regions) and any(role in WITH_PLACE for role in said)
