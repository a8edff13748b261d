"""Whether a finding is had, denied, or only mentioned: negation, past, hypothesis, question.

After ConText (Harkema et al. 2009): a cue opens a scope that ends at a break (see ``segments``). Cues are
found apart (``cues``). A cue that belongs to the finding's own words ("can not feel") is not looked at
again. A verb's "not" reaches a finding only over words that carry nothing of their own: "do not have any
numbness", but not "do not help my numbness".
"""

from __future__ import annotations

from itertools import pairwise

from bot.understanding.cues import find_cues
from bot.understanding.language import reducer
from bot.understanding.message import Message
from bot.understanding.segments import CONTRAST, SENTENCE_END, STOPS

FAR = 14
"""Words that a cue reaches over, at most."""
OPENING = 3
"""Words before the subject that say when: "in 1998 I had …"."""
NEAR = 6
"""Words that "nearly" reaches over, at most."""
OPAQUE = {"negation_before": 4, "verb_negation": 1}
"""How many words with a meaning of their own a denial may reach over."""
LISTS = frozenset(
    [
        "or", "nor", "and", ",", "/", "&", "any", "anything", "anywhere", "in", "of", "the", "my", "a", "be",
        "no",
    ]
)  # fmt: skip
"""What a list is made of besides what it names: a denial passes over it."""


class Scope:
    """The cues of one message, asked about one finding at a time. Places are positions among all words."""

    def __init__(self, message: Message) -> None:
        self._layout = message.layout
        self._keys = message.keys
        self._cues = find_cues(self._keys)
        self._clear = _clear_words(message)

    def negated(self, first: int, last: int, own: frozenset[int]) -> bool:
        """Whether a denial reaches the finding; ``own`` are the words that belong to it."""
        for sort, at, stop in self._cues:
            if (sort not in OPAQUE and sort != "negation_after") or at in own:
                continue
            if sort == "negation_after":
                if 0 < at - last <= 3 and self._ends(stop) and not self._layout.stopped(last, at):
                    return True
            elif at <= last and self._reaches(sort, stop, first) and not self._listed_apart(stop, first):
                return True
        return False

    def _listed_apart(self, cue: int, first: int) -> bool:
        """Whether each denied thing has its own "no" and this one has none: "no fever, no lump, sciatica"."""
        between = self._keys[cue + 1 : first]
        if "," not in between or not {"or", "nor"}.isdisjoint(self._keys[cue : first + 3]):
            return False
        start, _ = self._layout.sentence(first)
        return sum(sort == "negation_before" and start <= at < first for sort, at, _ in self._cues) > 1

    def refused(self, own: frozenset[int]) -> bool:
        """Whether "fine" and the like are denied from outside: "not fine", "never quite right"."""
        near = {at for place in own for at in (place - 2, place - 1) if at >= 0 and at not in own}
        return any(
            self._keys[at] in {"not", "never", "no", "hardly"} and not self._layout.stopped(at, max(own))
            for at in near
        )

    def past(self, place: int) -> bool:
        """Whether the sentence places the finding in a past that is over, not one in which it began."""
        start, end = self._layout.clause(place)
        first, _ = self._layout.sentence(place)
        if self.over(place):
            return True
        if self._lasts(place, end):
            return False
        if self._said("present", start, end):
            return False
        for sort, at, _ in self._cues:
            if sort == "past" and start <= at <= end and not self._said("onset", start, end):
                return True
            if (
                sort == "past"
                and first <= at < start
                and not self._said("present", at, end)
                and not self._said("onset", first, start)
            ):
                return True
        return False

    def over(self, place: int) -> bool:
        """Whether the words around it, between commas, are of the past: "crash in 1998, stiff now"."""
        first, last = self._layout.part(place)
        opening, _ = self._layout.sentence(place)
        first = opening if first - opening <= OPENING else first  # "In 1998 I …"
        return (self._said("past", first, last) or self._said("dated", first, last)) and not (
            self._said("present", first, last) or self._said("onset", first, last)
        )

    def _lasts(self, place: int, end: int) -> bool:
        """Whether a duration follows at once: "back pain for two weeks" is not over."""
        following = self._keys[place + 1 : min(end, place + 5) + 1]
        return any(
            one == "for"
            and (
                two.isdigit()
                or two in {"two", "three", "four", "five", "six", "few", "some", "several", "a", "week"}
            )
            for one, two in pairwise(following)
        )

    def hypothetical(self, place: int) -> bool:
        """Whether it is only feared, asked about in general or read about."""
        first, last = self._layout.sentence(place)
        for sort, at, stop in self._cues:
            if (
                sort == "hypothetical"
                and stop < place
                and place - stop <= FAR
                and not self._layout.stopped(stop + 1, place)
            ):
                return True
            if (
                sort == "hearsay"
                and first <= at <= last
                and (at < place or at - place <= 4)
                and not self._contrasted(at, place)
            ):
                return True
        return self.asked(place)

    def averted(self, place: int) -> bool:
        """Whether it nearly happened or was only seen: "nearly went off the ladder", "saw a crash"."""
        return any(
            sort == "averted" and 0 < place - stop <= NEAR and not self._layout.stopped(stop, place)
            for sort, _, stop in self._cues
        )

    def asked(self, place: int) -> bool:
        """Whether it stands in a general question, one that is about nobody."""
        first, last = self._layout.sentence(place)
        marked = any("?" in key for key in self._keys[max(first, last - 1) : last + 1])
        sorts = {"question", "topic"} if marked else {"topic"}
        opened = any(sort in sorts and at - first <= 2 for sort, at, _ in self._cues if first <= at <= last)
        return opened and not self._said("person", first, last)

    def said(self, sort: str, place: int) -> bool:
        """Whether a cue of this sort stands in the sentence around a place."""
        return self._said(sort, *self._layout.sentence(place))

    def _said(self, sort: str, first: int, last: int) -> bool:
        return any(name == sort and first <= at <= last for name, at, _ in self._cues)

    def _ends(self, at: int) -> bool:
        """Whether a clause ends after a word: "fever: none," but not "back pain, no fever"."""
        return (
            at + 1 >= len(self._keys)
            or self._keys[at + 1] in SENTENCE_END | CONTRAST | {",", ")"}
            or self._layout.breaks[at + 1] in STOPS
        )

    def _contrasted(self, one: int, other: int) -> bool:
        low, high = sorted((one, other))
        return any(kind == "contrast" for kind in self._layout.breaks[low + 1 : high + 1])

    def _reaches(self, sort: str, cue: int, first: int) -> bool:
        """Whether a scope opened at ``cue`` reaches ``first``: no stop, few words of a meaning between."""
        if cue > first:
            return True  # the cue stands inside the finding: "legs are not numb"
        if self._layout.stopped(cue, first):
            return False
        opaque = sum(1 for at in range(cue + 1, first) if at not in self._clear)
        return first - cue <= FAR and opaque <= OPAQUE[sort]


def _clear_words(message: Message) -> frozenset[int]:
    """Places of words over which a denial passes: fillers, lists, and the words of other findings."""
    plain = reducer().fillers | reducer().articles | LISTS
    inside = {at for hit in message.hits if hit.concept.kind != "idiom" for at in message.own((hit,))}
    return frozenset(at for at, key in enumerate(message.keys) if key in plain or at in inside)
