"""Where things stand in Jadwal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from asnroster.output.breaks import Breaks, breaks
from asnroster.output.codes import cell_codes
from asnroster.output.page import Book

# Headings by which a roster is read back: the same in every language.
LEFT = (("No", 32), ("NIP", 108), ("Nama", 140), ("Jabatan", 140), ("OPD", 146), ("Unit", 130))
DAY_WIDTH, ROOMY_DAY_WIDTH, TOTAL_WIDTH = 29, 44, 36
FIRST_DAY = len(LEFT)
NAME_COLUMNS = 3


@dataclass(frozen=True)
class Grid:
    """Where things stand in the sheet; rows and columns are counted from 0.

    Attributes:
        top: the row of the months; weekdays and dates follow below it.
    """

    book: Book
    sheet: Any
    top: int

    @property
    def roomy(self) -> bool:
        """Whether the dates leave room for wider columns."""
        return self.book.report.problem.days <= 16

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """Pixels of the columns before the dates."""
        return tuple(width * 5 // 4 if self.roomy else width for _heading, width in LEFT)

    @property
    def header(self) -> int:
        """The row of the dates and of the headings by which columns are found."""
        return self.top + 2

    @property
    def first(self) -> int:
        """The first person's row."""
        return self.header + 1

    @property
    def last(self) -> int:
        """The last person's row."""
        return self.header + len(self.book.report.problem.people)

    @property
    def last_day(self) -> int:
        """The column of the last date."""
        return FIRST_DAY + self.book.report.problem.days - 1

    @property
    def last_column(self) -> int:
        """The column of the last total."""
        return self.last_day + 3

    @cached_property
    def codes(self) -> list[list[str]]:
        """What stands in each person-day."""
        return cell_codes(self.book.report)

    @cached_property
    def breaks(self) -> Breaks:
        """Where a relaxed roster breaks rules that must hold."""
        return breaks(self.book.report)

    @cached_property
    def worked(self) -> list[bool]:
        """For each date whether anybody works on it."""
        working = self.book.report.problem.working
        return [bool(working[:, day].any()) for day in range(working.shape[1])]
