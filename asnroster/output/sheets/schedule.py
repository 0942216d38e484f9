"""Jadwal: the printed roster, one row a person, one column a calendar date; it is read back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from asnroster.output.codes import NOT_SERVING, OFF_CODE, OFFICE_CODE
from asnroster.output.dates import month_name
from asnroster.output.fastsheet import ROW, Formula
from asnroster.output.page import LINE_POINTS, Book, Page
from asnroster.output.sheets.grid import (
    DAY_WIDTH,
    FIRST_DAY,
    LEFT,
    NAME_COLUMNS,
    ROOMY_DAY_WIDTH,
    TOTAL_WIDTH,
    Grid,
)
from asnroster.output.sheets.schedule_foot import add_foot
from asnroster.output.style import NARROW, lines_needed
from asnroster.output.words import relaxed_notice
from asnroster.words import _, weekday_name

Looks = tuple[Any, ...]  # formats, one a cell of a row


def write(book: Book) -> None:
    """Write the sheet."""
    page = book.add_page("Jadwal", _("Roster of office and home days"))
    if book.report.clashes:
        page.line(relaxed_notice(book.report), "warning")
    page.row += 1
    grid = Grid(book, page.sheet, page.row)
    _set_widths(grid)
    _write_header(grid)
    _write_people(grid)
    _colour(grid)
    if book.report.problem.people:
        _offer_codes(grid)
        page.sheet.autofilter(grid.header, 0, grid.last, FIRST_DAY - 1)
    page.row = grid.last + 1
    page.last_column = grid.last_column
    add_foot(grid, page)
    _finish(grid, page)


def _set_widths(grid: Grid) -> None:
    for column, width in enumerate(grid.widths):
        grid.sheet.set_column_pixels(column, column, width)
    grid.sheet.set_column_pixels(FIRST_DAY, grid.last_day, ROOMY_DAY_WIDTH if grid.roomy else DAY_WIDTH)
    grid.sheet.set_column_pixels(grid.last_day + 1, grid.last_column, TOTAL_WIDTH)


def _write_header(grid: Grid) -> None:
    sheet, styles, header = grid.sheet, grid.book.styles, grid.header
    for column, (heading, _width) in enumerate(LEFT):
        for row in (grid.top, header - 1):
            # One box of three rows to the eye, without merging: the heading must stay in the dates' row.
            sheet.write_blank(row, column, None, styles("header", bottom=0, top=1 if row == grid.top else 0))
        sheet.write_string(header, column, heading, styles("header", top=0))
    totals = (OFFICE_CODE, grid.book.report.scenario.home_code, _("Absent"))
    for column, heading in enumerate(totals, start=grid.last_day + 1):
        for row in (grid.top, header - 1):
            sheet.write_blank(row, column, None, styles("header", bottom=0, top=1 if row == grid.top else 0))
        sheet.write_string(header, column, heading, styles("header", top=0, font_name=NARROW))
    _write_months(grid)
    _write_dates(grid)
    sheet.set_row(header, 2 * LINE_POINTS + 3)


def _write_months(grid: Grid) -> None:
    dates, look = grid.book.report.problem.horizon.dates, grid.book.styles("header")
    first = 0
    for index, day in enumerate(dates):
        if index + 1 < len(dates) and dates[index + 1].month == day.month:
            continue
        columns = (FIRST_DAY + first, FIRST_DAY + index)
        text = month_name(day, short=index - first < 3)
        if first == index:
            grid.sheet.write_string(grid.top, columns[0], text, look)
        else:
            grid.sheet.merge_range(grid.top, columns[0], grid.top, columns[1], text, look)
        first = index + 1


def _write_dates(grid: Grid) -> None:
    problem, styles = grid.book.report.problem, grid.book.styles
    for index, day in enumerate(problem.horizon.dates):
        column, holiday = FIRST_DAY + index, problem.calendar.holidays.get(day)
        shade = () if grid.worked[index] else ("off",)
        shade = ("broken",) if index in grid.breaks.days and grid.worked[index] else shade
        more = {"font_color": "#C00000", "italic": True} if holiday else {}
        date_look = styles("header", *shade, num_format="d", text_wrap=False, **more)
        name_look = styles("header", *shade, text_wrap=False, font_size=8, **more)
        grid.sheet.write_string(grid.header - 1, column, weekday_name(day.weekday(), short=True), name_look)
        grid.sheet.write_datetime(grid.header, column, datetime(day.year, day.month, day.day), date_look)
        if holiday:
            grid.sheet.write_comment(
                grid.header, column, holiday.name, {"author": "asnroster", "font_size": 9}
            )


def _write_people(grid: Grid) -> None:
    problem, sheet = grid.book.report.problem, grid.sheet
    totals, agency_above = _Totals(grid), None
    plain, first = _looks(grid), _looks(grid, "first")
    marked = {person for person, _day in grid.breaks.cells}
    for index, person in enumerate(problem.people):
        row, unit, agency = grid.first + index, problem.unit_of(index), problem.agency_of(index)
        # A heavy line tells where the next agency begins.
        looks = plain if agency_above in (None, unit.agency) else first
        agency_above = unit.agency
        if index in marked:
            looks = _marked(grid, index, () if looks is plain else ("first",), looks)
        texts, codes = (person.key, person.name, person.position, agency.name, unit.name), grid.codes[index]
        sheet.write_line(row, (index + 1, *texts, *codes, *totals.of(codes)), looks)
        lines = max(map(lines_needed, texts[1:], grid.widths[2:], repeat(NARROW)))
        sheet.set_row(row, LINE_POINTS * lines + 3)


def _looks(grid: Grid, *start: str) -> Looks:
    """The formats of a person's row."""
    styles, texts = grid.book.styles, FIRST_DAY - 1
    centred, left = styles("grid", *start, align="center"), styles("grid", "text", *start, font_size=9)
    total = styles("grid", *start, align="center", bold=True)
    return (centred, *[left] * texts, *[centred] * grid.book.report.problem.days, total, total, total)


def _marked(grid: Grid, person: int, start: tuple[str, ...], looks: Looks) -> Looks:
    """The same with a mark on the person's days on which a rule that must hold is broken."""
    broken = grid.book.styles("grid", *start, "broken", align="center")
    return tuple(
        broken if (person, place - FIRST_DAY) in grid.breaks.cells else look
        for place, look in enumerate(looks)
    )


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


def _colour(grid: Grid) -> None:
    """Colours follow the text of the cell, so that a hand edit takes the right one."""
    home = grid.book.report.scenario.home_code
    area = (grid.first, FIRST_DAY, max(grid.last, grid.first), grid.last_day)
    for name, code in (("office", OFFICE_CODE), ("home", home), ("off", OFF_CODE)):
        look = grid.book.styles.code(name, conditional=True)
        rule = {"type": "cell", "criteria": "==", "value": f'"{code}"', "stop_if_true": True}
        grid.sheet.conditional_format(*area, rule | {"format": look})
    absent = grid.book.styles.code("absent", conditional=True)
    grid.sheet.conditional_format(*area, {"type": "no_blanks", "format": absent})


def _offer_codes(grid: Grid) -> None:
    """A drop-down list of codes on every date that somebody works on."""
    report = grid.book.report
    codes = [OFFICE_CODE, report.scenario.home_code, *report.problem.absence_codes, OFF_CODE]
    options = {
        "validate": "list",
        "source": codes,
        "error_type": "warning",
        "error_title": _("Unknown code"),
        "error_message": _("Codes of this roster: {codes}.").format(codes=", ".join(codes)[:200]),
    }
    columns = [FIRST_DAY + index for index in np.flatnonzero(grid.worked).tolist()]
    for first, last in _stretches(columns):
        grid.sheet.data_validation(grid.first, first, grid.last, last, options)


def _stretches(columns: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for column in columns:
        if found and found[-1][1] == column - 1:
            found[-1] = (found[-1][0], column)
        else:
            found.append((column, column))
    return found


def _finish(grid: Grid, page: Page) -> None:
    pages_wide = max(1, round(grid.book.report.problem.days / 31))
    page.finish(
        (grid.top, grid.header),
        freeze_columns=NAME_COLUMNS,
        repeat_columns=NAME_COLUMNS,
        pages_wide=pages_wide,
    )
