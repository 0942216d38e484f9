"""Below the roster: counts per day, what the codes mean, holidays, signature block.

Nothing here stands in the columns NIP and Nama, so that no line is read back as a person.
"""

from __future__ import annotations

from typing import Any

from asnroster.output.codes import NOT_SERVING, OFF_CODE, OFFICE_CODE, absence_meaning, absences_used
from asnroster.output.dates import short_date
from asnroster.output.page import Page
from asnroster.output.sheets.grid import DAY_WIDTH, FIRST_DAY, FIRST_PRINTED, TOTAL_WIDTH, Grid
from asnroster.output.sheets.schedule_print import day_breaks
from asnroster.output.signature import DOTS, NAME_LINE, signature_lines
from asnroster.words import _

LABEL, MEANING = 4, 5
LETTER_PIXELS = 7
GAP = 5  # from the last person to the legend: the counts and a blank row on either side


def foot_rows(grid: Grid) -> int:
    """How many rows follow the last person: counts, legend and signature."""
    lines, legend = signature_lines(grid.book.report), 1 + len(_meanings(grid))
    _column, top = _signature_place(grid, max(map(len, lines)), 0, legend)
    return GAP - 1 + max(legend, top + len(lines))


def add_foot(grid: Grid, page: Page) -> None:
    """Write everything below the last person and move the page's row past it."""
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
