"""Where things stand in Jadwal.

The agency stands left of what is printed, and keys for the summaries stand right of it: the filter spans them all,
so that sorting keeps each row together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xlsxwriter.utility import xl_range_abs

from asnroster.domain.problem import Problem
from asnroster.output.breaches import Breaks, breaks
from asnroster.output.codes import cell_codes
from asnroster.output.sheets.book import Book

SHEET = "Jadwal"
# Headings by which a roster is read back: the same in every language.
LEFT = (("OPD", 150), ("No", 28), ("NIP", 112), ("Nama", 120), ("Jabatan", 112), ("Unit", 104))
BUILDING, UNIT_KEY, PERSON_KEY, SHOWN = "Gedung", "Kunci Unit", "Kunci Pegawai", "Tampil"
KEYS = ((BUILDING, 110), (UNIT_KEY, 54), (PERSON_KEY, 62))
DAY_WIDTH, OFF_WIDTH, ROOMY_DAY_WIDTH, TOTAL_WIDTH, ABSENT_WIDTH, SHOWN_WIDTH = 28, 24, 44, 30, 38, 50
FIRST_PRINTED, NIP_COLUMN = 1, 2
FIRST_DAY = len(LEFT)
NAME_COLUMNS = 4
DIGIT_PIXELS = 6
WIDE_DIGITS = 3


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
    def problem(self) -> Problem:
        """The problem that the roster answers."""
        return self.book.report.problem

    @property
    def roomy(self) -> bool:
        """Whether the dates leave room for wider columns."""
        return self.problem.days <= 16

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """Pixels of the columns before the dates."""
        widths = [width * 5 // 4 if self.roomy else width for _heading, width in LEFT]
        widths[FIRST_PRINTED] += DIGIT_PIXELS * max(0, len(str(len(self.problem.people))) - WIDE_DIGITS)
        return tuple(widths)

    def day_width(self, day: int) -> int:
        """Pixels of a date's column: a day off needs room for its L only."""
        if self.roomy:
            return ROOMY_DAY_WIDTH
        return DAY_WIDTH if self.worked[day] else OFF_WIDTH

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
        return self.header + len(self.problem.people)

    @property
    def last_day(self) -> int:
        """The column of the last date."""
        return FIRST_DAY + self.problem.days - 1

    @property
    def last_total(self) -> int:
        """The column of the last total, the last one that is printed."""
        return self.last_day + 3

    @property
    def last_key(self) -> int:
        """The column of the last key, the last one of the table."""
        return self.last_total + len(KEYS)

    @property
    def shown(self) -> int:
        """The column that tells which rows a filter leaves; it stays where it is when rows are sorted."""
        return self.last_key + 1

    def column(self, column: int) -> str:
        """The people's cells of a column, as a formula names them."""
        area: str = xl_range_abs(self.first, column, max(self.last, self.first), column)
        return area

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
        working = self.problem.working
        return [bool(working[:, day].any()) for day in range(working.shape[1])]


def person_keys(problem: Problem) -> list[int]:
    """For each row the number of its person."""
    numbers = {row: number for number, rows in enumerate(problem.stints.people, start=1) for row in rows}
    return [numbers[row] for row in range(len(problem.people))]
