# ruff: noqa: E501 (a regular expression is easier to check in one piece)
"""How old: years, from "I'm 54", "(71)", "67f", "in my early 40s".

Ages are said in many short forms, and so are weights, times and doses: most of a pattern here is what must
not follow. Temperatures look at the same patterns, for "39" may be either.
"""

from __future__ import annotations

import re

AGE = (
    re.compile(r"(?<!temp )(?<!temperature )(?<!fever )\b(?:i am|i'm|im|am|aged|age|he is|he's|hes|she is|she's|shes|who is|turning|just turned|turned|is|just) (\d{1,3})(?! ?(?:%|/|weeks?|wks?|months?|days?|hours?|stone|kg|lb|kilos?|out|pm|am|minutes?|mins?|st\b|nd\b|th\b|cm|mg|degrees|years? (?!old)|:))(?=\s|,|\.(?!\d)|;|$|!|\?|y|\))"),
    re.compile(r"\b(\d{1,3})[ -]?(?:years?|yrs?|yr|y)[ -]?(?:old|o|of age)\b|\b(\d{1,3}) ?(?:yo|y/o|y\.o\.?|yrs?|years old|yr old)\b(?! (?:ago|now|of|with|history))"),
    re.compile(r"\b(\d{2}) ?(?:f|m|male|female|woman|man|lady|gent)\b|(?<!')\b[fm] ?(\d{2})\b"),
    re.compile(r"\((\d{2})\)"),
    re.compile(r"(?:^|[.!?]\s+)(\d{1,2}),"),
    re.compile(r"^(1\d|[2-9]\d)(?:\. | and (?!a\b|\d))"),
    re.compile(r"\b(?:mum|mom|mam|mother|dad|father|nan|nana|gran|granny|grandma|grandad|grandpa|in law|wife|husband|son|daughter|sister|brother|uncle|auntie|aunt|aunty|partner|girlfriend|boyfriend|lola|neighbour|friend)(?:'s|s)?,? \(?(\d{1,2})\b(?! ?(?:%|/|weeks?|months?|days?|hours?|mins?|minutes?|am|pm|times|kids|stone|kg))"),
    re.compile(r"\b(?:at|at the age of|i'm only|im only|only) (\d{2})\b(?! ?(?:%|/|weeks?|days?|mins?|minutes?|hours?|am|pm|mg|degrees|kg|st))"),
)  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
SPELLED_AGE = re.compile(
    rf"\b(?:i am|i'm|im|aged|he is|he's|she is|she's) ({'|'.join(TENS)})(?:[ -]({'|'.join(ONES)}))?\b(?! (?:weeks?|days?|months?|minutes?|mins?|miles?))"
)
TEENS = {
    **ONES, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
SPELLED_CHILD = re.compile(
    rf"\b(?:aged|he is|he's|she is|she's|only|just turned|(?:son|daughter|boy|girl|lad|child) is) ({'|'.join(TEENS)})\b(?! (?:weeks?|days?|months?|hours?|minutes?|mins?|miles?|of|times|in|or|to|stone))"
)
SPELLED_OLD = re.compile(rf"\b(?:({'|'.join(TENS)})[ -]?)?({'|'.join(TEENS)})?[ -]years?[ -]old")
AGE_WORDS = re.compile(
    r"\b(?:in (?:my|his|her|their) )(early |mid |late )?(twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|20s|30s|40s|50s|60s|70s|80s|90s)\b"
)
DECADES = {
    "teens": 15, "twenties": 25, "thirties": 35, "forties": 45, "fifties": 55, "sixties": 65, "seventies": 75, "eighties": 85,
    "nineties": 95,
}  # fmt: skip
"""The middle of each, in years."""
INFANT = re.compile(r"\b(\d{1,2})[ -]?(?:month|week|mth|wk)s?[ -]old\b")


def age(text: str) -> int | None:
    """The first age that was said, in years."""
    text = text.lower()
    found = [
        (m.start(), int(next(g for g in m.groups() if g))) for pattern in AGE for m in pattern.finditer(text)
    ]
    found += [(m.start(), TENS[m[1]] + ONES.get(m[2] or "", 0)) for m in SPELLED_AGE.finditer(text)]
    found += [(m.start(), TEENS[m[1]]) for m in SPELLED_CHILD.finditer(text)]
    found += [
        (m.start(), TENS.get(m[1] or "", 0) + TEENS.get(m[2] or "", 0))
        for m in SPELLED_OLD.finditer(text)
        if m[1] or m[2]
    ]
    found += [(m.start(), _decade(m)) for m in AGE_WORDS.finditer(text)]
    found += [(m.start(), 0) for m in INFANT.finditer(text)]
    plausible = [years for _, years in sorted(found) if 0 <= years <= 110]
    return plausible[0] if plausible else None


def _decade(match: re.Match[str]) -> int:
    base = DECADES[match[2]] if match[2] in DECADES else int(match[2][:2]) + 5
    return base + {"early ": -3, "late ": 3}.get(match[1] or "", 0)
