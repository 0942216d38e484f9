"""The year of dates that are written without one: the period of the run tells it, and it is said."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TypeVar

from asnroster.domain.calendar import Horizon
from asnroster.errors import Issue
from asnroster.intake.cells import Yearless
from asnroster.intake.columns import AnyColumn, Row, SheetSpec
from asnroster.intake.grid import Grid
from asnroster.intake.schema import StaffRow
from asnroster.words import _

_BEHIND = timedelta(days=92)  # a date may lie a quarter before the period, and the rest of a year after it
_PAST = StaffRow.in_post_since  # nobody has been in a post since a day to come
R = TypeVar("R", bound=Row)


def near_year(found: date, start: date) -> date:
    """The date of that day and month that is not long before a period, nor a year after it.

    Args:
        found: its year counts for nothing.
        start: the first date of the period.
    """
    return next(whole for whole in _in_years(found, start) if whole >= start - _BEHIND)


def _in_years(found: date, start: date) -> Iterator[date]:
    for year in range(start.year - 1, start.year + 9):
        if (found.month, found.day) != (2, 29) or isleap(year):
            yield date(year, found.month, found.day)


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
        """What years were taken, once a column."""
        for (sheet, column), (number, first, count) in self._told.items():
            message = _("{count} dates have no year; it is taken from the period: the first is {date}.")
            needed = _("Write the year where it is another one.")
            text = message.format(count=count, date=f"{first:%d-%m-%Y}")
            yield self._grids[sheet.name].issue("date-yearless", number, column, text, needed)
