"""Rekap Harian: office and home people of each date, in all and per building, with a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import Any

from asnroster.domain.groups import fold
from asnroster.judge.measures import DayMeasures, building_people, day_measures
from asnroster.output.blocks import Column, Formula, Row, Value
from asnroster.output.breaks import breaks
from asnroster.output.codes import NOT_SERVING, OFF_CODE, OFFICE_CODE
from asnroster.output.fastsheet import ROW
from asnroster.output.page import PAGE_PIXELS, Page, pages_across
from asnroster.output.sheets.book import Book
from asnroster.words import _, home_word, weekday_name

OFFICE_COLUMN, HOME_COLUMN = 2, 3
CHART_ROWS = 18
CHART_PIXELS = 860  # a chart wider than its table would be cut in print
DEFAULT_PIXELS = 64  # of a column whose width nobody set
BESIDE_PIXELS, BESIDE_GAP = 480, 16  # of a chart that stands right of a narrow table


def write(book: Book) -> None:
    """Write the sheet."""
    report = book.report
    page = book.add_page("Rekap Harian", _("Summary by date"))
    page.line(_("Counted from Jadwal as it stands.") if book.live else book.as_written(), "note")
    page.row += 1
    days, buildings = day_measures(report.case, report.roster), list(building_people(report.problem))
    columns = _columns(book, buildings)
    broken = breaks(report).days
    rows = [_day_row(book, day, buildings, alert=day.day in broken) for day in days]
    header, last = page.table(columns, rows)
    wide = sum(column.width for column in columns)
    beside = wide + BESIDE_GAP + BESIDE_PIXELS <= PAGE_PIXELS
    chart = _chart(book, page.name, header, last)
    if beside:
        _put_beside(page, chart, header, len(columns))
    else:
        _put_below(page, chart, last, min(CHART_PIXELS, wide))
    page.finish(
        (header, header), freeze_columns=2, repeat_columns=2, pages_wide=pages_across(wide),
        # Up to a month stands on one page together with a chart beside it.
        pages_tall=1 if beside and report.problem.days <= 31 else 0,
    )  # fmt: skip
    if not beside:
        page.sheet.set_h_pagebreaks([last + 1])
        page.sheet.print_across()  # all buildings, then the chart
    page.protect()


def _columns(book: Book, buildings: Sequence[str]) -> list[Column]:
    problem = book.report.problem
    columns = [
        Column(_("Date"), 84, "date"), Column(_("Day"), 62), Column("WFO", 62, "number"),
        Column(home_word(), 62, "number"), Column(_("Absent"), 62, "number"), Column(_("WFH share"), 62, "share"),
        Column(_("Note"), 170),
    ]  # fmt: skip
    capacity = {fold(building.name): building.capacity for building in problem.buildings}
    for name in buildings:
        room = capacity.get(fold(name))
        limit = "" if room is None else "\n" + _("(capacity {count})").format(count=room)
        columns += [
            Column(f"{name}\nWFO{limit}", 86, "number"),
            Column(f"{name}\n{home_word()}", 86, "number"),
        ]
    return columns


def _day_row(book: Book, day: DayMeasures, buildings: Sequence[str], *, alert: bool) -> Row:
    problem = book.report.problem
    date = problem.horizon.dates[day.day]
    holiday = problem.calendar.holidays.get(date)
    worked = bool(problem.working[:, day.day].any())
    note = holiday.name if holiday else "" if worked else _("not a working day")
    office, home, absent, share, *inside = _live(book, day, buildings) if book.live else _static(day)
    values = (date, weekday_name(date.weekday()), office, home, absent, share, note, *inside)
    return Row(values, ("off",) if not worked else ("alert",) if alert else ())


def _static(day: DayMeasures) -> list[Value]:
    inside = [figure for building in day.buildings for figure in building]
    return [day.office, day.home, day.absent, day.home_share, *inside]


def _live(book: Book, day: DayMeasures, buildings: Sequence[str]) -> list[Value]:
    """The same as formulas over the date's column of Jadwal."""
    codes = f"INDEX(Jadwal_Kode,0,{day.day + 1})"
    modes = (OFFICE_CODE, book.report.scenario.home_code)
    counts = [f'COUNTIF({codes},"{code}")' for code in (*modes, OFF_CODE, NOT_SERVING)]
    shown = "" if day.home_share is None else float(day.home_share)
    values: list[Value] = [
        Formula(counts[0], day.office), Formula(counts[1], day.home),
        Formula(f'COUNTIF({codes},"?*")-{"-".join(counts)}', day.absent),
        Formula(f'IF(C{ROW}+D{ROW}=0,"",D{ROW}/(C{ROW}+D{ROW}))', shown),
    ]  # fmt: skip
    for name, figures in zip(buildings, day.buildings, strict=True):
        quoted = re.sub(r"([~*?])", r"~\1", name).replace('"', '""')
        values += [
            Formula(f'COUNTIFS(Jadwal_Gedung,"={quoted}",{codes},"{mode}")', figure)
            for mode, figure in zip(modes, figures, strict=True)
        ]
    return values


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


def _chart(book: Book, sheet: str, header: int, last: int) -> Any:
    """Office and home people per date, stacked; told apart by darkness, not only by colour."""
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    looks = ((OFFICE_CODE, OFFICE_COLUMN, "#1F3864"), (home_word(), HOME_COLUMN, "#A9D18E"))
    for name, column, colour in looks:
        chart.add_series({
            "name": name,
            "categories": [sheet, header + 1, 0, last, 0],
            "values": [sheet, header + 1, column, last, column],
            "fill": {"color": colour},
            "border": {"color": "#404040", "width": 0.5},
            "gap": 40,
        })  # fmt: skip
    chart.set_title({"name": _("People in the office and at home by date"), "name_font": {"size": 11}})
    chart.set_x_axis({"num_format": "d", "text_axis": True, "num_font": {"size": 8}})
    chart.set_y_axis(
        {"num_font": {"size": 8}, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    chart.set_legend({"position": "bottom"})
    return chart
