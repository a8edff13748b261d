"""Bare replies ("nope", "not sure", "skip"), quick replies, and what only tells how a complaint is."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import dropwhile
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.knowledge.loader import load
from bot.knowledge.rulebook import ReplyOption
from bot.knowledge.yaml_lines import read_yaml
from bot.model.finding import Finding, Status
from bot.understanding.language import Word
from bot.understanding.message import Message
from bot.understanding.phrases import Phrases

HERE = Path(__file__).parent
SMALL = "small"
"""Words that may stand beside a reply and change nothing."""
NEARLY, LEAST_LETTERS = 85, 6
"""How alike a misspelt reply must be, in percent, and how long."""
ANY = "*"
"""Stands for whichever question waits."""
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SPELLED = {
    **{word: number for number, word in enumerate(ONES)},
    **{word: 10 * number for number, word in enumerate(TENS, start=2)},
}
_WORD = rf"(?:{'|'.join(SPELLED)})"
NUMBER = re.compile(
    r"(?:(?:i am|i'm|im|(?:s?he|they)(?: is|'s| are)|it's|its|it is|i'd say|i would say|say"
    r"|ok|okay|well|so|like|about|around|roughly|probably|maybe|an?),? )*"
    rf"(\d{{1,3}}|{_WORD}(?: {_WORD})?)(?: years?(?: old)?| yrs?| yo)?"
)
LEADING = frozenset(["no", "sorry", "oh", "wait", "actually", "i", "meant", "mean", "it", "is", "it's"])
"""Words before a reply that puts one right."""
PUNCTUATION = frozenset([".", ",", "!", "?", ";", ":", "…"])


@lru_cache(maxsize=1)
def _replies() -> Phrases:
    return Phrases(_named())


def find_reply(message: Message) -> str | None:
    """``yes``, ``no``, ``none``, ``all``, ``unsure``, ``skip``, ``back`` or ``why`` where that is all the
    message says, if need be in several ways ("no, nothing like that, thanks") or misspelt."""
    bare = _bare(message)
    found = _replies().find(bare)
    said = {name for name, _, _ in found}
    covered = {at for _, first, last in found for at in range(first, last + 1)}
    if said and len(covered) == len(bare):
        said.discard(SMALL)
        return "none" if said == {"no", "none"} else next(iter(said)) if len(said) == 1 else None
    return None if found else _misspelt(message.text)


def _misspelt(text: str) -> str | None:
    """The reply whose phrase the whole message nearly is; a short word is too easily another."""
    plain = " ".join(text.lower().split()).strip(" .,!")
    best = process.extractOne(plain, _spelt(), scorer=fuzz.ratio, score_cutoff=NEARLY)
    return _spelt_as(best[0]) if best and len(plain) >= LEAST_LETTERS else None


@lru_cache(maxsize=1)
def _named() -> dict[str, tuple[str, ...]]:
    return {name: tuple(phrases) for name, phrases in read_yaml(HERE / "questions" / "replies.yml").items()}


@lru_cache(maxsize=1)
def _spelt() -> tuple[str, ...]:
    return tuple(phrase for name, phrases in _named().items() if name != SMALL for phrase in phrases)


def _spelt_as(phrase: str) -> str:
    return next(name for name, phrases in _named().items() if phrase in phrases)


@lru_cache(maxsize=1)
def _options() -> tuple[Phrases, dict[str, ReplyOption]]:
    """Every quick reply that says something to be there, by its payload."""
    offered = [option for ask in load().questions.values() for option in ask.options if option.present]
    return Phrases({option.payload: [option.payload] for option in offered}), {o.payload: o for o in offered}


def find_option(message: Message) -> tuple[Finding, ...]:
    """What a quick reply says, where the message is one: its meaning is known and need not be read."""
    phrases, options = _options()
    option = options.get(phrases.whole(message.stream) or "")
    if option is None:
        return ()
    statuses = [(one, Status.PRESENT) for one in option.present] + [
        (one, Status.ABSENT) for one in option.absent
    ]
    return tuple(Finding(one, status, None, message.text.strip()) for one, status in statuses)


@lru_cache(maxsize=1)
def _choices() -> Phrases:
    named: dict[str, list[str]] = {}
    for ask in load().questions.values():
        for index, option in enumerate(ask.options):
            if option.present or option.value is not None:
                said = (option.title, option.payload, *option.also)
                named[f"{ask.id}/{index}"] = [one.replace(",", "") for one in said]
    return Phrases(named)


def find_choices(message: Message) -> tuple[str, ...]:
    """Quick replies, of whichever question, that the message may be: ``<question>/<index>``."""
    bare = _bare(message)
    # "no sorry i meant lower" is "lower", put right.
    put = list(dropwhile(lambda word: word.key in LEADING, bare))
    return (*(_choices().all_whole(bare) or _choices().all_whole(put)), *_ordinals().all_whole(bare))


@lru_cache(maxsize=1)
def _ordinals() -> Phrases:
    named = read_yaml(HERE / "questions" / "ordinals.yml")
    return Phrases({f"{ANY}/{index}": phrases for index, phrases in named.items()})


def find_number(message: Message) -> int | None:
    """The number that is all the message says."""
    said = NUMBER.fullmatch(" ".join(message.text.lower().replace("-", " ").split()).strip(" .!"))
    if said is None:
        return None
    return int(said[1]) if said[1].isdigit() else sum(SPELLED[word] for word in said[1].split())


def _bare(message: Message) -> list[Word]:
    return [word for word in message.stream if word.key not in PUNCTUATION]


def told_in(detail: str | None) -> tuple[Finding, ...]:
    """What such a message tells to be there: "it is stiff as well"."""
    if not detail:
        return ()
    told = (name for name, pattern in _tells().items() if pattern.search(detail.lower()))
    return tuple(Finding(name, Status.PRESENT, None, detail) for name in told)


@lru_cache(maxsize=1)
def _tells() -> dict[str, re.Pattern[str]]:
    named = read_yaml(HERE / "questions" / "details.yml")["tells"]
    return {name: re.compile(pattern) for name, pattern in named.items()}


@lru_cache(maxsize=1)
def _details() -> re.Pattern[str]:
    parts = read_yaml(HERE / "questions" / "details.yml")
    detail = "|".join((*parts["how"], *parts["when"]))
    small = "|".join(parts["small"])
    return re.compile(rf"(?:(?:{small})[ ,]+)*(?:{detail})(?:[ ,]+(?:{small}|{detail}))*[ .!]*")


def find_detail(message: Message) -> str | None:
    """The message where it only tells how a complaint is ("burning", "mostly when I sit"); None else."""
    plain = " ".join(message.text.lower().replace("’", "'").split())
    return message.text.strip() if _details().fullmatch(plain) else None
