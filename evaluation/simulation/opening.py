"""The first message of a simulated person: from three words to a story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from evaluation.simulation.people import SAID
from evaluation.simulation.talk import Talk


def open_talk(talk: Talk) -> None:
    """Say what hurts; a correcting person may get the place wrong at first."""
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
