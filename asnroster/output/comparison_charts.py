"""The charts of a comparison: native ones, drawn by Excel from the figures beside them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from xlsxwriter import Workbook

from asnroster.output.comparison import Side, corner
from asnroster.output.figures import MEASURES
from asnroster.output.style import Styles
from asnroster.words import _

CHARTED = ("home_share", "emptiest", "busiest")
HEADER_ROW = 2
CHART_PIXELS, CHART_HEIGHT, ROW_PIXELS = 760, 300, 20


def write_charts(book: Workbook, worksheet: Any, name: str, styles: Styles, columns: Sequence[Side]) -> None:
    """WFH share, and lowest and highest presence, of each column; as lines where a sweep gave the columns.

    Args:
        book: the workbook.
        worksheet: an empty sheet of it.
        name: the sheet's name.
        styles: of the workbook.
        columns: as compared.
    """
    titles = {measure.key: str(measure.title) for measure in MEASURES}
    worksheet.write_string(0, 0, _("Charts"), styles("title"))
    for place, heading in enumerate([corner(columns), *(titles[key] for key in CHARTED)]):
        worksheet.write_string(HEADER_ROW, place, heading, styles("header"))
    for row, column in enumerate(columns, start=HEADER_ROW + 1):
        worksheet.write_string(row, 0, column.heading, styles("cell", "text"))
        for place, key in enumerate(CHARTED, start=1):
            value = column.figures[key]
            style = styles("cell", "share" if key == "home_share" else "number")
            if isinstance(value, int | float | Fraction):
                worksheet.write_number(row, place, float(value), style)
            else:
                worksheet.write_blank(row, place, None, style)
    worksheet.set_column_pixels(0, 0, 240)
    worksheet.set_column_pixels(1, len(CHARTED), 130)
    worksheet.set_row_pixels(HEADER_ROW, 34)
    last = HEADER_ROW + len(columns)
    kind = "line" if any(column.value for column in columns) else "column"
    shares = _chart(book, name, kind, last, titles["home_share"], {1: "#70AD47"})
    shares.set_y_axis({"num_format": "0 %", "min": 0, "num_font": {"size": 8}, "major_gridlines": _GRID})
    shares.set_legend({"none": True})
    people = _chart(
        book, name, kind, last, _("People in the office on a working day"), {2: "#A9D18E", 3: "#1F3864"}
    )
    people.set_y_axis({"num_format": "#,##0", "min": 0, "num_font": {"size": 8}, "major_gridlines": _GRID})
    people.set_legend({"position": "bottom"})
    told = ((shares, titles["home_share"]), (people, _("People in the office on a working day")))
    _place(worksheet, last + 2, told)


def _place(worksheet: Any, top: int, charts: Sequence[tuple[Any, str]]) -> None:
    """Put charts with their titles below each other, each on a page of its own, and set the sheet up for print."""
    rows = CHART_HEIGHT // ROW_PIXELS + 1
    for place, (chart, title) in enumerate(charts):
        told = _("{title}, column by column; the table above has the figures.").format(title=title)
        worksheet.insert_chart(top + place * rows, 0, chart, {"object_position": 1, "description": told})
    worksheet.hide_gridlines(2)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_h_pagebreaks([top + rows])  # a chart is not cut
    worksheet.print_area(0, 0, top + 2 * rows, len(CHARTED) + 3)


_GRID = {"visible": True, "line": {"color": "#D9D9D9"}}


def _chart(book: Workbook, sheet: str, kind: str, last: int, title: str, colours: dict[int, str]) -> Any:
    """A chart of some columns of figures; told apart by darkness, not only by colour."""
    chart = book.add_chart({"type": kind})
    for column, colour in colours.items():
        # Of two lines the upper one has its figures above, the lower one below.
        labels = {"value": True, "font": {"size": 8}, "position": "outside_end"}
        if kind == "line":
            labels["position"] = "above" if column == max(colours) else "below"
        look: dict[str, object] = {"fill": {"color": colour}, "border": {"color": "#404040", "width": 0.5}}
        if kind == "line":
            marker = {"type": "circle", "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
            look = {"line": {"color": colour, "width": 2.25}, "marker": marker}
        chart.add_series({
            "name": [sheet, HEADER_ROW, column],
            "categories": [sheet, HEADER_ROW + 1, 0, last, 0],
            "values": [sheet, HEADER_ROW + 1, column, last, column],
            "gap": 60,
            "data_labels": labels,
            **look,
        })  # fmt: skip
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_x_axis({"num_font": {"size": 8}, "text_axis": True})
    chart.set_size({"width": CHART_PIXELS, "height": CHART_HEIGHT})
    return chart
