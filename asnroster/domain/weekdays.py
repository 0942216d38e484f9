"""Weekday names and shares as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction

_STEMS = {
    "sen": 0, "mon": 0, "sel": 1, "tue": 1, "rab": 2, "wed": 2, "kam": 3, "thu": 3,
    "jum": 4, "fri": 4, "sab": 5, "sat": 5, "min": 6, "mgg": 6, "ahad": 6, "sun": 6,
}  # fmt: skip
_FULL = (
    ("senin", "monday"), ("selasa", "tuesday"), ("rabu", "wednesday"), ("kamis", "thursday"),
    ("jumat", "jum'at", "friday"), ("sabtu", "saturday"), ("minggu", "ahad", "sunday"),
)  # fmt: skip
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
    parts = re.split(r"[,;]|/(?!d\b)", value.casefold()) if isinstance(value, str) else list(value)
    found: set[int] = set()
    for part in parts:
        if not str(part).strip():
            continue
        ends = re.split(r"\s*(?:-|–|s/d|s\.d\.|sampai)\s*", str(part).strip().casefold())
        if len(ends) > 2:
            raise ValueError(part)
        first, last = parse_weekday(ends[0]), parse_weekday(ends[-1])
        found |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
    if not found:
        raise ValueError(value)
    return frozenset(found)


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
