"""What a simulated person does besides answering: digress, despair, correct, contradict, object."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.knowledge.loader import load
from evaluation.simulation.people import SAID
from evaluation.simulation.talk import Talk


def beats_of(talk: Talk) -> Iterator[Callable[[Talk], None]]:
    """What this style does besides answering, in order."""
    style, dice = talk.person.style, talk.dice
    if style == "distressed":
        yield from (_aside_of("distress") for _ in range(dice.randint(1, 2)))
    if style == "digressing":
        yield from (_digress for _ in range(dice.randint(2, 4)))
    if style == "correcting":
        yield _correct
    if style == "contradicting":
        yield _contradict


def put_right(talk: Talk) -> None:
    """Object to what the "Understood" line wrongly says to be there, once each, as it asks people to."""
    for one in talk.strange:
        phrases = SAID["denials"].get(one) or SAID["objections"].get(one)
        if phrases and one not in talk.put_right and talk.room:
            talk.put_right.add(one)
            talk.absent.add(one)
            denial = talk.voice.pick(phrases)
            talk.speak(talk.voice.pick(SAID["corrections"]["misread"], denial=denial))
            _confirm(talk)


def _confirm(talk: Talk) -> None:
    """Say no where an emergency asks once more whether a sign that was taken back is there."""
    if talk.lines[-1].offers and not talk.question and talk.room:
        talk.speak(talk.voice.pick(("no", "nope", "no there is not")))


def _aside_of(kind: str) -> Callable[[Talk], None]:
    def beat(talk: Talk) -> None:
        talk.speak(talk.voice.pick(SAID[kind]), "aside", ("notice", "assessment"))

    return beat


def _digress(talk: Talk) -> None:
    row = talk.dice.choice(SAID["digressions"])
    talk.speak(row["say"], "aside", tuple(row["kinds"]))


def _correct(talk: Talk) -> None:
    """Put right what was said wrongly, else what was understood as said of the writer."""
    person, voice, words = talk.person, talk.voice, SAID["corrections"]
    if talk.told["regions"] != [person.region]:
        talk.told["regions"] = [person.region]
        talk.speak(voice.pick(words["region"], place=voice.place(person.region)))
    if talk.told.get("duration_days", person.days) != person.days:
        talk.told["duration_days"] = person.days
        talk.speak(voice.pick(words["duration"], time=voice.time(person.days, "bare")))
    if person.who and talk.told["subject"] == "self":
        talk.told["subject"] = "other"
        talk.speak(voice.pick(words["person"], who=voice.who()))
    _withdraw(talk, words["finding"])


def _withdraw(talk: Talk, phrases: list[str]) -> None:
    told = sorted(one for one in talk.present if one in SAID["denials"])
    if told:
        gone = talk.dice.choice(told)
        talk.present.discard(gone)
        talk.absent.add(gone)
        denial = talk.voice.pick(SAID["denials"][gone])
        talk.speak(talk.voice.pick(phrases, denial=denial))
        _confirm(talk)


def _contradict(talk: Talk) -> None:
    """Say the opposite of what was told; a warning sign is not talked away like that, so it is left alone."""
    findings = load().findings
    told = sorted(
        one
        for one in talk.present
        if one in SAID["denials"] and findings[one].role not in ("warning", "emergency_sign")
    )
    if told:
        gone = talk.dice.choice(told)
        talk.present.discard(gone)
        talk.absent.add(gone)
        talk.speak(talk.voice.pick(SAID["denials"][gone]))
        _confirm(talk)
