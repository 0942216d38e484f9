"""Rekap Unit, Rekap Harian with its chart, and Rekap Pegawai; Maks WFH of the last is read back as history."""

from __future__ import annotations

from math import ceil
from typing import Any

from asnroster.output.blocks import Table
from asnroster.output.codes import OFFICE_CODE
from asnroster.output.page import PAGE_PIXELS, Page, pages_across
from asnroster.output.recaps import day_recap, people_recap, unit_recap, unit_total
from asnroster.output.sheets.book import Book
from asnroster.output.words import empty_lines, ordered_lines
from asnroster.words import _, home_word

CHART_ROWS = 18
CHART_PIXELS = 860  # a chart wider than its table would be cut in print
DEFAULT_PIXELS = 64  # of a column whose width nobody set
BESIDE_PIXELS, BESIDE_GAP = 480, 16  # of a chart that stands right of a narrow table
MOST_LIVE = 5_000  # people beyond whom formulas make Excel slow


def write_units(book: Book) -> None:
    """Write Rekap Unit."""
    report = book.report
    page = book.add_page("Rekap Unit", _("Summary by unit and agency"))
    page.line(_("Each unit is counted with all units below it. Limits are those of sheet Unit."), "note")
    note = _(
        "Person-days and shares are counted from Jadwal as it stands; lowest and highest days are as first written."
    )
    page.line(note if book.live else book.as_written(), "note")
    empty, ordered = list(empty_lines(report)), list(ordered_lines(report))
    if empty:
        page.line(_("On some days an office is empty; they are listed below the table."), "warning")
    page.row += 1
    table = unit_recap(report, "workbook", live=book.live)
    header, _last = page.table(table.columns, table.lines, filtered=True)
    if not report.agency:
        page.row += 1
        page.table_rows(table.columns, [unit_total(report, live=book.live)])
    if empty or ordered:
        page.row += 1
        page.line(_("Offices without anybody on a working day"), "section")
    for text in empty:
        page.line(text, "warning")
    for text in ordered:
        page.line(text)
    page.finish((header, header), freeze_columns=2)
    page.protect()


def write_people(book: Book) -> None:
    """Write Rekap Pegawai."""
    report, live = book.report, book.live and len(book.report.problem.people) <= MOST_LIVE
    page = book.add_page("Rekap Pegawai", _("Summary by person"))
    note = _(
        "WFO, WFH and absences are counted from Jadwal as it stands; wishes, Maks WFH and reasons are as first written."
    )
    page.line(note if live else book.as_written(), "note")
    page.row += 1
    table = people_recap(report, live=live)
    header, _last = page.table(table.columns, table.lines, filtered=True)
    page.last_column -= live  # where a person stands is not printed
    page.finish((header, header), freeze_columns=3)
    page.protect()


def write_days(book: Book) -> None:
    """Write Rekap Harian."""
    report = book.report
    page = book.add_page("Rekap Harian", _("Summary by date"))
    page.line(_("Counted from Jadwal as it stands.") if book.live else book.as_written(), "note")
    page.row += 1
    table = day_recap(report, "workbook", live=book.live)
    header, last = page.table(table.columns, table.lines)
    wide = sum(column.width for column in table.columns)
    beside = wide + BESIDE_GAP + BESIDE_PIXELS <= PAGE_PIXELS
    chart = _chart(book, table, page.name, header, last)
    if beside:
        _put_beside(page, chart, header, len(table.columns))
    else:
        _put_below(page, chart, last, min(CHART_PIXELS, wide))
    page.finish(
        (header, header),
        freeze_columns=2,
        repeat_columns=2,
        pages_wide=pages_across(wide),
        # Up to a month stands on one page together with a chart beside it.
        pages_tall=1 if beside and report.problem.days <= 31 else 0,
    )
    if not beside:
        page.sheet.set_h_pagebreaks([last + 1])
        page.sheet.print_across()  # all buildings, then the chart
    page.protect()


def _put_beside(page: Page, chart: Any, header: int, column: int) -> None:
    """The chart right of the table, so that both stand on one page in letters that can be read."""
    chart.set_size({"width": BESIDE_PIXELS, "height": 20 * (CHART_ROWS - 2)})
    page.sheet.insert_chart(
        header, column, chart, {"object_position": 1, "description": _told(), "x_offset": BESIDE_GAP}
    )
    page.last_column += ceil((BESIDE_GAP + BESIDE_PIXELS) / DEFAULT_PIXELS)


def _put_below(page: Page, chart: Any, last: int, width: int) -> None:
    """The chart below a wide table, on a page of its own."""
    chart.set_size({"width": width, "height": 20 * (CHART_ROWS - 2)})
    page.sheet.insert_chart(last + 2, 0, chart, {"object_position": 1, "description": _told()})
    page.row = last + 2 + CHART_ROWS


def _told() -> str:
    return _(
        "Columns by date: how many people are in the office and how many at home; the table has the figures."
    )


def _chart(book: Book, table: Table, sheet: str, header: int, last: int) -> Any:
    """Office and home people per date, stacked; told apart by darkness, not only by colour."""
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    keys = [column.key for column in table.columns]
    for name, key, colour in ((OFFICE_CODE, "office", "#1F3864"), (home_word(), "home", "#A9D18E")):
        column = keys.index(key)
        chart.add_series(
            {
                "name": name,
                "categories": [sheet, header + 1, 0, last, 0],
                "values": [sheet, header + 1, column, last, column],
                "fill": {"color": colour},
                "border": {"color": "#404040", "width": 0.5},
                "gap": 40,
            }
        )
    chart.set_title({"name": _("People in the office and at home by date"), "name_font": {"size": 11}})
    chart.set_x_axis({"num_format": "d", "text_axis": True, "num_font": {"size": 8}})
    chart.set_y_axis(
        {"num_font": {"size": 8}, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    chart.set_legend({"position": "bottom"})
    return chart
