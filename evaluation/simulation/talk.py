"""One simulated conversation, turn by turn: what the person says next, and what has been told so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.knowledge.loader import load
from evaluation.simulation.people import SAID, Person, make_person
from evaluation.simulation.speech import Voice

MOST_TURNS = 20
Messages = list[dict[str, Any]]
Say = Callable[[str], Messages]


@dataclass(frozen=True)
class Line:
    """One turn: what was said and why, and what came back.

    Attributes:
        said: the person's words.
        intent: ``tell`` (facts, an answer, a correction), ``aside`` (anything else), ``evade`` (skip, why).
        custom: the reply's data; text: the reply's words.
        kinds: kinds of reply that an aside may get; offers: whether quick replies stand beneath.
    """

    said: str
    intent: str
    custom: dict[str, Any]
    text: str
    kinds: tuple[str, ...] = ()
    offers: bool = False


@dataclass
class Talk:
    """A conversation while it is played.

    Attributes:
        told: facts that the person has told and still holds to, by the key of an assessment's ``findings``.
        present, absent: findings that were told to be there or not; the newest statement holds.
        put_right: findings that were wrongly understood, and objected to.
    """

    person: Person
    voice: Voice
    dice: Random
    say: Say
    lines: list[Line] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    put_right: set[str] = field(default_factory=set)

    def speak(self, text: str, intent: str = "tell", kinds: tuple[str, ...] = ()) -> None:
        """Take one turn."""
        typed = self.voice.type(text)
        messages = self.say(typed)
        customs = [message["custom"] for message in messages if "custom" in message]
        offers = any(message.get("buttons") for message in messages)
        words = "\n".join(message["text"] for message in messages if message.get("text"))
        self.lines.append(Line(typed, intent, customs[0] if len(customs) == 1 else {}, words, kinds, offers))

    @property
    def strange(self) -> tuple[str, ...]:
        """What the last assessment holds to be there and nobody has told."""
        shown = [line.custom for line in self.lines if line.custom.get("kind") == "assessment"]
        may = {also for one in self.present for also in SAID["may"].get(one, ())}
        told = {*self.present, *may, *SAID["anyone"], "pain"}
        allowed = {wider for one in told for wider in load().implied(one)}
        return tuple(one for one in (shown[-1]["findings"]["present"] if shown else ()) if one not in allowed)

    @property
    def question(self) -> dict[str, Any] | None:
        """The question that waits: of the last assessment, whatever was talked about since."""
        assessed = (line.custom for line in reversed(self.lines) if line.custom.get("kind") == "assessment")
        asked = next(assessed, {}).get("next_question")
        return dict(asked) if asked else None

    @property
    def room(self) -> bool:
        """Whether the conversation is not yet too long."""
        return len(self.lines) < MOST_TURNS


def play(number: int, say: Say) -> Talk:
    """Play the conversation of this number to its end."""
    person, dice = make_person(number)
    talk = Talk(person, Voice(person, dice), dice, say)
    _open(talk)
    _put_right(talk)
    for beat in _beats(talk):
        _answer_until(talk, beat)
    _finish(talk)
    _put_right(talk)
    talk.speak(talk.voice.pick(SAID["closings"]), "aside", ("notice", "summary", "assessment"))
    return talk


def _open(talk: Talk) -> None:
    """The first message: from three words to a story."""
    voice, person = talk.voice, talk.person
    place, bare = voice.place(person.region), voice.pick(SAID["regions"][person.region]).format()
    wrong = person.style == "correcting" and talk.dice.random() < 0.4
    shown = (
        talk.dice.choice([one for one in sorted(SAID["regions"]) if one != person.region]) if wrong else ""
    )
    if shown:
        place, bare = voice.place(shown), shown.replace("_", " ")
    bare = bare.removeprefix("the ").removeprefix("back of my ")
    if person.who and person.style != "correcting":
        opening = voice.pick(SAID["other_openings"], who=voice.who(), place=place, bare=bare)
        talk.told["subject"] = "other"
    else:
        terse = person.style == "terse"
        opening = voice.pick(SAID["terse_openings" if terse else "openings"], place=bare if terse else place)
        talk.told["subject"] = "self"
    talk.told["regions"] = [shown or person.region]
    parts = [opening, *_volunteered(talk)]
    if person.style == "rambling":
        for filler in talk.dice.sample(SAID["fillers"], 2):
            parts.insert(talk.dice.randint(0, len(parts)), filler.rstrip("."))
    talk.speak(voice.join(parts))


def _volunteered(talk: Talk) -> Iterator[str]:
    """What is told unasked with the first message; a terse person tells nothing."""
    person, voice, dice = talk.person, talk.voice, talk.dice
    if person.style == "terse":
        return
    if dice.random() < 0.6:
        yield _tell_time(talk)
    for finding in _some(person.present, 0.6, dice):
        talk.present.add(finding)
        yield voice.pick(SAID["findings"][finding])
    for finding in _some(person.absent, 0.7, dice):
        talk.absent.add(finding)
        yield voice.pick(SAID["denials"][finding])
    if person.side and dice.random() < 0.4:
        talk.told["side"] = person.side
        yield voice.pick(SAID["sides"], side=person.side)
    if dice.random() < 0.3:
        talk.told["severity"] = person.severity
        yield voice.pick(SAID["severities"], n=person.severity)


def _some(items: Iterable[str], share: float, dice: Random) -> list[str]:
    return [one for one in items if dice.random() < share]


def _tell_time(talk: Talk) -> str:
    wrong = talk.person.style == "correcting" and talk.dice.random() < 0.4
    days = talk.dice.choice(SAID["durations"])["days"] if wrong else talk.person.days
    talk.told["duration_days"] = days
    return talk.voice.time(days, "for")


def _beats(talk: Talk) -> Iterator[Callable[[Talk], None]]:
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


def _answer_until(talk: Talk, beat: Callable[[Talk], None]) -> None:
    """Answer a question or none, then do what the style does."""
    if talk.question and talk.dice.random() < 0.6 and talk.room:
        answer(talk)
    if talk.room:
        beat(talk)


def _put_right(talk: Talk) -> None:
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


def _finish(talk: Talk) -> None:
    """Answer what is still asked, then volunteer what nobody asked."""
    while talk.question and talk.room:
        answer(talk)
    left = [one for one in talk.person.present if one not in talk.present | talk.absent]
    if left and talk.room and talk.dice.random() < 0.5:
        talk.present.update(left)
        talk.speak(talk.voice.join(talk.voice.pick(SAID["findings"][one]) for one in left))
        while talk.question and talk.room:
            answer(talk)


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


def answer(talk: Talk) -> None:
    """Answer the question that waits, as bare as people do; now and then evade it."""
    from evaluation.simulation.answers import reply_to

    asked = talk.question or {}
    if talk.dice.random() < 0.08:
        kind = talk.dice.choice(("unsure", "skip", "why"))
        talk.speak(talk.voice.pick(SAID[kind]), "evade", ("assessment", "answer", "notice"))
        if kind != "why":
            return
    talk.speak(reply_to(asked, talk))
