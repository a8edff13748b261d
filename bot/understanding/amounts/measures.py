# ruff: noqa: E501 (a regular expression is easier to check in one piece)
"""How bad, how hot, how many: severity 0 to 10, temperature in degrees Celsius, tablets."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.understanding.amounts.ages import AGE
from bot.understanding.amounts.numbers import Amount, to_number
from bot.understanding.vocabulary import load_concepts

SEVERITY = (
    re.compile(r"\b(10|[0-9](?:\.\d)?)\s*(?:/|out of|outta|outof|over)\s*(?:10|ten)\b"),
    re.compile(r"\b(zero|one|two|three|four|five|six|seven|eight|nine|ten)\s*(?:/|out of|outta)\s*(?:10|ten)\b"),
    re.compile(r"\b(?:pain|level|scale|score|severity|about|nrs|vas)(?: is| of| level| score| scale)*(?: a| an| about| at| like| around)? (10|[0-9])\b(?!\s*(?:/|[a-z:.]|\d|days|weeks))"),
    # "the neck is 3/10, the back 8": the second counts on the scale of the first.
    re.compile(r"(?<=/10)[,;]? (?:and |but )?(?:the |my )?(?:\w+ )?(?:neck|back)(?: is| a| an)? (10|[0-9])\b(?!\s*(?:/|[a-z:.]|\d))"),
)  # fmt: skip
TEMPERATURE = re.compile(
    r"(?<![\d./])(3[4-9]|4[0-2])(?:[.,](\d))?\s*(?:°|degrees?|deg|c\b|celsius)?(?![\d/])|(?<![\d./])(9[5-9]|10[0-7])(?:[.,](\d))?\s*(?:°|degrees?|deg)?\s*(?:f\b|fahrenheit)?(?![\d/])"
)
TEMPERATURE_WORDS = re.compile(
    r"\b(?:temps?|temperatures?|fever|feverish|thermometer|tmp|febrile|degrees|celsius|fahrenheit|pyrexi\w+)\b|°|\d ?[cf]\b|running (?:a )?\d"
)
BARE_TEMPERATURE = re.compile(
    r"(?<![\d./:£$€-])(3[6-9]|4[01]|10[0-5])[.,](\d)(?!\d|[/:%]|\s*(?:km|kg|kilos?|miles?|mi|cm|m|mm|st|stone|lbs?|mg|ml|weeks?|years?|mph|x)\b)"
)
"""A number with one decimal in the range of body heat is a temperature even where nobody says so: "39.4, stiff neck"."""
COUNT = r"\b(\d{1,3}|nine|ten|eleven|twelve|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty)\s+(?:x\s+|of (?:my |them |the |those |these )?|extra strengths?\s+|strong\s+|500 ?mg\s+)*"
SINCE = r"since (?:breakfast|morning|this morning|lunch|midnight|last night)"
NOT_TAKEN = ("mg", "left", "a pack", "in the")
TOO_MANY = 9
"""More tablets than anyone takes for pain in a day."""


def severities(text: str) -> list[Amount]:
    """Numbers that were said for the pain, 0 to 10, in the order said."""
    text = text.lower()
    found = {m.start(): m for pattern in SEVERITY for m in pattern.finditer(text)}
    return [Amount(min(10, round(to_number(m[1]))), m.start(), m.end()) for _, m in sorted(found.items())]


def temperature(text: str) -> float | None:
    """The highest temperature that was said, in degrees Celsius."""
    text = text.lower()
    pattern = TEMPERATURE if TEMPERATURE_WORDS.search(text) else BARE_TEMPERATURE
    ages = [match.span() for said in AGE for match in said.finditer(text)]
    found = [_celsius(match) for match in pattern.finditer(text) if not _within(match, ages)]
    return max(found, default=None)


def _within(match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start <= match.start() < end for start, end in spans)


def _celsius(match: re.Match[str]) -> float:
    whole, tenth = match.groups()[:2] if match[1] else match.groups()[2:4]
    degrees = float(f"{whole}.{tenth or 0}")
    return (degrees - 32) / 1.8 if degrees > 90 else degrees


@lru_cache(maxsize=1)
def _tablets() -> re.Pattern[str]:
    """A number of tablets, under any of the names that the vocabulary has for them."""
    names = "|".join(re.escape(name).replace(r"\ ", "[ -]?") for name in load_concepts()["tablets"].phrases)
    return re.compile(rf"{COUNT}((?:{names})s?|{SINCE})\b")


def too_many_tablets(text: str) -> str | None:
    """The words that name more tablets than anyone takes for pain, None where there are none."""
    text = text.lower()
    for match in _tablets().finditer(text):
        if to_number(match[1]) >= TOO_MANY and not text[match.end() :].lstrip().startswith(NOT_TAKEN):
            return match[0]
    return None
