"""The people's rows of Jadwal: texts, codes, live totals, keys for the summaries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import repeat
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from asnroster.output.blocks import ROW, Formula
from asnroster.output.codes import NOT_SERVING, OFF_CODE, OFFICE_CODE
from asnroster.output.recaps import unit_keys
from asnroster.output.sheets.grid import FIRST_DAY, KEYS, NIP_COLUMN, Grid, person_keys
from asnroster.output.style import NARROW, lines_needed

Looks = tuple[Any, ...]  # formats, one a cell of a row
Heading = tuple[str, bool]  # the agency's name on a page's first row, and whether the unit is another one
LINE_POINTS = 12.5
NARROWER = 0.9  # lines are counted for letters of 9 points, these have 10
LONGEST_FORMAT = 200  # letters of a number format
LONG_CODE = 4


def row_heights(grid: Grid) -> list[float]:
    """The height of each person's row, in points."""
    problem, widths = grid.problem, [int(width * NARROWER) for width in grid.widths[NIP_COLUMN + 1 :]]
    heights = []
    for index, person in enumerate(problem.people):
        texts = (person.name, person.position, problem.unit_of(index).name)
        heights.append(LINE_POINTS * max(map(lines_needed, texts, widths, repeat(NARROW))) + 3)
    return heights


def write_people(grid: Grid, heights: Sequence[float], page_starts: Collection[int]) -> None:
    """Write every person's row.

    Args:
        grid: where it stands.
        heights: of the rows, in points.
        page_starts: people with whom a printed page begins: where there are several agencies their unit is shown with
            the agency's name, which else stands on top of every page.
    """
    problem, sheet = grid.problem, grid.sheet
    looks, totals, agency_above = _Looks(grid), _Totals(grid), None
    units, people = unit_keys(problem), person_keys(problem)
    shown = _shown()
    several = len({unit.agency for unit in map(problem.unit_of, range(len(problem.people)))}) > 1
    for index, person in enumerate(problem.people):
        row, unit = grid.first + index, problem.unit_of(index)
        agency = problem.units[unit.agency]
        # A heavy line tells where the next agency begins.
        start = () if agency_above in (None, unit.agency) else ("first",)
        agency_above = unit.agency
        headed = several and index in page_starts
        heading = agency.name if headed else ""
        codes = grid.codes[index]
        keys = (person.building, units[person.unit], people[index], shown)
        texts = (agency.name, index + 1, person.key, person.name, person.position, unit.name)
        under = unit.parent is not None
        look = looks.of(index, start, (heading, under), codes)
        sheet.write_line(row, (*texts, *codes, *totals.of(codes), *keys), look)
        width = int(grid.widths[FIRST_DAY - 1] * NARROWER)
        lines = lines_needed(f"{heading} › {unit.name}", width, NARROW) if heading and under else 1
        sheet.set_row(row, max(heights[index], LINE_POINTS * lines + 3))


def _shown() -> Formula:
    """1 where the row is shown, 0 where a filter hides it. Excel takes a row of SUBTOTAL for a total's."""
    return Formula(f"_xlfn.AGGREGATE(3,5,{xl_col_to_name(NIP_COLUMN)}{ROW})", 1)


class _Looks:
    """The formats of people's rows, each row of formats made once."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._marked = {person for person, _day in grid.breaks.cells}
        self._long = {code for code in grid.problem.absence_codes if len(code) >= LONG_CODE}
        self._plain: dict[tuple[tuple[str, ...], Heading], Looks] = {}

    def of(self, person: int, start: tuple[str, ...], heading: Heading, codes: Sequence[str]) -> Looks:
        """The formats of a person's row."""
        key = (start, heading)
        looks = self._plain.get(key) or self._plain.setdefault(key, self._row(start, heading))
        if person in self._marked:
            looks = self._with_marks(person, start, looks)
        return looks if self._long.isdisjoint(codes) else self._with_long_codes(start, looks, codes)

    def _row(self, start: tuple[str, ...], above: Heading) -> Looks:
        heading, under = above
        styles = self._grid.book.styles
        centred = styles("grid", *start, align="center")
        left, grey = styles("grid", "text", *start), styles("grid", *start, font_color="#7F7F7F")
        number = styles("grid", *start, align="center", font_color="#7F7F7F")
        total = styles("grid", *start, align="center", bold=True)
        unit = left
        if heading:
            # The cell keeps the unit's name: the agency's stands before it in print, wherever the row is sorted to.
            shown = heading.replace('"', "''")[:LONGEST_FORMAT]
            form = f'"{shown} › "@' if under else "@"
            unit = styles("grid", "text", *start, num_format=form, bold=True)
        texts = (left, centred, left, left, left, unit)
        keys = (grey, *[number] * (len(KEYS) - 1), number)
        return (*texts, *[centred] * self._grid.problem.days, total, total, total, *keys)

    def _with_marks(self, person: int, start: tuple[str, ...], looks: Looks) -> Looks:
        """A mark on the person's days on which a rule that must hold is broken."""
        broken = self._grid.book.styles("grid", *start, "broken", align="center")
        return tuple(
            broken if (person, place - FIRST_DAY) in self._grid.breaks.cells else look
            for place, look in enumerate(looks)
        )

    def _with_long_codes(self, start: tuple[str, ...], looks: Looks, codes: Sequence[str]) -> Looks:
        """Codes of four letters and more shrink into their column."""
        small = self._grid.book.styles("grid", *start, align="center", shrink=True)
        long = {FIRST_DAY + day for day, code in enumerate(codes) if code in self._long}
        return tuple(small if place in long else look for place, look in enumerate(looks))


class _Totals:
    """Live counts of a row's codes."""

    def __init__(self, grid: Grid) -> None:
        self._home = grid.book.report.scenario.home_code
        cells = f"{xl_col_to_name(FIRST_DAY)}{ROW}:{xl_col_to_name(grid.last_day)}{ROW}"
        counts = [f'COUNTIF({cells},"{code}")' for code in (OFFICE_CODE, self._home, OFF_CODE, NOT_SERVING)]
        # COUNTA would count an empty text too; whatever is filled in and none of the four is an absence.
        self._formulas = (*counts[:2], f'COUNTIF({cells},"?*")-{"-".join(counts)}')

    def of(self, codes: Sequence[str]) -> Iterator[Formula]:
        """The three totals of a person's row."""
        office, home = codes.count(OFFICE_CODE), codes.count(self._home)
        neither = codes.count(OFF_CODE) + codes.count(NOT_SERVING) + codes.count("")
        return map(Formula, self._formulas, (office, home, len(codes) - office - home - neither))
