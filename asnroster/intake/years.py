"""The year of dates that are written without one: the period of the run tells it, and it is said."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from asnroster.domain.calendar import Horizon
from asnroster.errors import Issue
from asnroster.intake.cells import Yearless
from asnroster.intake.columns import SHEET_OF, normal
from asnroster.intake.grid import Grid
from asnroster.words import _

_BEHIND = timedelta(days=92)  # a date may lie a quarter before the period, and the rest of a year after it
_PAST = "TMT Jabatan"  # nobody has been in a post since a day to come
Row = TypeVar("Row", bound=NamedTuple)


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
        self._told: dict[tuple[str, str], tuple[int, date, int]] = {}

    def dated(self, sheet: str, rows: list[Row]) -> list[Row]:
        """The rows of an input with whole dates; the rows themselves where all are whole."""
        columns = [column.name for column in SHEET_OF[normal(sheet)].columns]
        return [self._row(sheet, columns, row) if Yearless in map(type, row) else row for row in rows]

    def _row(self, sheet: str, columns: list[str], row: Any) -> Any:
        changes = {}
        for field, column, value in zip(row._fields[1:], columns, row[1:], strict=False):
            if isinstance(value, Yearless):
                changes[field] = whole = self._whole(value, column)
                number, first, count = self._told.get((sheet, column), (row.row, whole, 0))
                self._told[sheet, column] = number, first, count + 1
        return row._replace(**changes) if changes else row

    def _whole(self, value: Yearless, column: str) -> date:
        if column == _PAST:
            return max(whole for whole in _in_years(value, self._horizon.start) if whole <= self._horizon.end)
        return near_year(value, self._horizon.start)

    def notices(self) -> Iterator[Issue]:
        """What years were taken, once a column."""
        for (sheet, column), (number, first, count) in self._told.items():
            message = _("{count} dates have no year; it is taken from the period: the first is {date}.")
            needed = _("Write the year where it is another one.")
            text = message.format(count=count, date=f"{first:%d-%m-%Y}")
            yield self._grids[sheet].issue("date-yearless", number, column, text, needed)
