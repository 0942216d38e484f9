"""When a row of the sheet Pegawai holds: Mulai and Selesai, what a legal status (Kedudukan) says, what is assumed where they are silent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from asnroster.domain.problem import Assumption
from asnroster.errors import Issue
from asnroster.intake.answers import near_year
from asnroster.intake.cells import MONTH_WORDS, BadCellError, Yearless, day, month_number, normal
from asnroster.intake.schema import STAFF, StaffRow
from asnroster.intake.tables import Tables
from asnroster.words import _

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
_WRITTEN_DATE = re.compile(
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
        """The part of it inside another, None when nothing is."""
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


class _ServiceDate(NamedTuple):
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
        dates = _service_dates(legal_status, start, sure=active)
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


def _service_dates(legal_status: str, start: date | None, *, sure: bool) -> list[_ServiceDate]:
    """The dates of a status in their order.

    Raises:
        BadCellError: where one is none.
    """
    legal_status = _DAYS.sub(r"\1\4 s.d. \3\4", legal_status)
    dates: list[_ServiceDate] = []
    behind = 0
    for match in _WRITTEN_DATE.finditer(legal_status):
        between = legal_status[behind : match.start()]
        until = bool(_UNTIL.search(between)) or (behind > 0 and between.strip() in ("-", "–"))
        one = _service_date(match[0], start, until=until, at_the_end=bool(_AT_THE_END.search(between)))
        if one is None or (sure and one.lacks):
            continue  # beside Aktif only a whole date is one
        dates.append(one)
        behind = match.end()
    return dates


def _service_date(written: str, start: date | None, *, until: bool, at_the_end: bool) -> _ServiceDate | None:
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
        return _ServiceDate(begins, following - ONE_DAY, until, "day")
    whole_day = day(re.sub(r"\s*([-/.])\s*", r"\1", written.strip()).replace(".", "-"), yearless=True)
    if not isinstance(whole_day, Yearless):
        return _ServiceDate(whole_day, whole_day, until)
    if start is None:
        return None
    whole = near_year(whole_day, start)
    return _ServiceDate(whole, whole, until, "year")


_ALWAYS = Span()


class Stint(NamedTuple):
    """A row of the sheet and a stretch of time for which it holds."""

    row: StaffRow
    span: Span


def stints_of(tables: Tables, rows: Sequence[StaffRow], period: Span) -> list[Stint]:
    """The stints of one person in a period, in the order of time; what is wrong or assumed goes to ``tables``.

    Args:
        tables: the typed rows.
        rows: all rows of one NIP, in the order of the sheet.
        period: stints that lie outside are left out.
    """
    spans = [Span(row.starts, row.ends) for row in rows]
    for row in rows:
        if row.starts and row.ends and row.ends < row.starts:
            tables.issues.append(_reversed(tables, row))
            return []
    if len(rows) > 1:
        ordered = _in_order(rows)
        if ordered is None:
            _report_doubles(tables, rows)
            return []
        rows, spans = ordered
        clash = next((n for n in range(1, len(rows)) if _overlap(spans[n - 1], spans[n])), None)
        if clash is not None:
            tables.issues.append(_overlapping(tables, rows[clash - 1], rows[clash]))
            return []
        assumed = [span for span, row in zip(spans, rows, strict=True) if span != (row.starts, row.ends)]
        if assumed:
            tables.assumptions.append(_moved(tables, rows, spans))
    stints = []
    for row, span in zip(rows, spans, strict=True):
        row, parts = _served(tables, row, span, period)
        stints += [Stint(row, part) for part in parts]
    return stints


def _served(tables: Tables, row: StaffRow, span: Span, period: Span) -> tuple[StaffRow, list[Span]]:
    """The part of a row's time in the period that the legal status leaves; a date in it is told, and asked where doubtful."""
    service = service_of(row.legal_status, period.starts)
    inside = _inside(service, span, period)
    if inside == [span] or not (inside or service.doubt):
        return row, inside
    question = _dated_status(tables, row, inside or list(service.spans), service)
    if service.doubt:
        question = tables.answers.settled(question)
    tables.assumptions.append(question)
    if question.agreed is not False:
        return row, inside
    right = _right_end(question.right)
    if right is not None:
        return row, _inside(Service((Span(None, right - ONE_DAY),)), span, period)
    tables.columns = {*tables.columns, (STAFF.name, StaffRow.remote_capable)}
    return row.having({StaffRow.remote_capable: False}), [span]


def _inside(service: Service, span: Span, period: Span) -> list[Span]:
    if service.spans == (span,) == (_ALWAYS,):
        return [span]
    parts = [both for part in service.spans if (both := part.within(span))]
    return [part for part in parts if part.within(period)]


def _right_end(words: str) -> date | None:
    """The date that an answer names as the first out of service."""
    try:
        return day(words)
    except BadCellError:
        return None


def _in_order(rows: Sequence[StaffRow]) -> tuple[list[StaffRow], list[Span]] | None:
    """Rows of one person in the order of time with what each holds for, None where nothing tells it.

    A row without Mulai begins with its TMT Jabatan where Selesai of the one before does not say it; a row without
    Selesai ends the day before the next one begins.
    """
    begins = [row.starts or row.in_post_since for row in rows]
    dated = any(row.starts or row.ends for row in rows)
    if not dated and (None in begins or len(set(begins)) < len(rows)):
        return None
    keyed = sorted(zip(rows, begins, strict=True), key=lambda one: _order(one[0], one[1]))
    ordered = [row for row, _begin in keyed]
    starts = [ordered[0].starts]
    for (before, _begin), (row, begin) in pairwise(keyed):
        after = before.ends + ONE_DAY if before.ends else None
        starts.append(row.starts or after or begin)
    if None in starts[1:]:
        return None
    spans = []
    for place, (row, first) in enumerate(zip(ordered, starts, strict=True)):
        following = starts[place + 1] if place + 1 < len(starts) else None
        spans.append(Span(first, row.ends or (following - ONE_DAY if following else None)))
    return (ordered, spans) if all(not s.starts or not s.ends or s.starts <= s.ends for s in spans) else None


def _order(row: StaffRow, begin: date | None) -> tuple[date, date]:
    # A row that only says when it ends comes first, whatever its TMT Jabatan.
    return row.starts or (None if row.ends else begin) or date.min, row.ends or date.max


def _overlap(earlier: Span, later: Span) -> bool:
    return earlier.ends is None or later.starts is None or later.starts <= earlier.ends


def _reversed(tables: Tables, row: StaffRow) -> Issue:
    message = _("The end {end} lies before the start {start}.").format(
        end=row.ends.isoformat() if row.ends else "", start=row.starts.isoformat() if row.starts else ""
    )
    return tables.issue(
        "dates-reversed",
        row,
        StaffRow.ends,
        message,
        _("Correct one of the two dates."),
        str(row.ends),
    )


def _report_doubles(tables: Tables, rows: Sequence[StaffRow]) -> None:
    """One NIP in several rows, and nothing tells which holds when."""
    for row in rows[1:]:
        cell = _cell(tables, rows[0], row)
        message = _("The NIP {nip} stands twice, first in {cell}.").format(nip=row.nip, cell=cell)
        needed = _(
            "Remove one row, or correct the NIP; where the person moves, fill in “Mulai” and “Selesai” of both rows."
        )
        tables.issues.append(tables.issue("nip-doubled", row, StaffRow.nip, message, needed, row.nip))


def _cell(tables: Tables, row: StaffRow, beside: StaffRow) -> str:
    """The NIP's cell of a row, with its sheet where that is another one."""
    there, here = tables.ref(row, StaffRow.nip), tables.ref(beside, StaffRow.nip)
    return there.cell if there.sheet == here.sheet else f"{there.sheet}!{there.cell}"


def _overlapping(tables: Tables, earlier: StaffRow, later: StaffRow) -> Issue:
    message = _("The rows of {nip} overlap in time: this one begins before that in {cell} ends.").format(
        nip=later.nip, cell=_cell(tables, earlier, later)
    )
    needed = _("Correct “Mulai” or “Selesai” of one of the rows.")
    return tables.issue("stints-overlap", later, StaffRow.starts, message, needed, later.nip)


def _moved(tables: Tables, rows: Sequence[StaffRow], spans: Sequence[Span]) -> Assumption:
    lines = "; ".join(
        f"{row.unit or row.agency}: {_span_text(span)}" for row, span in zip(rows, spans, strict=True)
    )
    return Assumption(
        "stint", rows[0].nip, _("{name}: {lines}").format(name=rows[0].name, lines=lines),
        _("several rows with different “TMT Jabatan” or “Mulai”: each holds until the next begins"), "high", 1,
        ref=tables.ref(rows[-1], StaffRow.in_post_since if StaffRow.in_post_since in tables.grids[STAFF.name].at else StaffRow.nip),
        name=rows[0].name,
    )  # fmt: skip


def _dated_status(tables: Tables, row: StaffRow, spans: Sequence[Span], service: Service) -> Assumption:
    lines = ", ".join(_span_text(span) for span in spans)
    ground = {
        "": _("the date in “Kedudukan”: {found}"),
        "year": _("the date in “Kedudukan” has no year, that of the period is taken: {found}"),
        "day": _("“Kedudukan” names a month and no day: {found}"),
    }[service.doubt].format(found=row.legal_status)
    return Assumption(
        "stint", f"Kedudukan {row.nip}" if service.doubt else row.nip,
        _("{name} is in service {lines}").format(name=row.name, lines=lines), ground, "medium" if service.doubt else "high", 1,
        ref=tables.ref(row, StaffRow.legal_status), name=row.name,
    )  # fmt: skip


def _span_text(span: Span) -> str:
    """``until 15-12-2026``, ``from 16-12-2026``, or both."""
    parts = []
    if span.starts:
        parts.append(_("from {date}").format(date=f"{span.starts:%d-%m-%Y}"))
    if span.ends:
        parts.append(_("until {date}").format(date=f"{span.ends:%d-%m-%Y}"))
    return " ".join(parts)
