"""Jadwal: the printed roster, one row a person, one column a calendar date; it is read back."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from xlsxwriter.utility import xl_range, xl_range_abs

from asnroster.output.assumptions import as_draft
from asnroster.output.codes import NOT_SERVING, OFF_CODE, OFFICE_CODE
from asnroster.output.dates import month_name
from asnroster.output.sheets.book import Book
from asnroster.output.sheets.grid import (
    ABSENT_WIDTH,
    FIRST_DAY,
    FIRST_PRINTED,
    KEYS,
    LEFT,
    NAME_COLUMNS,
    NIP_COLUMN,
    SHEET,
    SHOWN,
    SHOWN_WIDTH,
    TOTAL_WIDTH,
    Grid,
)
from asnroster.output.sheets.schedule_foot import add_foot, foot_rows
from asnroster.output.sheets.schedule_print import day_breaks, page_starts, set_up
from asnroster.output.sheets.schedule_rows import LINE_POINTS, row_heights, write_people
from asnroster.output.style import NARROW
from asnroster.output.words import relaxed_notice
from asnroster.words import _, weekday_name

AGENCY_POINTS = 22


def write(book: Book) -> None:
    """Write the sheet."""
    last, starts_across = FIRST_DAY + book.report.problem.days + 2, day_breaks(book.report.problem)
    # The columns that every page across repeats would show the beginning of a title again, cut off.
    left = NAME_COLUMNS if starts_across else FIRST_PRINTED
    title = _("Roster of office and home days")
    page = book.add_page(SHEET, title, column=left, letter_column=last)
    if book.report.clashes:
        page.line(relaxed_notice(book.report), "warning")
    told, look = as_draft(title, book.report.problem.assumptions), book.styles("subtitle", bold=True)
    for day in starts_across:
        page.sheet.write_string(page.row - 1, FIRST_DAY + day, told, look)
    page.row += 1
    grid = Grid(book, page.sheet, page.row)
    heights = row_heights(grid)
    starts = page_starts(grid, heights, foot_rows(grid))
    _set_widths(grid)
    _name_ranges(grid)
    _write_agency(grid)
    _write_header(grid)
    write_people(grid, heights, set(starts))
    _colour(grid)
    if grid.problem.people:
        _offer_codes(grid)
        page.sheet.autofilter(grid.header, 0, grid.last, grid.last_key)
        nips = xl_range(grid.first, NIP_COLUMN, grid.last, NIP_COLUMN)
        page.sheet.ignore_errors({"number_stored_as_text": nips})
    page.row = grid.last + 1
    page.last_column = grid.last_total
    add_foot(grid, page)
    set_up(grid, page, starts)


def _set_widths(grid: Grid) -> None:
    sheet = grid.sheet
    for column, width in enumerate(grid.widths):
        sheet.set_column_pixels(column, column, width)
    for day in range(grid.problem.days):
        sheet.set_column_pixels(FIRST_DAY + day, FIRST_DAY + day, grid.day_width(day))
    sheet.set_column_pixels(grid.last_day + 1, grid.last_total - 1, TOTAL_WIDTH)
    sheet.set_column_pixels(grid.last_total, grid.last_total, ABSENT_WIDTH)
    for column, (_heading, width) in enumerate(KEYS, start=grid.last_total + 1):
        sheet.set_column_pixels(column, column, width)
    sheet.set_column_pixels(grid.shown, grid.shown, SHOWN_WIDTH)


def _name_ranges(grid: Grid) -> None:
    """Names by which summaries find what they count."""
    last = max(grid.last, grid.first)
    columns = {
        "OPD": 0,
        "NIP": NIP_COLUMN,
        "Nama": 3,
        "Jabatan": 4,
        "Unit": 5,
        "Kantor": grid.last_day + 1,
        "Rumah": grid.last_day + 2,
        "Absen": grid.last_total,
        "Gedung": grid.last_total + 1,
        "KunciUnit": grid.last_total + 2,
        "KunciPegawai": grid.last_total + 3,
        "Tampil": grid.shown,
    }
    areas = {name: grid.column(column) for name, column in columns.items()}
    areas["Kode"] = xl_range_abs(grid.first, FIRST_DAY, last, grid.last_day)
    areas["Tanggal"] = xl_range_abs(grid.header, FIRST_DAY, grid.header, grid.last_day)
    for name, area in areas.items():
        grid.book.workbook.define_name(f"{SHEET}_{name}", f"={SHEET}!{area}")


def _write_agency(grid: Grid) -> None:
    """The agency whose rows are shown, on top of every page; all of them where the rows are of several."""
    names = list(
        dict.fromkeys(unit.name for unit in map(grid.problem.agency_of, range(len(grid.problem.people))))
    )
    everybody = _("All agencies ({count}): each page names its own in its first row").format(count=len(names))
    shown = names[0] if len(names) == 1 else everybody if names else ""
    first = "INDEX(Jadwal_OPD,MATCH(1,Jadwal_Tampil,0))"
    formula = f'=IFERROR(IF(COUNTIFS(Jadwal_Tampil,1,Jadwal_OPD,{first})=SUM(Jadwal_Tampil),{first},"{everybody}"),"")'
    look = grid.book.styles("section", font_size=12)
    across = [FIRST_DAY + day for day in day_breaks(grid.problem)]
    for column in (NAME_COLUMNS, *across) if across else (FIRST_PRINTED,):
        grid.sheet.write_formula(grid.top - 1, column, formula, look, shown)
    grid.sheet.set_row(grid.top - 1, AGENCY_POINTS)


def _write_header(grid: Grid) -> None:
    header, sheet = grid.header, grid.sheet
    totals = (OFFICE_CODE, grid.book.report.scenario.home_code, _("Absent"))
    for column, (heading, _width) in enumerate(LEFT):
        _write_heading(grid, column, heading)
    for column, heading in enumerate(
        (*totals, *(heading for heading, _width in KEYS), SHOWN), start=grid.last_day + 1
    ):
        _write_heading(grid, column, heading)
    _write_months(grid)
    _write_dates(grid)
    sheet.set_row(header, 2 * LINE_POINTS + 3)


def _write_heading(grid: Grid, column: int, heading: str) -> None:
    styles, sheet = grid.book.styles, grid.sheet
    for row in (grid.top, grid.header - 1):
        # One box of three rows to the eye, without merging: the heading must stay in the dates' row.
        look = styles("header", bottom=0, top=1 if row == grid.top else 0)
        sheet.write_blank(row, column, None, look)
    look = styles("header", top=0, font_name=NARROW, font_size=10, valign="top")
    sheet.write_string(grid.header, column, heading, look)


def _write_months(grid: Grid) -> None:
    dates, look = grid.problem.horizon.dates, grid.book.styles("header", font_size=10)
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
    problem, styles = grid.problem, grid.book.styles
    for index, day in enumerate(problem.horizon.dates):
        column, holiday = FIRST_DAY + index, problem.calendar.holidays.get(day)
        shade = () if grid.worked[index] else ("off",)
        shade = ("broken",) if index in grid.breaks.days and grid.worked[index] else shade
        more = {"font_color": "#C00000", "italic": True} if holiday else {}
        # The arrow of the filter covers the foot of the cell.
        letters = {"font_name": NARROW, "font_size": 10, "text_wrap": False}
        date_look = styles("header", *shade, num_format="d", valign="top", **letters, **more)
        name_look = styles("header", *shade, **letters, **more)
        grid.sheet.write_string(grid.header - 1, column, weekday_name(day.weekday(), short=True), name_look)
        grid.sheet.write_datetime(grid.header, column, datetime(day.year, day.month, day.day), date_look)
        if holiday:
            grid.sheet.write_comment(
                grid.header, column, holiday.name, {"author": "asnroster", "font_size": 9}
            )


def _colour(grid: Grid) -> None:
    """Colours follow the text of the cell, so that a hand edit takes the right one."""
    home = grid.book.report.scenario.home_code
    area = (grid.first, FIRST_DAY, max(grid.last, grid.first), grid.last_day)
    for name, code in (("office", OFFICE_CODE), ("home", home), ("off", OFF_CODE), ("off", NOT_SERVING)):
        look = grid.book.styles.code(name, conditional=True)
        rule = {"type": "cell", "criteria": "==", "value": f'"{code}"', "stop_if_true": True}
        grid.sheet.conditional_format(*area, rule | {"format": look})
    absent = grid.book.styles.code("absent", conditional=True)
    grid.sheet.conditional_format(*area, {"type": "no_blanks", "format": absent})


def _offer_codes(grid: Grid) -> None:
    """A drop-down list of codes on every date that somebody works on."""
    report = grid.book.report
    codes = [OFFICE_CODE, report.scenario.home_code, *report.problem.absence_codes, OFF_CODE, NOT_SERVING]
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
