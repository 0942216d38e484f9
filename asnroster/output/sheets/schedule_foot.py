"""Below the roster: counts per day, what the codes mean, holidays, signature block.

Nothing here stands in the columns NIP and Nama, so that no line is read back as a person.
"""

from __future__ import annotations

from asnroster.output.codes import OFF_CODE, OFFICE_CODE, absence_meaning, absences_used
from asnroster.output.dates import short_date
from asnroster.output.page import Page
from asnroster.output.sheets.grid import DAY_WIDTH, FIRST_DAY, TOTAL_WIDTH, Grid
from asnroster.output.signature import DOTS, NAME_LINE, signature_lines
from asnroster.words import _

LABEL, MEANING = 4, 5
LETTER_PIXELS = 7


def add_foot(grid: Grid, page: Page) -> None:
    """Write everything below the last person and move the page's row past it."""
    _write_counts(grid)
    top = grid.last + 5
    below_legend = _write_legend(grid, top)
    page.row = max(below_legend, _write_signature(grid, top, below_legend))


def _write_counts(grid: Grid) -> None:
    """How many are in the office and at home on each date, live: of the rows that a filter leaves."""
    home, styles = grid.book.report.scenario.home_code, grid.book.styles
    look, label = styles("grid", align="center", bold=True), styles("grid", align="right", bold=True)
    columns = list(zip(*grid.codes, strict=True))
    for row, code in enumerate((OFFICE_CODE, home), start=grid.last + 2):
        grid.sheet.write_string(row, FIRST_DAY - 1, _("People {code}").format(code=code), label)
        for index, codes in enumerate(columns):
            formula = f'=COUNTIFS({grid.column(FIRST_DAY + index)},"{code}",{grid.column(grid.shown)},1)'
            grid.sheet.write_formula(row, FIRST_DAY + index, formula, look, codes.count(code))


def _write_legend(grid: Grid, top: int) -> int:
    report, styles, sheet = grid.book.report, grid.book.styles, grid.sheet
    problem = report.problem
    entries = [
        ("office", OFFICE_CODE, _("works in the office")),
        ("home", report.scenario.home_code, _("works from home")),
    ]
    entries += [("absent", code, absence_meaning(code)) for code in absences_used(report)]
    entries.append(("off", OFF_CODE, _("not a working day")))
    sheet.write_string(top, LABEL, _("Legend"), styles("section", font_size=10))
    row = top + 1
    for style, code, meaning in entries:
        sheet.write_string(row, LABEL, code, styles.code(style))
        sheet.write_string(row, MEANING, meaning, styles("subtitle", indent=1))
        row += 1
    if report.clashes:
        sheet.write_string(row, LABEL, OFFICE_CODE, styles("grid", "broken", align="center"))
        meaning = _("breaks a rule that must hold; a date so marked: a rule about a group (sheet Kepatuhan)")
        sheet.write_string(row, MEANING, meaning, styles("subtitle", indent=1))
        row += 1
    named = [
        problem.calendar.holidays[day] for day in problem.horizon.dates if day in problem.calendar.holidays
    ]
    for holiday in named:
        sheet.write_string(
            row, LABEL, short_date(holiday.date), styles("subtitle", align="center", font_color="#C00000")
        )
        sheet.write_string(row, MEANING, holiday.name, styles("subtitle", indent=1))
        row += 1
    return row


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
