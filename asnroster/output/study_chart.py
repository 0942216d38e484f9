"""The native charts of a study's workbook: lines over the caps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asnroster.output.study_sheet import StudySheet
from asnroster.words import _

CHART_ROWS = 19
SHARES = "0 %"


def column_lines(
    book: Any,
    page: StudySheet,
    title: str,
    lines: Sequence[tuple[int, int]],
    rows: tuple[int, int],
    number: str = SHARES,
) -> Any:
    """A chart whose lines are columns of a table that has the caps in its first.

    Args:
        book: the workbook.
        page: where the table is.
        title: of the chart.
        lines: column and header row of each.
        rows: first and last row of the table.
        number: format of the figures; shares go up to one.
    """
    first, last = rows
    chart, name = book.add_chart({"type": "line"}), page.sheet.get_name()
    dashes = ("solid", "dash", "round_dot", "dash_dot", "long_dash")
    for (column, header), dash in zip(lines, dashes, strict=False):
        chart.add_series({
            "name": [name, header, column],
            "categories": [name, first, 0, last, 0],
            "values": [name, first, column, last, column],
            "line": {"width": 2, "dash_type": dash},
            "marker": {"type": "automatic", "size": 5},
        })  # fmt: skip
    dress(chart, title, number)
    return chart


def place(page: StudySheet, chart: Any, title: str) -> None:
    """Put a chart below what is written, with words for those who do not see it."""
    page.row += 1
    told = _("{title}: lines over the caps; the table above has the figures.").format(title=title)
    page.sheet.insert_chart(page.row, 0, chart, {"description": told})
    page.row += CHART_ROWS


def dress(chart: Any, title: str, number: str = SHARES) -> None:
    """Titles, axes and size of a chart over the caps."""
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_x_axis({"name": _("Cap on the daily WFH share"), "num_format": SHARES})
    grid = {"visible": True, "line": {"color": "#D9D9D9"}}
    top = {"max": 1} if number == SHARES else {}
    chart.set_y_axis({"num_format": number, "min": 0, "major_gridlines": grid, **top})
    chart.set_legend({"position": "right"})
    chart.set_size({"width": 900, "height": 340})
