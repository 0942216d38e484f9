"""Hari WFH: where home days fall on one or two weekdays only, a sheet of these dates alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from xlsxwriter.utility import xl_col_to_name, xl_range

from asnroster.judge.measures import at_home, per_day
from asnroster.output.blocks import ROW, Column, Formula, Row, Value
from asnroster.output.codes import OFFICE_CODE, absence_meaning, absences_used, cell_codes
from asnroster.output.dates import day_and_month
from asnroster.output.page import SIDE_MARGIN, Page
from asnroster.output.report import Report
from asnroster.output.sheets.book import Book
from asnroster.output.sheets.schedule_print import MOST_BREAKS, evenly, page_points, scale_to_width
from asnroster.output.signature import NAME_LINE, signature_lines
from asnroster.words import _, with_home_word

MOST_WEEKDAYS = 2
MOST_DATES = 14
MOST_LIVE = 5_000  # rows beyond which every cell as a formula makes Excel slow
TICK, CROSS = "✓", "✗"
TEXTS = 5
ROW_POINTS = 15.0  # of a row that has no height of its own


def decided_days(report: Report) -> list[int]:
    """The dates (indices) of the weekdays on which anybody is at home, where these are one or two; else none."""
    problem = report.problem
    dates = problem.horizon.dates
    home = per_day(at_home(problem, report.roster)).tolist()
    weekdays = {date.weekday() for date, people in zip(dates, home, strict=True) if people}
    worked = np.any(problem.working, axis=0).tolist()
    days = [day for day, is_worked in enumerate(worked) if is_worked and dates[day].weekday() in weekdays]
    return days if len(weekdays) <= MOST_WEEKDAYS and len(days) <= MOST_DATES else []


def write(book: Book) -> None:
    """Write the sheet where the roster has such days."""
    days = decided_days(book.report)
    if not days:
        return
    live = book.live and len(book.report.problem.people) <= MOST_LIVE
    page = book.add_page(with_home_word("Hari WFH"), _("WFH days"), letter_column=TEXTS + len(days) - 1)
    page.line(_("Counted from Jadwal as it stands.") if live else book.as_written(), "note")
    page.row += 1
    columns = _columns(book, days)
    numbers = Row([*range(1, len(columns) + 1)], ("band", "centre"))
    header, _last = page.table(columns, [numbers], named=False)
    page.table_rows(columns, _rows(book, days, live=live))
    first, last = header + 2, page.row - 1
    page.name_table(header, last, len(columns))
    # The row that numbers the columns bears the arrows: the rows below it are the table.
    page.sheet.autofilter(header + 1, 0, last, len(columns) - 1)
    page.sheet.ignore_errors({"number_stored_as_text": xl_range(first, 2, last, 2)})
    page.row += 1
    _totals(book, page, days, (first, last))
    _foot(book, page)
    scale = scale_to_width(book.paper, SIDE_MARGIN, sum(one.width for one in columns))
    page.finish((header, header + 1), freeze_columns=2, scale=scale)
    page.sheet.set_h_pagebreaks(_page_starts(book, page, (header, first, last), scale))
    page.protect()


def _page_starts(book: Book, page: Page, rows: tuple[int, int, int], scale: int) -> list[int]:
    """The rows before which a page ends, so that totals, legend and signature stand together below people.

    Args:
        book: the workbook.
        page: the written sheet.
        rows: the first header row, the first person's and the last one's.
        scale: per cent at which it is printed.
    """
    header, first, last = rows
    heights = [page.heights.get(row, ROW_POINTS) for row in range(page.row)]
    starts = evenly(
        range(first, last + 1),
        heights,
        page_points(book.paper, scale) - sum(heights[header:first]),
        titles=sum(heights[:header]),
        below=sum(heights[last + 1 :]),
    )
    return starts[1:MOST_BREAKS]


def _columns(book: Book, days: list[int]) -> list[Column]:
    dates = book.report.problem.horizon.dates
    return [
        Column("No", 40, "centre"),
        Column("Nama", 190),
        Column("NIP", 136),
        Column("Jabatan", 190),
        Column(_("Organisational unit"), 250),
        *(Column(day_and_month(dates[day]), 58, "centre") for day in days),
    ]


def _rows(book: Book, days: list[int], *, live: bool) -> Iterator[Row]:
    problem, home = book.report.problem, book.report.scenario.home_code
    marks = {home: TICK, OFFICE_CODE: CROSS}
    texts = [f"INDEX(Jadwal_{name},A{ROW})" for name in ("Nama", "NIP", "Jabatan", "Unit", "OPD")]
    where = f'IF({texts[3]}={texts[4]},{texts[4]},{texts[3]}&", "&{texts[4]})'
    formulas = [*(f'{text}&""' for text in texts[:3]), where]
    for day in days:
        cell = f"INDEX(Jadwal_Kode,A{ROW},{day + 1})"
        formulas.append(f'IF({cell}="{home}","{TICK}",IF({cell}="{OFFICE_CODE}","{CROSS}",{cell}&""))')
    for index, codes in enumerate(cell_codes(book.report)):
        who, unit, agency = problem.people[index], problem.unit_of(index).name, problem.agency_of(index).name
        place = agency if unit == agency else f"{unit}, {agency}"
        shown = (who.name, who.key, who.position, place, *(marks.get(codes[day], codes[day]) for day in days))
        values: list[Value] = [*map(Formula, formulas, shown)] if live else [*shown]
        yield Row((index + 1, *values))


def _totals(book: Book, page: Page, days: list[int], area: tuple[int, int]) -> None:
    """Under each date how many are at home and how many in the office."""
    codes = cell_codes(book.report)
    home = book.report.scenario.home_code
    columns = [Column("", 0, "text")] * TEXTS + [Column("", 0, "centre")] * len(days)
    for code, mark in ((home, TICK), (OFFICE_CODE, CROSS)):
        counts = []
        for place, day in enumerate(days, start=TEXTS):
            name = xl_col_to_name(place)
            cells = f"{name}{area[0] + 1}:{name}{area[1] + 1}"
            counts.append(Formula(f'COUNTIF({cells},"{mark}")', sum(row[day] == code for row in codes)))
        label = _("People {code}").format(code=code)
        page.table_rows(columns, [Row(("", label, "", "", "", *counts), ("band",))])


def _foot(book: Book, page: Page) -> None:
    home = book.report.scenario.home_code
    page.row += 1
    top = page.row
    page.line(_("Legend"), "section")
    legend = [
        (TICK, f"{home}: " + _("works from home")),
        (CROSS, f"{OFFICE_CODE}: " + _("works in the office")),
    ]
    legend += [(code, absence_meaning(code)) for code in absences_used(book.report)]
    for mark, meaning in legend:
        page.line(f"{mark}   {meaning}")
    below = page.row
    page.row = top
    column = TEXTS - 1
    for index, line in enumerate(signature_lines(book.report)):
        signed = index == NAME_LINE and not line.startswith(".")
        look = book.styles("subtitle", bold=True, underline=1) if signed else book.styles("subtitle")
        page.sheet.write_string(page.row, column, line, look)
        page.row += 1
    page.row = max(page.row, below)
