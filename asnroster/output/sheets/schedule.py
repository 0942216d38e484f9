"""Jadwal: the printed roster, one row a person, one column a calendar date; it is read back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_range, xl_range_abs

from asnroster.output.assumptions import as_draft
from asnroster.output.codes import NOT_SERVING, OFF_CODE, OFFICE_CODE, absence_meaning, absences_used
from asnroster.output.dates import month_name, short_date
from asnroster.output.page import Page
from asnroster.output.sheets.book import Book
from asnroster.output.sheets.grid import (
    ABSENT_WIDTH,
    DAY_WIDTH,
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
from asnroster.output.sheets.schedule_print import day_breaks, page_starts, set_up
from asnroster.output.sheets.schedule_rows import LINE_POINTS, row_heights, write_people
from asnroster.output.signature import DOTS, NAME_LINE, signature_lines
from asnroster.output.style import NARROW
from asnroster.output.words import relaxed_notice
from asnroster.words import _, weekday_name

AGENCY_POINTS = 22
LABEL, MEANING = 4, 5
LETTER_PIXELS = 7
GAP = 5  # from the last person to the legend: the counts and a blank row on either side


def write(book: Book) -> None:
    """Write the sheet."""
    last, starts_across = FIRST_DAY + book.report.problem.days + 2, day_breaks(book.report.problem)
    # The columns that every page across repeats would show the beginning of a title again, cut off.
    left = NAME_COLUMNS if starts_across else FIRST_PRINTED
    title = _("Roster of office and home days")
    page = book.add_page(SHEET, title, column=left, letter_column=last)
    if book.report.clashes:
        page.line(relaxed_notice(book.report), "warning")
    text, look = as_draft(title, book.report.problem.assumptions), book.styles("subtitle", bold=True)
    for day in starts_across:
        page.sheet.write_string(page.row - 1, FIRST_DAY + day, text, look)
    page.row += 1
    grid = Grid(book, page.sheet, page.row)
    heights = row_heights(grid)
    starts = page_starts(grid, heights, _foot_rows(grid))
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
    _add_foot(grid, page)
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
    stretches: list[tuple[int, int]] = []
    for column in columns:
        if stretches and stretches[-1][1] == column - 1:
            stretches[-1] = (stretches[-1][0], column)
        else:
            stretches.append((column, column))
    return stretches


def _foot_rows(grid: Grid) -> int:
    """How many rows follow the last person: counts, legend and signature."""
    lines, legend = signature_lines(grid.book.report), 1 + len(_meanings(grid))
    _column, top = _signature_place(grid, max(map(len, lines)), 0, legend)
    return GAP - 1 + max(legend, top + len(lines))


def _add_foot(grid: Grid, page: Page) -> None:
    """Write everything below the last person and move the page's row past it.

    Nothing of it stands in the columns NIP and Nama, so that no line is read back as a person.
    """
    _write_counts(grid)
    top = grid.last + GAP
    below_legend = _write_legend(grid, top)
    page.row = max(below_legend, _write_signature(grid, top, below_legend))


def _write_counts(grid: Grid) -> None:
    """How many are in the office and at home on each date, live: of the rows that a filter leaves."""
    home, styles = grid.book.report.scenario.home_code, grid.book.styles
    look, label = styles("grid", align="center", bold=True), styles("grid", align="right", bold=True)
    columns = list(zip(*grid.codes, strict=True))
    across = bool(day_breaks(grid.problem))
    for row, code in enumerate((OFFICE_CODE, home), start=grid.last + 2):
        text = _("People {code}").format(code=code)
        if across:  # pages further right repeat the columns through Nama; NIP and Nama stay empty
            grid.sheet.write_string(row, FIRST_PRINTED, text, styles("subtitle", bold=True))
        else:
            grid.sheet.write_string(row, FIRST_DAY - 1, text, label)
        for index, codes in enumerate(columns):
            formula = f'=COUNTIFS({grid.column(FIRST_DAY + index)},"{code}",{grid.column(grid.shown)},1)'
            grid.sheet.write_formula(row, FIRST_DAY + index, formula, look, codes.count(code))


def _write_legend(grid: Grid, top: int) -> int:
    styles, sheet = grid.book.styles, grid.sheet
    sheet.write_string(top, LABEL, _("Legend"), styles("section", font_size=10))
    entries = _meanings(grid)
    for row, (label, meaning, look) in enumerate(entries, start=top + 1):
        sheet.write_string(row, LABEL, label, look)
        sheet.write_string(row, MEANING, meaning, styles("subtitle", indent=1))
    return top + 1 + len(entries)


def _meanings(grid: Grid) -> list[tuple[str, str, Any]]:
    """The legend's rows: what is told, its meaning and its format; codes in use, then holidays."""
    report, styles = grid.book.report, grid.book.styles
    calendar, dates = report.problem.calendar, report.problem.horizon.dates
    entries = [
        (OFFICE_CODE, _("works in the office"), styles.code("office")),
        (report.scenario.home_code, _("works from home"), styles.code("home")),
    ]
    absent = styles.code("absent")
    entries += [(code, absence_meaning(code), absent) for code in absences_used(report)]
    entries.append((OFF_CODE, _("not a working day"), styles.code("off")))
    if any(NOT_SERVING in codes for codes in grid.codes):
        entries.append((NOT_SERVING, _("not in service on that day"), styles.code("off")))
    if report.clashes:
        meaning = _("breaks a rule that must hold; a date so marked: a rule about a group (sheet Kepatuhan)")
        entries.append((OFFICE_CODE, meaning, styles("grid", "broken", align="center")))
    red = styles("subtitle", align="center", font_color="#C00000")
    holidays = [calendar.holidays[day] for day in dates if day in calendar.holidays]
    return [*entries, *((short_date(day.date), day.name, red) for day in holidays)]


def _write_signature(grid: Grid, top: int, below: int) -> int:
    lines = signature_lines(grid.book.report)
    first, row = _signature_place(grid, max(len(line) for line in lines), top, below)
    plain, bold = grid.book.styles("subtitle"), grid.book.styles("subtitle", bold=True, underline=1)
    for index, line in enumerate(lines):
        if line:
            signed = index == NAME_LINE and not line.startswith(DOTS)
            grid.sheet.write_string(row, first, line, bold if signed else plain)
        row += 1
    return row


def _signature_place(grid: Grid, letters: int, top: int, below: int) -> tuple[int, int]:
    """Column and row where the block begins: at the right beside the legend where it has room."""
    missing, column = letters * LETTER_PIXELS - 3 * TOTAL_WIDTH, grid.last_day + 1
    while missing > 0 and column > FIRST_DAY + 2:
        column -= 1
        missing -= DAY_WIDTH
    return (column, top) if missing <= 0 else (LABEL, below + 1)
