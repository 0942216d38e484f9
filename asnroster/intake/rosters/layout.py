"""Where a roster stands in a sheet: its days, whoever they are of, the rows below; known by its shape alone."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from asnroster.domain.problem import CellRef
from asnroster.errors import Issue
from asnroster.intake.cells import is_empty, normal, plain
from asnroster.intake.marks import Cell, column_letters, spread_across
from asnroster.intake.rosters.day_headings import (
    Heading,
    Mention,
    column_months,
    dated,
    day_headings,
    month_first,
    title_months,
    weekday_dates,
    weekday_number,
    wrong_weekday,
)
from asnroster.intake.sheets import Sheet
from asnroster.intake.vocabulary import MODES
from asnroster.words import _, weekday_name

_HEADER_WITHIN_ROWS = 40
_NEAR = (0, -1, 1, -2, 2, -3)  # rows from the days to the headings of people
_FEWEST_DATES = 2  # where the headings of people stand in another row
_NAMES = frozenset({"name", "employee", "staff", "pegawai", "asn", "namapegawai"})
_NOT_NAMES = ("namajabatan", "namaunit", "namaopd", "namaunor", "namainstansi", "namahari", "namabidang")
_DATES = frozenset({"date", "tanggal", "tgl"})
_CODES = frozenset({"code", "kode"})
# A list of absences or of fixed days has NIP, Tanggal and Kode too: these headings tell them apart.
_OTHER_LISTS = frozenset({"mulai", "start", "selesai", "end", "nomorsurat", "document"})


@dataclass
class RosterLayout:
    """Where a roster stands in its sheet; rows and columns are 0-based.

    Attributes:
        header: the last row of its headings.
        nip: column of the NIP; of the names where the NIP stands with them or nowhere.
        name: column of the names; None without one.
        dates: column -> date.
        tidy: columns of date and code in the long form.
        heads: row of the days' headings.
        reasoned: whether the long form says why, as this program writes it.
        month_first: whether its dates are written month first.
    """

    header: int
    nip: int
    name: int | None = None
    dates: dict[int, date] = field(default_factory=dict)
    tidy: tuple[int, int] | None = None
    heads: int = 0
    reasoned: bool = False
    month_first: bool = False


@dataclass
class RosterSource:
    """A sheet that holds a roster, and what is wrong in it."""

    file: str
    sheet: Sheet
    issues: list[Issue] = field(default_factory=list)

    def ref(self, row: int, column: int) -> CellRef:
        """A cell by its 1-based row and 0-based column."""
        return CellRef(self.file, self.sheet.name, f"{column_letters(column)}{row}")

    def issue(self, code: str, row: int, column: int, message: str, needed: str, found: str = "") -> None:
        """Note something wrong with a cell."""
        ref = self.ref(row, column)
        self.issues.append(Issue(code, message, needed, ref.file, ref.sheet, ref.cell, found))


def roster_layout(source: RosterSource, start: date | None = None) -> RosterLayout | None:
    """Find a roster in a sheet; None where there is none. Dates that are wrong become issues of the source.

    Args:
        source: the sheet.
        start: the user's first date: the month of columns that bear only numbers.
    """
    rows = source.sheet.rows
    for index, row in enumerate(rows[:_HEADER_WITHIN_ROWS]):
        labels = [normal(cell) if isinstance(cell, str) else "" for cell in row]
        if (tidy := _tidy(labels, index)) is not None:
            return tidy
        headings = day_headings(row)
        if headings and (people := _people(rows, index, min(headings), len(headings))) is not None:
            return _wide(source, index, headings, people, start)
    return _by_weekdays(source, start)


def _tidy(labels: Sequence[str], index: int) -> RosterLayout | None:
    at_date = next((at for at, label in enumerate(labels) if label in _DATES), None)
    at_code = next((at for at, label in enumerate(labels) if label in _CODES), None)
    who = next((at for at, label in enumerate(labels) if label == "nip"), None)
    name = next((at for at, label in enumerate(labels) if label in ("name", "nama")), None)
    if at_date is None or at_code is None or (who is None and name is None) or _OTHER_LISTS & set(labels):
        return None
    at = who if who is not None else name or 0
    return RosterLayout(index, at, name, tidy=(at_date, at_code), heads=index, reasoned="reason" in labels)


@dataclass(frozen=True, slots=True)
class _People:
    """Where people are told: the row of their headings, NIP and name columns (one may be the other)."""

    row: int
    nip: int
    name: int | None


def _people(rows: Sequence[Sequence[Cell]], index: int, first: int, count: int) -> _People | None:
    """The headings of people nearest to a row of days, left of them."""
    for step in _NEAR:
        at = index + step
        if not 0 <= at < len(rows) or (step and count < _FEWEST_DATES):
            continue
        who = _labelled(rows[at])
        if who is None or (step < 0 and _is_a_person(rows[index], who)):
            continue
        return _People(at, *who)
    return _unlabelled(rows, index, first)


def _labelled(row: Sequence[Cell]) -> tuple[int, int | None] | None:
    """Columns of NIP and name by their headings; both the same where one column holds both."""
    nip = name = None
    for column, cell in enumerate(row):
        label = normal(cell) if isinstance(cell, str) else ""
        if not label or len(label) > 40 or any(letter.isdigit() for letter in label):
            continue
        is_name = label in _NAMES or (label.startswith("nama") and not label.startswith(_NOT_NAMES))
        is_nip = label.startswith(("nip", "nomorinduk")) or label.endswith("nip")
        if is_nip and nip is None:
            nip = column
        if (is_name or (is_nip and "nama" in label)) and name is None:
            name = column
    if nip is None and name is None:
        return None
    return (nip if nip is not None else name or 0), name


def _is_a_person(row: Sequence[Cell], who: tuple[int, int | None]) -> bool:
    """Whether the row of dates is somebody's: then its dates are data, such as the begin of a post."""
    return any(
        column is not None
        and column < len(row)
        and not is_empty(row[column])
        and weekday_number(row[column]) is None
        for column in who
    )


def _unlabelled(rows: Sequence[Sequence[Cell]], index: int, first: int) -> _People | None:
    """Without headings of people: the column left of the days that holds NIP of 18 digits."""
    for row in rows[index + 1 : index + 6]:
        for column in range(min(first, len(row))):
            digits = "".join(letter for letter in plain(row[column]) if letter.isdigit())
            if isinstance(row[column], str) and len(digits) == 18:
                return _People(index, column, column)
    return None


def _wide(
    source: RosterSource, index: int, headings: Mapping[int, Heading], people: _People, start: date | None
) -> RosterLayout:
    rows = source.sheet.rows
    last = max(index, people.row)
    near, weekdays = _weekday_row(rows, index, headings)
    layout = RosterLayout(max(last, near), people.nip, people.name, heads=index)
    layout.month_first = bool(month_first(rows[index]))
    top = min(index, people.row, near if near >= 0 else index)
    dates = _dates(source, index, top, headings, weekdays, start)
    if dates is None:
        return layout
    for column, value in dates.items():
        if value is not None:
            layout.dates[column] = value
        elif _is_filled(rows[layout.header + 1 :], column):
            message = _("“{found}” is no day of its month.").format(found=plain(rows[index][column]))
            needed = _("Correct the heading, or empty the column.")
            source.issue("date-bad", index + 1, column, message, needed, plain(rows[index][column]))
    _doubled(source, index, layout.dates)
    _tell_strange_columns(source, layout, dates)
    # A leave of five days typed as one cell counts on each.
    spread_across(rows, source.sheet.marks.merged, layout.header + 1, layout.dates)
    return layout


def _dates(
    source: RosterSource,
    index: int,
    top: int,
    headings: Mapping[int, Heading],
    weekdays: Mapping[int, int],
    start: date | None,
) -> dict[int, date | None] | None:
    """The dates of the columns; None, with an issue, where the month is not known or the weekdays are another month's."""
    rows = source.sheet.rows
    if all(heading.year is not None for heading in headings.values()):
        return dated(headings, {}, None)
    months = title_months(rows[:top], (source.sheet.name, source.file.rpartition(".")[0]), start)
    first, last = min(headings), max(headings)
    over = column_months(rows[max(0, index - 3) : index], first, last, months[0].year if months else 0)
    choices = [dated(headings, over, None)] if over and start is None else []
    choices += [
        dates_read for heading in months if (dates_read := dated(headings, {}, _month_of(heading, headings)))
    ]
    choices = [dates_read for dates_read in choices if dates_read]
    if not choices:
        message = _("The columns bear only the numbers of days, and no title tells their month.")
        needed = _("Write a line such as “BULAN DESEMBER 2026” above the table, or give --start.")
        source.issue("roster-month", index + 1, first, message, needed, plain(rows[index][first]))
        return None
    wrong = [wrong_weekday(dates_read, weekdays) for dates_read in choices]
    if None in wrong:
        return choices[wrong.index(None)]
    if start is not None:
        return choices[0]
    column, value, written = wrong[0] or (first, date.min, 0)
    message = _(
        "The column is headed {weekday}, but {date} is a {true}: the month of the title or the weekdays are wrong."
    )
    needed = _("Correct the title or the weekdays, or give --start.")
    source.issue(
        "roster-weekdays",
        index + 1,
        column,
        message.format(
            weekday=weekday_name(written), date=value.isoformat(), true=weekday_name(value.weekday())
        ),
        needed,
        plain(rows[index][column]),
    )
    return None


def _month_of(heading: Mention, headings: Mapping[int, Heading]) -> tuple[int, int]:
    """Year and month of the first column: “8 January”, with the columns 29, 30 … before it, began in December."""
    return heading.year, heading.month


def _weekday_row(
    rows: Sequence[Sequence[Cell]], index: int, headings: Mapping[int, Heading]
) -> tuple[int, dict[int, int]]:
    """The row of weekday names beside the days (-1: none, or in the days' own headings), and column -> weekday."""
    own = {column: heading.weekday for column, heading in headings.items() if heading.weekday is not None}
    for at in (index + 1, index - 1, index + 2, index - 2):
        if not 0 <= at < len(rows):
            continue
        row = rows[at]
        weekdays = {
            column: number
            for column in headings
            if column < len(row) and (number := weekday_number(row[column])) is not None
        }
        if 2 * len(weekdays) > len(headings):
            return at, weekdays
    return -1, own


def _by_weekdays(source: RosterSource, start: date | None) -> RosterLayout | None:
    """A roster whose columns are headed by weekdays alone: the first date stands in a title, or is the user's."""
    rows = source.sheet.rows
    for index, row in enumerate(rows[:_HEADER_WITHIN_ROWS]):
        weekdays = {
            column: number for column, cell in enumerate(row) if (number := weekday_number(cell)) is not None
        }
        if (
            len(weekdays) < _FEWEST_DATES
            or (people := _people(rows, index, min(weekdays), len(weekdays))) is None
        ):
            continue
        months = title_months(rows[: min(index, people.row)], (source.sheet.name,), start)
        layout = RosterLayout(max(index, people.row), people.nip, people.name, heads=index)
        first = next((mention for mention in months if mention.day), None)
        if first is None:
            message = _("The columns bear only weekdays, and no title tells their first date.")
            needed = _(
                "Write a line such as “Periode: 7 s.d. 11 Desember 2026” above the table, or give --start."
            )
            source.issue("roster-month", index + 1, min(weekdays), message, needed)
        else:
            layout.dates = weekday_dates(weekdays, date(*first))
        return layout
    return None


def _tell_strange_columns(source: RosterSource, layout: RosterLayout, days: Container[int]) -> None:
    """An issue of each column right of the first day that holds codes under a heading that is no date."""
    body = source.sheet.rows[layout.header + 1 :]
    people = sum(any(_is_mode(row, column) for column in layout.dates) for row in body)
    width = max(map(len, body), default=0)
    for column in range(min(layout.dates, default=width), width):
        if column in days or 2 * sum(_is_mode(row, column) for row in body) <= people:
            continue
        heads = source.sheet.rows[layout.heads]
        heading = plain(heads[column]) if column < len(heads) else ""
        message = _("The column holds codes, but its heading “{found}” is no date.").format(found=heading)
        needed = _("Correct the heading, or empty the column.")
        source.issue("roster-column", layout.heads + 1, column, message, needed, heading)


def _is_mode(row: Sequence[Cell], column: int) -> bool:
    return column < len(row) and plain(row[column]).upper() in MODES


def _is_filled(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    return any(column < len(row) and isinstance(row[column], str) and plain(row[column]) for row in rows)


def _doubled(source: RosterSource, index: int, dates: Mapping[int, date]) -> None:
    seen: dict[date, int] = {}
    for column, value in dates.items():
        first = seen.setdefault(value, column)
        if first != column:
            message = _("The date {date} stands in two columns, first in {cell}.").format(
                date=value.isoformat(), cell=source.ref(index + 1, first).cell
            )
            needed = _("Remove or correct one of them.")
            source.issue("date-doubled", index + 1, column, message, needed, value.isoformat())


def rows_of(source: RosterSource, layout: RosterLayout) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows below the headings with their 1-based numbers, filled up to the last column in use."""
    last = max(layout.nip, layout.name or 0, *layout.dates, *(layout.tidy or ()))
    for number, cells in enumerate(source.sheet.rows[layout.header + 1 :], start=layout.header + 2):
        yield number, [*cells, *[""] * (last + 1 - len(cells))]
