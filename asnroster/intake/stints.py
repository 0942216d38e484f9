"""When a row of the sheet Pegawai holds: Mulai and Selesai, and what is assumed where they are silent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from asnroster.domain.problem import Assumption
from asnroster.errors import Issue
from asnroster.intake.cells import BadCellError, day
from asnroster.intake.columns import normal
from asnroster.intake.rows import StaffRow
from asnroster.intake.tables import Tables
from asnroster.words import _

ONE_DAY = timedelta(days=1)
_INACTIVE_WORDS = (
    "non", "tidak", "belum", "pensiun", "belajar", "cuti", "cltn", "berhenti", "sementara", "mutasi",
)  # fmt: skip
_COMING = re.compile(r"\b(?:masuk|kembali|datang|bergabung)\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:\bs\s?[./]\s?d\b\.?|\bsd\b|\bsampai(?:\s+dengan)?\b|\bhingga\b|\buntil\b)\s*$", re.IGNORECASE
)
_DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}|\d{1,2}\s+[A-Za-z]+\s+\d{4}"
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


@lru_cache(maxsize=256)
def is_active(legal_status: str) -> bool:
    """Whether somebody of that legal status is rostered: it is empty or says Aktif."""
    word = normal(legal_status)
    return not word or ("aktif" in word and not any(other in word for other in _INACTIVE_WORDS))


@lru_cache(maxsize=4096)
def spans_of_status(legal_status: str) -> tuple[Span, ...]:
    """When somebody of that legal status is in service: always, never, or as far as its dates tell.

    ``Pensiun TMT 15-12-2026`` ends the service the day before, ``CLTN 1-12-2026 s.d. 31-12-2026`` parts it,
    ``Mutasi Masuk 10-12-2026`` and ``Aktif kembali 14-12-2026`` begin it.
    """
    active = is_active(legal_status)
    dates: list[tuple[date, bool]] = []
    behind = 0
    for match in _DATE.finditer(legal_status):
        try:
            written = re.sub(r"\s*([-/.])\s*", r"\1", match[0]).replace(".", "-")
            between = legal_status[behind : match.start()]
            until = bool(_UNTIL.search(between)) or (behind > 0 and between.strip() in ("-", "–"))
            dates.append((day(written), until))
            behind = match.end()
        except BadCellError:
            return (Span(),) if active else ()
    from_ = next((when for when, until in dates if not until), None)
    until_ = next((when for when, until in dates if until), None)
    if active or _COMING.search(legal_status):
        return (Span(from_, until_),) if active or from_ else ()
    before = (Span(None, from_ - ONE_DAY),) if from_ else ()
    after = (Span(until_ + ONE_DAY, None),) if until_ else ()
    return (*before, *after)


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
    found = []
    for row, span in zip(rows, spans, strict=True):
        inside = [both for part in spans_of_status(row.legal_status) if (both := part.within(span))]
        inside = [part for part in inside if part.within(period)]
        if inside and inside != [span]:
            tables.assumptions.append(_dated_status(tables, row, inside))
        found += [Stint(row, part) for part in inside]
    return found


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
        "Pegawai",
        row.row,
        "Selesai",
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
        tables.issues.append(tables.issue("nip-doubled", "Pegawai", row.row, "NIP", message, needed, row.nip))


def _cell(tables: Tables, row: StaffRow, beside: StaffRow) -> str:
    """The NIP's cell of a row, with its sheet where that is another one."""
    there, here = tables.ref("Pegawai", row.row, "NIP"), tables.ref("Pegawai", beside.row, "NIP")
    return there.cell if there.sheet == here.sheet else f"{there.sheet}!{there.cell}"


def _overlapping(tables: Tables, earlier: StaffRow, later: StaffRow) -> Issue:
    message = _("The rows of {nip} overlap in time: this one begins before that in {cell} ends.").format(
        nip=later.nip, cell=_cell(tables, earlier, later)
    )
    needed = _("Correct “Mulai” or “Selesai” of one of the rows.")
    return tables.issue("stints-overlap", "Pegawai", later.row, "Mulai", message, needed, later.nip)


def _moved(tables: Tables, rows: Sequence[StaffRow], spans: Sequence[Span]) -> Assumption:
    lines = "; ".join(
        f"{row.unit or row.agency}: {_span_text(span)}" for row, span in zip(rows, spans, strict=True)
    )
    return Assumption(
        "stint", rows[0].nip, _("{name}: {lines}").format(name=rows[0].name, lines=lines),
        _("several rows with different “TMT Jabatan” or “Mulai”: each holds until the next begins"), "high", 1,
        ref=tables.ref("Pegawai", rows[-1].row, "TMT Jabatan" if "TMT Jabatan" in tables.grids["Pegawai"].at else "NIP"),
        name=rows[0].name,
    )  # fmt: skip


def _dated_status(tables: Tables, row: StaffRow, spans: Sequence[Span]) -> Assumption:
    lines = ", ".join(_span_text(span) for span in spans)
    return Assumption(
        "stint", row.nip, _("{name} is in service {lines}").format(name=row.name, lines=lines),
        _("the date in “Kedudukan”: {found}").format(found=row.legal_status), "high", 1,
        ref=tables.ref("Pegawai", row.row, "Kedudukan"), name=row.name,
    )  # fmt: skip


def _span_text(span: Span) -> str:
    """``until 15-12-2026``, ``from 16-12-2026``, or both."""
    parts = []
    if span.starts:
        parts.append(_("from {date}").format(date=f"{span.starts:%d-%m-%Y}"))
    if span.ends:
        parts.append(_("until {date}").format(date=f"{span.ends:%d-%m-%Y}"))
    return " ".join(parts)
