"""A comparison of scenarios as a rich table and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

from asnroster.files import whole_file
from asnroster.words import _

if TYPE_CHECKING:
    from rich.table import Table as RichTable


@dataclass(frozen=True, slots=True)
class Cell:
    """One measure of one scenario: as shown, as a number, and whether it is the best of its row."""

    text: str
    value: int | float | str | Fraction | None = None
    kind: str = "text"
    best: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Scenarios side by side: ``rows`` are (measure, one cell per scenario)."""

    corner: str
    names: Sequence[str]
    titles: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]


def comparison_table(table: Table) -> RichTable:
    """The comparison for a terminal; the best of each row is marked with a star and bold."""
    from rich.table import Table as RichTable
    from rich.text import Text

    found = RichTable(title=_("Scenarios side by side"), title_justify="left")
    found.add_column(table.corner)
    for name in table.names:
        found.add_column(name, justify="right", overflow="fold")
    for label, cells in table.rows:
        marked = [
            Text(f"{cell.text} ★", style="bold green") if cell.best else Text(cell.text) for cell in cells
        ]
        found.add_row(Text(label), *marked)
    return found


def write_comparison(table: Table, path: Path) -> None:
    """Write the comparison as a workbook of one printable sheet; numbers stay numbers."""
    with (
        whole_file(path) as temporary,
        xlsxwriter.Workbook(temporary, {"strings_to_formulas": False}) as book,
    ):
        sheet = book.add_worksheet(_("Comparison"))
        base = {
            "font_name": "Calibri",
            "font_size": 10,
            "border": 1,
            "border_color": "#A6A6A6",
            "valign": "top",
        }
        head = book.add_format(
            {**base, "bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF", "text_wrap": True}
        )
        label = book.add_format({**base, "bold": True, "bg_color": "#F2F2F2"})
        formats = {
            (kind, best): book.add_format(
                {**base, "num_format": number, "align": "right", "text_wrap": True}
                | ({"bold": True, "bg_color": "#E2EFDA"} if best else {})
            )
            for kind, number in (("count", "#,##0"), ("share", "0.0%"), ("text", "@"))
            for best in (False, True)
        }
        sheet.write_string(
            0, 0, _("Scenarios side by side"), book.add_format({"bold": True, "font_size": 14})
        )
        sheet.write_row(2, 0, [table.corner, *table.names], head)
        sheet.write_string(3, 0, _("Title"), label)
        for column, title in enumerate(table.titles, start=1):
            sheet.write_string(3, column, title, formats["text", False])
        for row, (name, cells) in enumerate(table.rows, start=4):
            sheet.write_string(row, 0, name, label)
            for column, cell in enumerate(cells, start=1):
                style = formats[cell.kind, cell.best]
                if isinstance(cell.value, (int, float, Fraction)):
                    sheet.write_number(row, column, float(cell.value), style)
                else:
                    sheet.write_string(row, column, cell.text, style)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, len(table.names), 26)
        sheet.freeze_panes(3, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&F&R&P / &N")
