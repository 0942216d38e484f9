"""A comparison of scenarios as a rich table and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

from asnroster.files import whole_file
from asnroster.output.page import LINE_POINTS
from asnroster.output.style import Styles, lines_needed
from asnroster.words import _

if TYPE_CHECKING:
    from rich.table import Table as RichTable


COLUMN_PIXELS = 200
KINDS = {"count": "number", "share": "share", "text": "text"}


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
        book.set_properties({"author": "asnroster"})
        styles = Styles(book)
        sheet = book.add_worksheet(_("Comparison"))
        sheet.write_string(0, 0, _("Scenarios side by side"), styles("title"))
        sheet.write_row(2, 0, [table.corner, *table.names], styles("header"))
        titles = [Cell(title) for title in table.titles]
        for row, (name, cells) in enumerate([(_("Title"), titles), *table.rows], start=3):
            sheet.write_string(row, 0, name, styles("cell", "band"))
            sheet.set_row(
                row, LINE_POINTS * max(lines_needed(cell.text, COLUMN_PIXELS) for cell in cells) + 4
            )
            for column, cell in enumerate(cells, start=1):
                style = styles("cell", KINDS[cell.kind], *(["best"] if cell.best else []))
                if isinstance(cell.value, (int, float, Fraction)):
                    sheet.write_number(row, column, float(cell.value), style)
                else:
                    sheet.write_string(row, column, cell.text, style)
        sheet.set_column_pixels(0, 0, 190)
        sheet.set_column_pixels(1, len(table.names), COLUMN_PIXELS)
        sheet.freeze_panes(3, 1)
        sheet.repeat_rows(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8&P / &N")
