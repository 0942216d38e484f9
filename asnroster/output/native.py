"""Charts of Excel's and Word's own, drawn by them from figures in cells: told apart by darkness, dash and mark as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook

from asnroster.output.blocks import Chart, Column, Table
from asnroster.output.style import FONT

MOST_FIGURED = 16  # bars that bear their figures
_GRID = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.75}}
_LOOKS = (
    ("#1F3864", "solid", "circle"),
    ("#548235", "dash", "square"),
    ("#B35900", "round_dot", "triangle"),
    ("#7F7F7F", "dash_dot", "diamond"),
    ("#A01818", "long_dash", "x"),
    ("#5B9BD5", "long_dash_dot", "plus"),
)
_BARS = ("#1F3864", "#A9D18E", "#F4C7A6", "#7F97C2", "#D9D9D9", "#548235")
_FORMS = {"share": "0 %", "index": "0.00", "decimal": "#,##0.##"}


def figures_table(chart: Chart) -> Table:
    """What a chart is drawn from: a row a label, a column a series."""
    columns = [Column(chart.across, 240), *(Column(name, 130, chart.kind) for name, _figures in chart.series)]
    return Table(
        chart.caption, columns, list(zip(chart.labels, *(f for _name, f in chart.series), strict=True))
    )


def native_chart(
    book: Workbook, chart: Chart, sheet: str, header: int, columns: Sequence[int] = (), letters: int = 8
) -> Any:
    """A chart of the figures below a header row, as :func:`figures_table` has them.

    Args:
        book: the workbook.
        chart: bars side by side or lines.
        sheet: the name of the sheet that holds the figures.
        header: its row of the names.
        columns: of the series; none: from the second one on.
        letters: size of the letters.
    """
    lines, font, last = chart.form == "lines", {"name": FONT, "size": letters}, header + len(chart.labels)
    made = book.add_chart({"type": "line" if lines else "column"})
    places = columns or range(1, len(chart.series) + 1)
    for place, fill, (colour, dash, mark) in zip(places, _BARS, _LOOKS, strict=False):
        figured = {"value": True, "font": font, "position": "outside_end"}
        look: dict[str, object] = {
            "fill": {"color": fill},
            "border": {"color": "#404040", "width": 0.5},
            "gap": 60,
        }
        look["data_labels"] = figured if len(chart.labels) * len(chart.series) <= MOST_FIGURED else {}
        if lines:
            ink = {"color": colour}
            marker = {"type": mark, "size": 6, "fill": ink, "border": ink}
            look = {"line": {**ink, "width": 1.75, "dash_type": dash}, "marker": marker}
        made.add_series(
            {
                "name": [sheet, header, place],
                "categories": [sheet, header + 1, 0, last, 0],
                "values": [sheet, header + 1, place, last, place],
                **look,
            }
        )
    top = {"max": 1, "major_unit": 0.2} if chart.kind == "share" and lines else {}
    named = {"name_font": {**font, "bold": False}, "num_font": font}
    made.set_x_axis({"name": chart.across, "text_axis": True, "num_format": "0 %", **named})
    made.set_y_axis(
        {
            "name": chart.up,
            "num_format": _FORMS.get(chart.kind, "#,##0"),
            "min": 0,
            "major_gridlines": _GRID,
            "line": {"none": True},
            **top,
            **named,
        }
    )
    made.set_legend({"position": "bottom", "font": font} if len(chart.series) > 1 else {"none": True})
    made.show_blanks_as("gap")
    return made
