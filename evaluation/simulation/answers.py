"""What a simulated person answers to a question of the bot's: a bare word, a quick reply, or in own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from bot.knowledge.loader import load
from bot.knowledge.rulebook import ReplyOption
from evaluation.simulation.people import SAID

if TYPE_CHECKING:
    from evaluation.simulation.talk import Talk


def reply_to(asked: dict[str, Any], talk: Talk) -> str:
    """The answer; what it tells is noted in the talk."""
    ask = load().questions[asked["id"]]
    if ask.about in _VALUES:
        return _VALUES[ask.about](talk)
    offered = {one["title"] for one in asked["options"]}
    there = _fitting([option for option in ask.options if option.title in offered], talk)
    if there is not None:
        return _say_option(there, talk)
    if ask.id == "weakness_onset":
        return talk.voice.pick(SAID["unsure"])
    hidden = {one for option in ask.options if option.title not in offered for one in option.present}
    for option in ask.options:
        if not option.present and option.title in offered:
            talk.absent.update(one for one in option.absent if one not in talk.present | hidden)
    return talk.voice.pick(SAID["none"])


def _fitting(offered: Iterable[ReplyOption], talk: Talk) -> ReplyOption | None:
    """The quick reply whose chief finding is true of the person, told before or not.

    What was told and is offered again has to be told again, which counts as put right. What is known is not
    offered again, and who finds nothing new among the replies says none.
    """
    true = set(talk.person.present) - talk.absent
    return next((option for option in offered if true.intersection(option.present[:1])), None)


def _say_option(option: ReplyOption, talk: Talk) -> str:
    true = option.present[0]
    if true in talk.present:
        talk.put_right.add(true)
    if talk.dice.random() < 0.5:
        talk.present.update(option.present)
        return talk.voice.pick([option.title, option.payload])
    talk.present.add(true)
    return talk.voice.pick(SAID["findings"][true])


def _where(talk: Talk) -> str:
    talk.told["regions"] = [talk.person.region]
    return talk.voice.pick(SAID["bare_regions"][talk.person.region])


def _since(talk: Talk) -> str:
    talk.told["duration_days"] = talk.person.days
    return talk.voice.time(talk.person.days, "bare")


def _how_bad(talk: Talk) -> str:
    talk.told["severity"] = talk.person.severity
    return talk.voice.pick(SAID["bare_severities"], n=talk.person.severity)


def _age(talk: Talk) -> str:
    talk.told["age_years"] = talk.person.age
    if talk.person.who:
        return talk.voice.pick(SAID["other_ages"], n=talk.person.age, they=talk.voice.they())
    return talk.voice.pick(SAID["bare_ages"], n=talk.person.age)


def _no(talk: Talk) -> str:
    return talk.voice.pick(["no", "nope", "no there is not"])


_VALUES: dict[str, Callable[[Talk], str]] = {
    "regions": _where,
    "duration_days": _since,
    "severity": _how_bad,
    "age_years": _age,
    "pregnant": _no,
    "taken_back": _no,
}
"""By what a question is about."""
