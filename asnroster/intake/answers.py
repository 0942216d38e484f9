"""The sheet Konfirmasi, and the cells that may mean two things: 1 in a column of shares, neither Yes nor No, dates without a year.

The safe meaning is taken, and asked about; an answer of the user's goes before it.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from asnroster.domain.calendar import Horizon
from asnroster.domain.groups import fold
from asnroster.domain.problem import Assumption
from asnroster.errors import InputError, Issue
from asnroster.intake import kinds
from asnroster.intake.cells import BadCellError, Yearless, is_empty, normal, plain
from asnroster.intake.columns import AnyColumn, Row, SheetSpec
from asnroster.intake.grid import Grid, cut, read_grid, typed_rows
from asnroster.intake.kinds import yes_no
from asnroster.intake.marks import Cell, Fault
from asnroster.intake.schema import CONFIRM, ConfirmRow, StaffRow, UnitRow
from asnroster.intake.sheets import WORKBOOKS, read_book
from asnroster.intake.vocabulary import NO, YES
from asnroster.words import _


class Answers:
    """The user's answers, by the subject of the question.

    Of two answers to one subject that which says something goes first, then the one that was given first.
    """

    def __init__(self, rows: Iterable[ConfirmRow] = ()) -> None:
        self._rows: dict[str, ConfirmRow] = {}
        for row in rows:
            key = fold(row.subject)
            earlier = self._rows.get(key)
            if key and (earlier is None or (earlier.agreed is None and row.agreed is not None)):
                self._rows[key] = row

    def to(self, subject: str) -> ConfirmRow | None:
        """The row of a subject, open or answered; None where there is none."""
        return self._rows.get(fold(subject))

    def settled(self, assumption: Assumption) -> Assumption:
        """An assumption with what the user says to it."""
        answer = self.to(assumption.subject)
        if answer is None:
            return assumption
        return replace(assumption, agreed=answer.agreed, right=answer.right if answer.agreed is False else "")

    @property
    def rows(self) -> tuple[ConfirmRow, ...]:
        """One row a subject."""
        return tuple(self._rows.values())


def read_answers(roster: Path) -> list[ConfirmRow]:
    """The answered rows of the sheet Konfirmasi of a roster; none where it has no such sheet or cannot be read.

    What is still open there says nothing: the run asks anew.

    Args:
        roster: the roster that a run is to replace, or to judge; it need not exist.
    """
    if roster.suffix.lower() not in WORKBOOKS or not roster.is_file():
        return []
    names = {normal(CONFIRM.name), normal(CONFIRM.english)}
    try:
        book = read_book(roster, wanted=lambda name: normal(name) in names)
    except InputError:
        return []  # whoever reads the roster itself says what is wrong with it
    unread: list[Issue] = []
    for sheet in book.sheets:
        cells = read_grid(sheet, CONFIRM, book.file, unread) if normal(sheet.name) in names else None
        if cells is None:
            continue
        grid, rows = cells
        cut(grid, rows)
        return [row for row in typed_rows(ConfirmRow, grid)[0] if row.agreed is not None]
    return []


def told_answers(rosters: Iterable[Path], notices: list[Issue]) -> list[ConfirmRow]:
    """The answers that rosters hold, each roster's told by number."""
    answers: list[ConfirmRow] = []
    for roster in dict.fromkeys(rosters):
        if rows := read_answers(roster):
            message = _("{count} answers were read in the sheet Konfirmasi of {file}.")
            notices.append(
                Issue("answers-read", message.format(count=len(rows), file=roster.name), "", roster.name)
            )
        answers += rows
    return answers


def settle_ones(grid: Grid, answers: Answers) -> Iterator[Assumption]:
    """Make each 1 of a column of shares say what it is, in place; what no format tells is 1 % and an assumption.

    The few at home are the safe side: 100 % is no limit at all. An answer of the user's is obeyed; No without a right
    value leaves nobody at home.
    """
    for column in grid.spec.columns:
        if column.kind is not kinds.SHARE or column.name not in grid.raw:
            continue
        cells = grid.raw[column.name]
        for place, cell in enumerate(cells):
            if isinstance(cell, bool) or plain(cell) != "1":
                continue
            number = grid.numbers[place]
            if (number - 1, grid.at[column.name]) in grid.marks.percent:
                cells[place] = "100%"
                continue
            subject = f"{column}: {plain(grid.raw.get(UnitRow.unit, cells)[place])}"
            answer = answers.to(subject)
            cells[place] = "1%" if answer is None or answer.agreed is not False else answer.right or "0%"
            yield Assumption(
                "share",
                subject,
                _("{column} is 1 %").format(column=column.label),
                _("The cell holds 1 without the format of per cent; write 100% where all are meant."),
                "low",
                ref=grid.ref(number, column.name),
            )


COLUMN = StaffRow.remote_capable
_LONGEST = 30


def settle_unclear(grid: Grid, answers: Answers) -> Iterator[Assumption]:
    """Let every text that says neither Yes nor No be No, in place: an assumption for each such text.

    An answer of the user's is obeyed: No with the right value Yes lets them work at home.
    """
    cells = grid.raw.get(COLUMN, [])
    unclear = {
        cell
        for cell in {*cells}
        if not isinstance(cell, Fault) and not is_empty(cell) and _reads(cell) is None
    }
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(cells if unclear else ()):
        if cell in unclear:
            places.setdefault(fold(plain(cell)), []).append(place)
    if places:
        grid.written[COLUMN] = list(cells)
    for doubted in places.values():
        first = doubted[0]
        written = plain(cells[first])
        row = answers.settled(
            Assumption(
                "may",
                f"{COLUMN} “{written[:_LONGEST]}”",
                _("No: in the office"),
                _("“{found}” is neither Yes nor No.").format(found=written[:_LONGEST]).rstrip("."),
                "low",
                len(doubted),
                ref=grid.ref(grid.numbers[first], COLUMN),
            )
        )
        for place in doubted:
            cells[place] = str(YES if _reads(row.right) else NO)
        yield row


def _reads(cell: Cell) -> bool | None:
    """Yes or No as a cell says it, None where it says neither."""
    try:
        return yes_no(cell)
    except BadCellError:
        return None


_BEHIND = timedelta(days=92)  # a date may lie a quarter before the period, and the rest of a year after it
_PAST = StaffRow.in_post_since  # nobody has been in a post since a day to come
R = TypeVar("R", bound=Row)


def near_year(day: date, start: date) -> date:
    """The date of that day and month that is not long before a period, nor a year after it.

    Args:
        day: its year counts for nothing.
        start: the first date of the period.
    """
    return next(whole for whole in _in_years(day, start) if whole >= start - _BEHIND)


def _in_years(day: date, start: date) -> Iterator[date]:
    for year in range(start.year - 1, start.year + 9):
        if (day.month, day.day) != (2, 29) or isleap(year):
            yield date(year, day.month, day.day)


class Years:
    """Puts years to the dates of rows, and counts them by column."""

    def __init__(self, grids: Mapping[str, Grid], horizon: Horizon) -> None:
        self._grids, self._horizon = grids, horizon
        self._told: dict[tuple[SheetSpec, AnyColumn], tuple[int, date, int]] = {}

    def dated(self, rows: list[R]) -> list[R]:
        """The rows of an input with whole dates; the rows themselves where all are whole."""
        return [self._row(row) if Yearless in map(type, row) else row for row in rows]

    def _row(self, row: R) -> R:
        changes: dict[AnyColumn, object] = {}
        for column in row.sheet.columns:
            if isinstance(value := row[column.place], Yearless):
                changes[column] = whole = self._whole(value, column)
                number, first, count = self._told.get((row.sheet, column), (row.row, whole, 0))
                self._told[row.sheet, column] = number, first, count + 1
        return row.having(changes)

    def _whole(self, value: Yearless, column: AnyColumn) -> date:
        if column == _PAST:
            return max(whole for whole in _in_years(value, self._horizon.start) if whole <= self._horizon.end)
        return near_year(value, self._horizon.start)

    def notices(self) -> Iterator[Issue]:
        """A notice of the years that were taken, one for each column."""
        for (sheet, column), (number, first, count) in self._told.items():
            message = _("{count} dates have no year; it is taken from the period: the first is {date}.")
            needed = _("Write the year where it is another one.")
            text = message.format(count=count, date=f"{first:%d-%m-%Y}")
            yield self._grids[sheet.name].issue("date-yearless", number, column, text, needed)
