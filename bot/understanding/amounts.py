# ruff: noqa: E501 (a regular expression is easier to check in one piece)
"""Numbers that matter: how long, how bad, how old, how hot.

Units live here: durations in days, severity 0 to 10, ages in years, temperatures in degrees Celsius.
Weeks are 7 days, a month 30, a year 365; "a couple" is 2, "a few" 3, "several" 5 (the contract's own figures where it has them).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

UNITS = {
    "minute": 0, "min": 0, "hour": 0, "hr": 0, "h": 0, "day": 1, "d": 1, "night": 1, "week": 7, "wk": 7, "w": 7, "fortnight": 14,
    "month": 30, "mth": 30, "mo": 30, "year": 365, "yr": 365, "decade": 3650, "dy": 1,
}  # fmt: skip
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "couple": 2, "couple of": 2, "a couple of": 2, "a couple": 2, "few": 3,
    "a few": 3, "several": 5, "half a": 0.5, "half": 0.5, "hundred": 100, "past": 1, "last": 1, "this past": 1, "the last": 1, "the past": 1, "nearly a": 1,
    "about a": 1, "over a": 1, "good": 1, "whole": 1, "another": 1, "the whole": 1, "a whole": 1, "zero": 0,
}  # fmt: skip
_NUMBER = (
    r"(\d+(?:[.,]\d+)?|" + "|".join(sorted((re.escape(n) for n in NUMBERS), key=len, reverse=True)) + r")"
)
_UNIT = (
    r"(minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?|decades?)"
)
SPAN = re.compile(
    rf"\b{_NUMBER}\s*(?:or (?:so|two|three)\s+|to \d+\s+|-\s*\d+\s*|good\s+|full\s+|solid\s+|long\s+|odd\s+|whole\s+)*{_UNIT}\b(?:\s+and\s+a\s+half)?"
)
HALF = re.compile(r"and a half$")
FRACTION = re.compile(r"\b(\d+)\s*/\s*(7|52|12)\b")
BARE_UNITS = re.compile(
    r"\b(?:for|over|in)\s+(weeks|months|years|days|ages|decades|hours)\b|\b(weeks|months|years|days|decades) now\b|\bfor (?:so )?(?:long|ages)\b"
)
BARE_DAYS = {"hours": 0, "days": 3, "weeks": 21, "months": 90, "years": 730, "decades": 7300}
NAMED = (
    (re.compile(r"\b(?:since|from|started|began|came on|woke(?: up)?(?: with it)?)? ?(?:yesterday|last night|last nite|overnight|ystrday|the night before)\b"), 1),
    (re.compile(r"\b(?:this morning|today|tonight|this afternoon|this evening|just now|an hour ago|half an hour ago|earlier today|right now this minute)\b"), 0),
    (re.compile(r"\bday before yesterday\b"), 2),
    (re.compile(r"\bfortnight\b"), 14),
    (re.compile(r"\bsince last week\b|\bstarted last week\b|\blast week\b"), 7),
    (re.compile(r"\bsince last month\b|\blast month\b"), 30),
    (re.compile(r"\bsince last year\b|\blast year\b"), 365),
    (re.compile(r"\b(?:all my life|since childhood|since i was (?:a )?(?:kid|child|born)|forever|as long as i (?:can )?remember)\b"), 3650),
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAY = re.compile(rf"\bsince (?:last )?({'|'.join(WEEKDAYS)})\b")
MONTH = re.compile(rf"\bsince (?:last )?({'|'.join(MONTHS)})\b")
YEAR = re.compile(r"\bsince (19[5-9]\d|20\d\d)\b")
DECADE = re.compile(r"\bsince my (teens|twenties|thirties|forties|fifties|sixties|seventies)\b")
DECADES = {
    "teens": 15,
    "twenties": 25,
    "thirties": 35,
    "forties": 45,
    "fifties": 55,
    "sixties": 65,
    "seventies": 75,
}
NOT_A_DURATION = re.compile(
    r"^\s*(?:old\b|yo\b|pregnant|gone\b|along\b|of age|a (?:day|week)\b|per\b|deadline|late\b|overdue|weeks? (?:pregnant|gone|late))"
)

AGO = re.compile(r"\s*(?:ago|back|now|since)\b")

SEVERITY = (
    re.compile(r"\b(10|[0-9](?:\.\d)?)\s*(?:/|out of|outta|outof|over)\s*(?:10|ten)\b"),
    re.compile(r"\b(zero|one|two|three|four|five|six|seven|eight|nine|ten)\s*(?:/|out of|outta)\s*(?:10|ten)\b"),
    re.compile(r"\b(?:pain|level|scale|score|severity|about|nrs|vas)(?: is| of| level| score| scale)*(?: a| an| about| at| like| around)? (10|[0-9])\b(?!\s*(?:/|[a-z:.]|\d|days|weeks))"),
)  # fmt: skip
AGE = (
    re.compile(r"(?<!temp )(?<!temperature )(?<!fever )\b(?:i am|i'm|im|am|aged|age|he is|he's|hes|she is|she's|shes|who is|turning|just turned|turned|is|just) (\d{1,3})(?! ?(?:%|/|weeks?|wks?|months?|days?|hours?|stone|kg|lb|kilos?|out|pm|am|minutes?|mins?|st\b|nd\b|th\b|cm|mg|degrees|years? (?!old)|:))(?=\s|,|\.(?!\d)|;|$|!|\?|y|\))"),
    re.compile(r"\b(\d{1,3})[ -]?(?:years?|yrs?|yr|y)[ -]?(?:old|o|of age)\b|\b(\d{1,3}) ?(?:yo|y/o|y\.o\.?|yrs?|years old|yr old)\b(?! (?:ago|now|of|with|history))"),
    re.compile(r"\b(\d{2}) ?(?:f|m|male|female|woman|man|lady|gent)\b|(?<!')\b[fm] ?(\d{2})\b"),
    re.compile(r"\((\d{2})\)"),
    re.compile(r"(?:^|[.!?]\s+)(\d{1,2}),"),
    re.compile(r"\b(?:mum|mom|mam|mother|dad|father|nan|nana|gran|granny|grandma|grandad|grandpa|in law|wife|husband|son|daughter|sister|brother|uncle|auntie|aunt|aunty|partner|girlfriend|boyfriend|lola|neighbour|friend)(?:'s|s)?,? \(?(\d{1,2})\b(?! ?(?:%|/|weeks?|months?|days?|hours?|mins?|minutes?|am|pm|times|kids|stone|kg))"),
    re.compile(r"\b(?:at|at the age of|i'm only|im only|only) (\d{2})\b(?! ?(?:%|/|weeks?|days?|mins?|minutes?|hours?|am|pm|mg|degrees|kg|st))"),
)  # fmt: skip
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
SPELLED_AGE = re.compile(
    rf"\b(?:i am|i'm|im|aged|he is|he's|she is|she's) ({'|'.join(TENS)})(?:[ -]({'|'.join(ONES)}))?\b(?! (?:weeks?|days?|months?|minutes?|mins?|miles?))"
)
AGE_WORDS = re.compile(
    r"\b(?:in (?:my|his|her|their) )(early |mid |late )?(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|20s|30s|40s|50s|60s|70s|80s|90s)\b"
)
AGES = {
    "twenties": 25,
    "thirties": 35,
    "forties": 45,
    "fifties": 55,
    "sixties": 65,
    "seventies": 75,
    "eighties": 85,
    "nineties": 95,
}
INFANT = re.compile(r"\b(\d{1,2})[ -]?(?:month|week|mth|wk)s?[ -]old\b|\b(?:baby|newborn|toddler)\b")
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
TABLETS = re.compile(
    r"\b(\d{1,3}|nine|ten|eleven|twelve|fourteen|fifteen|sixteen|eighteen|twenty|thirty|forty|fifty)\s+(?:x\s+|of (?:my |them |the )?|extra strengths?\s+|strong\s+|500 ?mg\s+)*(tablets?|pills?|paracetamols?|tylenols?|co-?codamols?|ibuprofens?|painkillers?|panadols?|capsules?|extra strengths?|advils?|aspirins?|nurofens?|naproxens?|codeines?|since (?:breakfast|morning|this morning|lunch|midnight|last night))\b"
)
TOO_MANY = 9
"""More tablets than anyone takes for pain in a day."""


@dataclass(frozen=True)
class Amount:
    """A number and where it was said: character offsets of the text."""

    value: float
    start: int
    end: int


def durations(text: str, today: date, age: int | None = None) -> list[Amount]:
    """Days, in the order said; ``age`` lets "since my thirties" be worked out."""
    text = text.lower()
    found = [amount for amount in (_span(match, text) for match in SPAN.finditer(text)) if amount]
    found += [
        Amount(int(m[1]) * {"7": 1, "52": 7, "12": 30}[m[2]], *m.span())
        for m in FRACTION.finditer(text)
        if not _score(text, m)
    ]
    found += [
        Amount(BARE_DAYS.get((m[1] or m[2] or "months"), 90), *m.span()) for m in BARE_UNITS.finditer(text)
    ]
    found += [Amount(days, *m.span()) for pattern, days in NAMED for m in pattern.finditer(text)]
    found += [
        Amount((today.weekday() - WEEKDAYS.index(m[1])) % 7 or 7, *m.span()) for m in WEEKDAY.finditer(text)
    ]
    found += [Amount(_since_month(m[1], today), *m.span()) for m in MONTH.finditer(text)]
    found += [Amount((today.year - int(m[1])) * 365, *m.span()) for m in YEAR.finditer(text)]
    if age is not None:
        found += [Amount(max(age - DECADES[m[1]], 1) * 365, *m.span()) for m in DECADE.finditer(text)]
    return sorted(_outermost(found), key=lambda amount: amount.start)


def _span(match: re.Match[str], text: str) -> Amount | None:
    if NOT_A_DURATION.match(text[match.end() :]) or text[max(0, match.start() - 6) : match.start()].endswith(
        ("every ", "next ", "each ")
    ):
        return None
    unit = match[2].rstrip("s")
    number = NUMBERS[match[1]] if match[1] in NUMBERS else float(match[1].replace(",", "."))
    number += 0.5 if HALF.search(match[0]) else 0
    if unit.startswith("min") and not AGO.match(text[match.end() :]):
        return None
    days = 180 if (number, unit) == (0.5, "year") else round(number * UNITS[unit])
    return Amount(days, match.start(), match.end())


def _score(text: str, match: re.Match[str]) -> bool:
    """Whether "5/7" reads as a score or a date and not as a nurse's "five days"."""
    return bool(re.match(r"\s*(?:/|\d)", text[match.end() :]))


def _since_month(name: str, today: date) -> int:
    months = (today.month - 1 - MONTHS.index(name)) % 12 or 12
    return months * 30


def _outermost(amounts: list[Amount]) -> list[Amount]:
    """Without those that lie inside another."""
    return [
        a
        for a in amounts
        if not any(
            b is not a and b.start <= a.start and a.end <= b.end and (b.end - b.start) > (a.end - a.start)
            for b in amounts
        )
    ]


def severities(text: str) -> list[Amount]:
    """Numbers that were said for the pain, 0 to 10, in the order said."""
    text = text.lower()
    found = {m.start(): m for pattern in SEVERITY for m in pattern.finditer(text)}
    return [Amount(min(10, round(_number(m[1]))), m.start(), m.end()) for _, m in sorted(found.items())]


def _number(said: str) -> float:
    return NUMBERS[said] if said in NUMBERS else float(said)


def age(text: str) -> int | None:
    """The first age that was said, in years."""
    text = text.lower()
    found = [
        (m.start(), int(next(g for g in m.groups() if g))) for pattern in AGE for m in pattern.finditer(text)
    ]
    found += [(m.start(), TENS[m[1]] + ONES.get(m[2] or "", 0)) for m in SPELLED_AGE.finditer(text)]
    found += [(m.start(), _decade(m)) for m in AGE_WORDS.finditer(text)]
    found += [(m.start(), 0) for m in INFANT.finditer(text) if m[1]]
    plausible = [years for _, years in sorted(found) if 0 <= years <= 110]
    return plausible[0] if plausible else None


def _decade(match: re.Match[str]) -> int:
    base = AGES[match[2]] if match[2] in AGES else int(match[2][:2]) + 5
    return base + {"early ": -3, "late ": 3}.get(match[1] or "", 0)


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


def too_many_tablets(text: str) -> str | None:
    """The words that name more tablets than anyone takes for pain, None where there are none."""
    for match in TABLETS.finditer(text.lower()):
        number = NUMBERS[match[1]] if match[1] in NUMBERS else int(match[1])
        if number >= TOO_MANY and not text[match.end() :].lower().lstrip().startswith(
            ("mg", "left", "a pack", "in the")
        ):
            return match[0]
    return None
