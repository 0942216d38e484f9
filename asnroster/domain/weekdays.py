"""Weekday names and shares as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from asnroster.domain.calendar import OddEven, Workdays

_STEMS = {
    "sen": 0, "mon": 0, "sel": 1, "tue": 1, "rab": 2, "wed": 2, "kam": 3, "thu": 3,
    "jum": 4, "fri": 4, "sab": 5, "sat": 5, "min": 6, "mgg": 6, "ahad": 6, "sun": 6,
    "sn": 0, "sl": 1, "rb": 2, "km": 3, "jm": 4, "jmt": 4, "sb": 5, "sbt": 5, "mg": 6,
}  # fmt: skip
_FULL = (
    ("senin", "monday"),
    ("selasa", "tuesday"),
    ("rabu", "wednesday"),
    ("kamis", "thursday"),
    ("jumat", "jum'at", "friday"),
    ("sabtu", "saturday"),
    ("minggu", "ahad", "sunday"),
)
# “s/d”, “s.d.”, “sd”, “sampai”, “sampai dengan”, “hingga”, “to”, and dashes of every kind.
_SPAN = re.compile(
    r"\s*[-‐‑–—]\s*|\s+(?:s/d|s\.\s?d\.?|sd|sampai(?:\s+dengan)?|hingga|to|through)\s+|(?:s/d|s\.d\.)\s*"
)
_BETWEEN = re.compile(r"[,;+&]|/(?!d\b)|\s(?:dan|serta|and)\s")
_NAMES = {name: day for day, names in enumerate(_FULL) for name in names} | _STEMS


def parse_weekday(text: str) -> int:
    """``Jumat``, ``Jum'at``, ``Jum``, ``Friday`` -> 4 (0 = Monday).

    Raises:
        ValueError: when it is no weekday.
    """
    word = text.strip().casefold().rstrip(".").replace("’", "'")
    if word not in _NAMES:
        raise ValueError(text)
    return _NAMES[word]


def parse_weekdays(value: str | Iterable[str]) -> frozenset[int]:
    """``Sen-Jum``, ``Sen,Rab`` or a list of names -> weekdays (0 = Monday); ``Jum-Sen`` wraps around.

    Raises:
        ValueError: when a word is no weekday, or nothing is named.
    """
    parts = _BETWEEN.split(value.casefold()) if isinstance(value, str) else list(value)
    if len(parts) == 1 and all(word in _NAMES for word in str(parts[0]).split()):
        parts = str(parts[0]).split()  # Senin Selasa Rabu
    weekdays: set[int] = set()
    for part in parts:
        if not str(part).strip():
            continue
        ends = _SPAN.split(str(part).strip().casefold())
        if len(ends) > 2:
            raise ValueError(part)
        first, last = parse_weekday(ends[0]), parse_weekday(ends[-1])
        weekdays |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    if not weekdays:
        raise ValueError(value)
    return frozenset(weekdays)


_DAYS_A_WEEK = re.compile(
    r"(5|lima|five|6|enam|six)\s*(?:hari|days?)?(?:\s+(?:kerja|seminggu|per minggu|a week))*", re.IGNORECASE
)
_ODD_EVEN = re.compile(
    r"(?:\b(?:minggu|pekan|week)\s+)?\b(ganjil|genap|odd|even)\b(?:\s+(?:weeks?|minggu|pekan)\b)?\s*[:=]?\s*",
    re.IGNORECASE,
)


def parse_workdays(text: str) -> Workdays:
    """``Sen-Jum``, ``Senin s.d. Kamis``, ``6 hari kerja``, or ``Ganjil: Sen-Rab; Genap: Sen-Jum``.

    Raises:
        ValueError: when a word is no weekday, nothing is named, or one of odd and even weeks is missing.
    """
    parts = _ODD_EVEN.split(text)
    if len(parts) == 1:
        counted = _DAYS_A_WEEK.fullmatch(text.strip())
        if counted is not None:
            return frozenset(range(5 if counted[1].casefold() in ("5", "lima", "five") else 6))
        return parse_weekdays(re.sub(r"^\s*hari\s+", "", text, flags=re.IGNORECASE))
    named = {
        word.casefold(): parse_weekdays(days) for word, days in zip(parts[1::2], parts[2::2], strict=True)
    }
    odd, even = (named.get(a, named.get(b)) for a, b in (("ganjil", "odd"), ("genap", "even")))
    if parts[0].strip() or len(parts) != 5 or odd is None or even is None:
        raise ValueError(text)
    return odd if odd == even else OddEven(odd, even)


def parse_share(value: object) -> Fraction:
    """``"50 %"``, ``"1/2"``, ``0.5``, ``50`` -> 1/2, exactly; a plain number above 1 is per cent.

    Raises:
        ValueError: when it is no share between 0 and 1.
    """
    text = str(value).strip().replace(",", ".")
    try:
        if text.endswith("%"):
            share = Fraction(Decimal(text[:-1].strip())) / 100
        elif "/" in text:
            share = Fraction(text.replace(" ", ""))
        else:
            share = Fraction(Decimal(text))
            share = share / 100 if share > 1 else share
    except (InvalidOperation, OverflowError, ValueError, ZeroDivisionError) as error:
        raise ValueError(value) from error
    if isinstance(value, bool) or not 0 <= share <= 1:
        raise ValueError(value)
    return share
