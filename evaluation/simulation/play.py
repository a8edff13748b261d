"""One simulated conversation from its first message to its last."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.simulation.answers import reply_to
from evaluation.simulation.beats import beats_of, put_right
from evaluation.simulation.opening import open_talk
from evaluation.simulation.people import SAID, make_person
from evaluation.simulation.speech import Voice
from evaluation.simulation.talk import Say, Talk


def play(number: int, say: Say) -> Talk:
    """Play the conversation of this number to its end."""
    person, dice = make_person(number)
    talk = Talk(person, Voice(person, dice), dice, say)
    open_talk(talk)
    put_right(talk)
    for beat in beats_of(talk):
        _answer_until(talk, beat)
    _finish(talk)
    put_right(talk)
    talk.speak(talk.voice.pick(SAID["closings"]), "aside", ("notice", "summary", "assessment"))
    return talk


def _answer_until(talk: Talk, beat: Callable[[Talk], None]) -> None:
    """Answer a question or none, then do what the style does."""
    if talk.question and talk.dice.random() < 0.6 and talk.room:
        _answer(talk)
    if talk.room:
        beat(talk)


def _finish(talk: Talk) -> None:
    """Answer what is still asked, then volunteer what nobody asked."""
    while talk.question and talk.room:
        _answer(talk)
    left = [one for one in talk.person.present if one not in talk.present | talk.absent]
    if left and talk.room and talk.dice.random() < 0.5:
        talk.present.update(left)
        talk.speak(talk.voice.join(talk.voice.pick(SAID["findings"][one]) for one in left))
        while talk.question and talk.room:
            _answer(talk)


def _answer(talk: Talk) -> None:
    """Answer the question that waits, as bare as people do; now and then evade it."""
    asked = talk.question or {}
    if talk.dice.random() < 0.08:
        kind = talk.dice.choice(("unsure", "skip", "why"))
        talk.speak(talk.voice.pick(SAID[kind]), "evade", ("assessment", "answer", "notice"))
        if kind != "why":
            return
    talk.speak(reply_to(asked, talk))
