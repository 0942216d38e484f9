"""Where a roster stands in a file: its sheet, its heading row, its date columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from asnroster.domain.problem import CellRef
from asnroster.errors import InputError, Issue, did_you_mean
from asnroster.intake.cells import BadCellError, day, plain
from asnroster.intake.columns import normal
from asnroster.intake.sheets import Book, Cell, Sheet, column_letters, read_book
from asnroster.words import _

SHEET = "Jadwal"
PARTS_SHEET, PARTS_FILE = "Berkas OPD", "Berkas"
_SHEET_NAMES = {normal(name) for name in (SHEET, "Schedule", "Roster", "")}
_HEADER_WITHIN_ROWS = 40
_TIDY = ("nip", "date", "code")


@dataclass
class RosterLayout:
    """Where a roster stands in its sheet: header row (0-based), NIP column, date columns."""

    header: int
    nip: int
    dates: dict[int, date] = field(default_factory=dict)
    tidy: tuple[int, int] | None = None  # columns of date and code in the long form


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


class OpenRoster(NamedTuple):
    """A roster found: the file that was given, the workbook that holds it, its sheet, where it stands in that."""

    main: Book
    book: Book
    source: RosterSource
    layout: RosterLayout


def open_rosters(path: Path, also: Callable[[str], bool] = lambda name: False) -> list[OpenRoster]:
    """The roster of a file, or those of the agencies' workbooks that its sheet Berkas OPD lists.

    Args:
        path: a roster file, or the main workbook of a split roster.
        also: says by its name whether another sheet of each is needed.

    Raises:
        InputError: when there is none, one that is listed cannot be read, or a date has two columns.
    """

    def wanted(name: str) -> bool:
        return is_roster_sheet(name) or normal(name) == normal(PARTS_SHEET) or also(name)

    main = read_book(path, wanted=wanted)
    listed = [sheet for sheet in main.sheets if normal(sheet.name) == normal(PARTS_SHEET)]
    if not listed or any(is_roster_sheet(sheet.name) for sheet in main.sheets):
        return [OpenRoster(main, main, *roster_in(main))]
    found: list[OpenRoster] = []
    issues: list[Issue] = []
    for file in _listed_files(listed[0]):
        try:
            book = read_book(path.parent / file, wanted=wanted)
            found.append(OpenRoster(main, book, *roster_in(book)))
        except InputError as error:
            issues += error.issues
    if issues or not found:
        raise InputError(issues or [no_roster(main.file, listed[0].name)])
    return found


def _listed_files(sheet: Sheet) -> Iterator[str]:
    """The files below the heading Berkas."""
    column: int | None = None
    for row in sheet.rows:
        texts = [plain(cell) for cell in row]
        if column is None:
            column = next((at for at, text in enumerate(texts) if normal(text) == normal(PARTS_FILE)), None)
        elif column < len(texts) and texts[column]:
            yield texts[column]


def is_roster_sheet(name: str) -> bool:
    """Whether a sheet of this name may hold a roster."""
    return normal(name) in _SHEET_NAMES


def roster_in(book: Book) -> tuple[RosterSource, RosterLayout]:
    """Find the roster in an open file.

    Raises:
        InputError: as :func:`open_rosters`.
    """
    sheet = _roster_sheet(book)
    layout = _layout(sheet)
    if layout is None:
        raise InputError([no_roster(book.file, sheet.name)])
    source = RosterSource(book.file, sheet)
    seen: dict[date, int] = {}
    for column, value in layout.dates.items():
        first = seen.setdefault(value, column)
        if first != column:
            message = _("The date {date} stands in two columns, first in {cell}.").format(
                date=value.isoformat(), cell=source.ref(layout.header + 1, first).cell
            )
            needed = _("Remove or correct one of them.")
            source.issue("date-doubled", layout.header + 1, column, message, needed, value.isoformat())
    if source.issues:
        raise InputError(source.issues)
    return source, layout


def _roster_sheet(book: Book) -> Sheet:
    for sheet in book.sheets:
        if is_roster_sheet(sheet.name):
            return sheet
    names = [sheet.name for sheet in book.sheets]
    message = _("The file has no sheet “{sheet}”.").format(sheet=SHEET)
    raise InputError([Issue("sheet-missing", message, did_you_mean(SHEET, names), book.file, SHEET)])


def no_roster(file: str, sheet: str) -> Issue:
    """The issue of a file without a roster."""
    return Issue(
        "roster-header",
        _("No roster was found: no row has the headings NIP and Nama and dates."),
        _("Keep the heading row of the roster as it was written."),
        file,
        sheet,
    )


def _layout(sheet: Sheet) -> RosterLayout | None:
    for index, row in enumerate(sheet.rows[:_HEADER_WITHIN_ROWS]):
        labels = [normal(plain(cell)) for cell in row]
        if "nip" not in labels:
            continue
        if all(name in labels for name in _TIDY):
            return RosterLayout(index, labels.index("nip"), tidy=(labels.index("date"), labels.index("code")))
        dates = {
            column: found for column, cell in enumerate(row) if (found := _header_date(cell)) is not None
        }
        if dates and ("nama" in labels or "name" in labels):
            return RosterLayout(index, labels.index("nip"), dates)
    return None


def _header_date(cell: Cell) -> date | None:
    """A date heading, real or typed; a weekday's name may stand before or below it."""
    if isinstance(cell, str):
        match = re.search(r"\d.*\d{4}|\d{4}-\d{1,2}-\d{1,2}", " ".join(cell.split()))
        if match is None:
            return None
        cell = match.group()
    elif not isinstance(cell, date):
        return None
    try:
        return day(cell)
    except BadCellError:
        return None
