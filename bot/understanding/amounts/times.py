# ruff: noqa: E501 (a regular expression is easier to check in one piece)
"""How long: days since something began, from "3 weeks", "since Monday", "all my life".

Weeks are 7 days, a month 30, a year 365; what began today is 0 days old, yesterday 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.understanding.amounts.ages import DECADES
from bot.understanding.amounts.numbers import NUMBER, Amount, to_number

UNITS = {
    "minute": 0, "min": 0, "hour": 0, "hr": 0, "day": 1, "night": 1, "week": 7, "wk": 7, "fortnight": 14, "month": 30, "mth": 30,
    "year": 365, "yr": 365, "decade": 3650,
}  # fmt: skip
"""Days."""
_UNIT = (
    r"(minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?|decades?)"
)
SPAN = re.compile(
    rf"\b{NUMBER}\s*(?:or (?:so|two|three)\s+|to \d+\s+|-\s*\d+\s*|good\s+|full\s+|solid\s+|long\s+|odd\s+|whole\s+)*{_UNIT}\b(?:\s+and\s+a\s+half)?"
)
HALF = re.compile(r"and a half$")
FRACTION = re.compile(r"\b(\d+)\s*/\s*(7|52|12)\b")
"""A nurse's shorthand: 5/7 are five days, 3/52 three weeks, 6/12 six months."""
FRACTION_DAYS = {"7": 1, "52": 7, "12": 30}
BARE_UNITS = re.compile(
    r"\b(?:for|over|in)\s+(weeks|months|years|days|ages|decades|hours)\b|\b(weeks|months|years|days|decades) now\b|\bfor (?:so )?(?:long|ages)\b"
)
BARE_DAYS = {"hours": 0, "days": 3, "weeks": 21, "months": 90, "years": 730, "decades": 7300}
"""What "for weeks" and the like come to; "for ages" and "for long" count as months."""
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
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAY = re.compile(rf"\bsince (?:last )?({'|'.join(WEEKDAYS)})\b")
MONTH = re.compile(rf"\bsince (?:last )?({'|'.join(MONTHS)})\b")
YEAR = re.compile(r"\bsince (19[5-9]\d|20\d\d)\b")
DECADE = re.compile(r"\bsince my (teens|twenties|thirties|forties|fifties|sixties|seventies)\b")
NOT_A_DURATION = re.compile(
    r"^\s*(?:old\b|yo\b|pregnant|gone\b|along\b|of age|a (?:day|week)\b|per\b|deadline|late\b|overdue|weeks? (?:pregnant|gone|late))"
)
"""What follows a number of weeks or years that is an age, a pregnancy or a rate: "12 weeks pregnant"."""
AGO = re.compile(r"\s*(?:ago|back|now|since)\b")
"""Minutes count only where they say when something began: "20 minutes ago", but not "a 20 minute walk"."""


def durations(text: str, today: date, age: int | None = None) -> list[Amount]:
    """Days, in the order said; ``age`` lets "since my thirties" be worked out."""
    text = text.lower()
    found = [*_counted(text), *_named(text), *_since(text, today, age)]
    return sorted(_outermost(found), key=lambda amount: amount.start)


def _counted(text: str) -> Iterator[Amount]:
    """A number and a unit: "3 weeks", "half a year", "5/7"."""
    yield from (amount for match in SPAN.finditer(text) if (amount := _span(match, text)))
    for match in FRACTION.finditer(text):
        if not _score(text, match):
            yield Amount(int(match[1]) * FRACTION_DAYS[match[2]], *match.span())


def _named(text: str) -> Iterator[Amount]:
    """No number at all: "for weeks", "yesterday", "all my life"."""
    for match in BARE_UNITS.finditer(text):
        yield Amount(BARE_DAYS.get(match[1] or match[2], BARE_DAYS["months"]), *match.span())
    for pattern, days in NAMED:
        yield from (Amount(days, *match.span()) for match in pattern.finditer(text))


def _since(text: str, today: date, age: int | None) -> Iterator[Amount]:
    """From a point in time until today: "since Monday", "since 2019", "since my thirties"."""
    for m in WEEKDAY.finditer(text):
        yield Amount((today.weekday() - WEEKDAYS.index(m[1])) % 7 or 7, *m.span())
    yield from (Amount(_since_month(m[1], today), *m.span()) for m in MONTH.finditer(text))
    yield from (Amount((today.year - int(m[1])) * 365, *m.span()) for m in YEAR.finditer(text))
    if age is not None:
        for m in DECADE.finditer(text):
            yield Amount(max(age - DECADES[m[1]], 1) * 365, *m.span())


def _span(match: re.Match[str], text: str) -> Amount | None:
    if NOT_A_DURATION.match(text[match.end() :]) or text[max(0, match.start() - 6) : match.start()].endswith(
        ("every ", "next ", "each ")
    ):
        return None
    unit = match[2].rstrip("s")
    number = to_number(match[1]) + (0.5 if HALF.search(match[0]) else 0)
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
