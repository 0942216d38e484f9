"""What a legal status (Kedudukan) says of the time that somebody serves: always, never, or as far as its dates tell."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from asnroster.intake.cells import MONTH_WORDS, BadCellError, Yearless, day, month_number, normal
from asnroster.intake.years import near_year

Lack = Literal["", "year", "day"]
ONE_DAY = timedelta(days=1)
_INACTIVE_WORDS = (
    "non", "tidak", "belum", "pensiun", "belajar", "cuti", "cltn", "berhenti", "sementara", "mutasi",
)  # fmt: skip
_COMING = re.compile(r"\b(?:masuk|kembali|datang|bergabung)\b", re.IGNORECASE)
# Nobody comes back from these; leave and study end.
_FOR_GOOD = re.compile(
    r"\b(?:pensiun|mpp|mutasi|pindah|meninggal|wafat|diberhentikan|pemberhentian(?! sementara)|berhenti(?! sementara)|retire\w*)\b",
    re.IGNORECASE,
)
_UNTIL_WORD = r"s\s?[./]\s?d\b\.?|sd\b|sampai(?:\s+dengan)?|hingga"
_UNTIL = re.compile(
    rf"\b(?:{_UNTIL_WORD}|until)(?:\s+(?:tgl|tanggal|bulan|akhir))*\.?\s*$",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(r"\bakhir(?:\s+bulan)?\s*$", re.IGNORECASE)
_MONTH = rf"\b(?:{'|'.join(MONTH_WORDS)})\b\.?"
_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|(?<!\d)\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{2})(?!\d)"
    rf"|(?<!\d)\d{{1,2}}[-/. ]+{_MONTH}(?:[-/. ]+\d{{4}}|[-/.]\d{{2}}(?!\d))?|{_MONTH}(?:[-/. ]+\d{{4}})?"
    r"|(?<![\d/.-])\d{1,2}/\d{1,2}(?![\d/.-])",
    re.IGNORECASE,
)
# 14-18 Desember 2026, 1 s.d. 12 Des, 1 s/d 12-12-2026: the first number has the month and year of the second.
_DAYS = re.compile(
    rf"(?<![\d/.-])(\d{{1,2}})(\s*(?:-|–|{_UNTIL_WORD})\s*)"
    rf"(\d{{1,2}})([-/. ]+{_MONTH}(?:[-/. ]+\d{{4}}|[-/.]\d{{2}}(?!\d))?|[-/.]\d{{1,2}}[-/.]\d{{4}})",
    re.IGNORECASE,
)


class Span(NamedTuple):
    """First and last date for which something holds; None where it is open."""

    starts: date | None = None
    ends: date | None = None

    def within(self, other: Span) -> Span | None:
        """What of it lies inside another, None when nothing does."""
        starts = max((day for day in (self.starts, other.starts) if day), default=None)
        ends = min((day for day in (self.ends, other.ends) if day), default=None)
        return None if starts and ends and ends < starts else Span(starts, ends)


class Service(NamedTuple):
    """When somebody serves.

    Attributes:
        spans: the stretches of time.
        doubt: what the dates lack, so that it had to be taken for granted; empty where they are whole.
    """

    spans: tuple[Span, ...] = ()
    doubt: Lack = ""


class _Date(NamedTuple):
    """A date of a status: its first and last day (a month has many), whether something ends with it, what it lacks."""

    first: date
    last: date
    until: bool
    lacks: Lack = ""


@lru_cache(maxsize=256)
def is_active(legal_status: str) -> bool:
    """Whether somebody of that legal status is rostered: it is empty or says Aktif."""
    word = normal(legal_status)
    return not word or ("aktif" in word and not any(other in word for other in _INACTIVE_WORDS))


@lru_cache(maxsize=4096)
def service_of(legal_status: str, start: date | None = None) -> Service:
    """When somebody of that legal status is in service.

    ``Pensiun TMT 15-12-2026`` ends the service the day before, ``CLTN 1-12-2026 s.d. 31-12-2026`` parts it,
    ``Mutasi Masuk 10-12-2026`` and ``Aktif kembali 14-12-2026`` begin it. ``Pensiun Desember 2026`` is the first of
    that month, ``Cuti Desember`` all of it; a year that is missing is that of the period. Both are doubtful.

    Args:
        legal_status: as it is written.
        start: the first date of the period, which tells years that are missing; None leaves such dates unread.
    """
    active = is_active(legal_status)
    comes = active or bool(_COMING.search(legal_status))
    try:
        dates = _dates(legal_status, start, sure=active)
    except BadCellError:
        return Service((Span(),) if active else ())
    from_ = next((when for when in dates if not when.until), None)
    until_ = next((when for when in dates if when.until), None)
    doubt: Lack = next((when.lacks for when in dates if when.lacks), "")
    begins, ends = from_ and from_.first, until_ and until_.last
    if comes:
        return Service((Span(begins, ends),) if active or from_ else (), doubt)
    if _FOR_GOOD.search(legal_status):
        ends = None
    elif from_ and not until_ and from_.first != from_.last:
        ends = from_.last  # leave of a month
    before = (Span(None, begins - ONE_DAY),) if begins else ()
    after = (Span(ends + ONE_DAY, None),) if ends else ()
    return Service((*before, *after), doubt)


def _dates(legal_status: str, start: date | None, *, sure: bool) -> list[_Date]:
    """The dates of a status in their order.

    Raises:
        BadCellError: where one is none.
    """
    legal_status = _DAYS.sub(r"\1\4 s.d. \3\4", legal_status)
    found: list[_Date] = []
    behind = 0
    for match in _DATE.finditer(legal_status):
        between = legal_status[behind : match.start()]
        until = bool(_UNTIL.search(between)) or (behind > 0 and between.strip() in ("-", "–"))
        told = _date(match[0], start, until=until, at_the_end=bool(_AT_THE_END.search(between)))
        if told is None or (sure and told.lacks):
            continue  # beside Aktif only a whole date is one
        found.append(told)
        behind = match.end()
    return found


def _date(written: str, start: date | None, *, until: bool, at_the_end: bool) -> _Date | None:
    """One date; None where only a period could tell its year and there is none."""
    words = re.split(r"[-/. ]+", written.strip(" .-/"))
    if not words[0].isdigit():
        if len(words) == 1 and start is None:
            return None
        first = Yearless(Yearless.YEAR, month_number(words[0]), 1)
        whole = near_year(first, start) if len(words) == 1 and start else first.replace(year=int(words[-1]))
        whole = date(whole.year, whole.month, 1)
        following = (whole + timedelta(days=31)).replace(day=1)
        begins = following if at_the_end and not until else whole
        return _Date(begins, following - ONE_DAY, until, "day")
    found = day(re.sub(r"\s*([-/.])\s*", r"\1", written.strip()).replace(".", "-"), yearless=True)
    if not isinstance(found, Yearless):
        return _Date(found, found, until)
    if start is None:
        return None
    whole = near_year(found, start)
    return _Date(whole, whole, until, "year")
