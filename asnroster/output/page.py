"""A worksheet of the house: titles, tables, frozen and repeated header, print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import starmap
from math import ceil
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range, xl_range_abs

from asnroster.output.blocks import Cell, Chart, Column, Formula, Kind, Row, Section, Table
from asnroster.output.native import figures_table, native_chart
from asnroster.output.style import STYLES, Styles, lines_needed
from asnroster.output.xlsx import FastSheet
from asnroster.words import _

Paper = Literal["A4", "F4"]
PAPERS: dict[Paper, int] = {"A4": 9, "F4": 14}
LINE_POINTS, FONT_POINTS = 11.5, 9
MOST_LINES = 12
CHART_PIXELS, CHART_HEIGHT = 760, 300
SIDE_MARGIN, TOP_MARGIN, BOTTOM_MARGIN = 0.3, 0.45, 0.6  # inches
CELL_LOOKS = (
    "band",
    "best",
    "better",
    "worse",
)  # of single cells; other looks are the page's or the terminal's
PAGE_PIXELS = 1260  # of columns on A4 across: letters of 9 points are printed at 7


def pages_across(pixels: int) -> int:
    """How many pages side by side columns of so many pixels take, in letters that can be read."""
    return max(1, ceil(pixels / PAGE_PIXELS))


@dataclass
class Page:
    """A worksheet and the next row to be written; lines of text begin in column ``left``.

    Attributes:
        workbook: XlsxWriter's.
        styles: its formats.
        name: of the sheet.
        title: what its footer says beside its name.
        paper: XlsxWriter's code of the paper.
        heights: of the rows of tables, in points.
    """

    workbook: Workbook
    styles: Styles
    name: str
    title: str = ""
    paper: int = PAPERS["A4"]
    left: int = 0
    row: int = 0
    last_column: int = 0
    sheet: Any = field(init=False)
    heights: dict[int, float] = field(default_factory=dict)
    _widths: list[int] = field(default_factory=list)
    _known_looks: dict[tuple[object, ...], tuple[Any, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = self.workbook.add_worksheet(self.name, FastSheet)

    def line(self, text: str, style: str = "subtitle") -> None:
        """One line of text across the sheet."""
        self.sheet.write_string(self.row, self.left, text, self.styles(style))
        self.row += 1

    def paragraph(self, text: str, style: str = "subtitle") -> None:
        """A sentence that is longer than the sheet is wide, in as many lines as it takes."""
        look = self.styles(style, text_wrap=True, valign="top")
        width = sum(self._widths)
        letters = STYLES[style].get("font_size", FONT_POINTS) / FONT_POINTS
        self.sheet.merge_range(self.row, 0, self.row, max(1, len(self._widths) - 1), text, look)
        self.sheet.set_row(
            self.row, (LINE_POINTS * letters + 2) * lines_needed(text, int(width / letters * 0.94)) + 3
        )
        self.row += 1

    def wrapped(self, text: str, style: str) -> None:
        """A sentence on one line where the sheet's columns have room for it, else on as many as it takes."""
        fits = lines_needed(text, sum(self._widths) or PAGE_PIXELS) == 1
        (self.line if fits else self.paragraph)(text, style)

    def set_widths(self, *pixels: int) -> None:
        """Widths of the first columns, where several tables share them."""
        for index, width in enumerate(pixels):
            self._widths.append(width)
            self.sheet.set_column_pixels(index, index, width)

    def show(self, table: Table, *, filtered: bool = False, captioned: bool = True) -> tuple[int, int]:
        """A table below its caption, with its note below it.

        Returns:
            Its header row and its last row.
        """
        if captioned and table.caption:
            self.line(table.caption, "section")
        rows = self.table(table.columns, table.lines, filtered=filtered, named=False)
        if table.note:
            self.wrapped(table.note, "note")
        return rows

    def section(self, section: Section) -> None:
        """A section of a document below what is written: its title, sentences, tables and charts."""
        self.line(section.title, "section")
        for text in section.remarks:
            self.wrapped(text, "warning")
        for text in section.paragraphs:
            self.wrapped(text, "note")
        for block in section.blocks:
            if isinstance(block, Table):
                self.show(block)
            else:
                self.chart(block)
            self.row += 1

    def chart(self, chart: Chart, header: int | None = None, columns: Sequence[int] = ()) -> None:
        """A chart of Excel's own, drawn from some columns of a table above, else from one of its figures."""
        if header is None:
            header, _last = self.show(figures_table(chart), captioned=False)  # the chart bears it
        drawn = native_chart(self.workbook, chart, self.name, header, columns)
        drawn.set_title({"name": chart.caption, "name_font": {"size": 11}})
        drawn.set_size({"width": CHART_PIXELS, "height": CHART_HEIGHT})
        description = f"{chart.caption}. {chart.says}"
        self.sheet.insert_chart(self.row + 1, 0, drawn, {"object_position": 1, "description": description})
        self.row += CHART_HEIGHT // 20 + 3

    def table(
        self, columns: Sequence[Column], rows: Iterable[Row], *, filtered: bool = False, named: bool = True
    ) -> tuple[int, int]:
        """A header and rows from the next row on.

        The first table of a sheet that has so many columns sets their widths; the first one bears the sheet's name.

        Returns:
            Its header row and its last row.
        """
        top, first = self.row, not self._widths
        for index in range(len(self._widths), len(columns)):
            self._widths.append(columns[index].width)
            self.sheet.set_column_pixels(index, index, columns[index].width)
        header = self.styles("header")
        for index, column in enumerate(columns):
            self.sheet.write_string(top, index, column.heading, header)
        self._set_height(top, [(column.heading, self._widths[i]) for i, column in enumerate(columns)])
        self.row = top + 1
        self.table_rows(columns, rows)
        self.last_column = max(self.last_column, len(columns) - 1)
        for index, column in enumerate(columns):
            if column.heading == "NIP" and self.row > top + 1:
                self.sheet.ignore_errors(
                    {"number_stored_as_text": xl_range(top + 1, index, self.row - 1, index)}
                )
        if first and named:
            self.name_table(top, self.row - 1, len(columns))
        if filtered and self.row > top + 1:
            self.sheet.autofilter(top, 0, self.row - 1, len(columns) - 1)
        return top, self.row - 1

    def name_table(self, header: int, last: int, columns: int) -> None:
        """Let the Name Box and formulas know a table by the sheet's name, e.g. ``Rekap_Unit``; its heading is in it."""
        area = xl_range_abs(header, 0, last, columns - 1)
        self.workbook.define_name(self.name.replace(" ", "_"), f"='{self.name}'!{area}")

    def table_rows(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """Rows of a table, which its filter leaves alone when they are added later."""
        kinds = tuple(column.kind for column in columns)
        for row in rows:
            self._write_row(kinds, row)

    def _write_row(self, kinds: tuple[Kind, ...], row: Row) -> None:
        values, widths = row.values, self._widths
        own = tuple(
            (cell.kind or kind, cell.look if cell.look in CELL_LOOKS else "")
            if isinstance(cell, Cell)
            else (kind, "")
            for cell, kind in zip(row.cells, kinds, strict=True)
        )
        self.sheet.write_line(self.row, values, self._looks(own, row))
        if row.depth:
            widths = [*widths]
            widths[row.indented] -= 9 * row.depth
        contents = (value.value if isinstance(value, Formula) else value for value in values)
        texts = zip(contents, widths, strict=False)
        self._set_height(self.row, [(text, width) for text, width in texts if isinstance(text, str)])
        self.row += 1

    def _looks(self, cells: tuple[tuple[Kind, str], ...], row: Row) -> tuple[Any, ...]:
        """The formats of a row's cells (kind and look of each), made once for all rows alike."""
        key = (cells, row.looks, row.depth, row.indented)
        if key not in self._known_looks:
            names = [("cell", kind, *row.looks, *filter(None, (look,))) for kind, look in cells]
            looks = [self.styles(*each) for each in names]
            if row.depth:
                looks[row.indented] = self.styles(*names[row.indented], indent=row.depth)
            self._known_looks[key] = tuple(looks)
        return self._known_looks[key]

    def _set_height(self, row: int, texts: Iterable[tuple[str, int]]) -> None:
        lines = max(starmap(lines_needed, texts), default=1)
        self.heights[row] = LINE_POINTS * min(lines, MOST_LINES) + 3
        self.sheet.set_row(row, self.heights[row])

    def protect(self) -> None:
        """Lock the cells, without a password: whoever means to may unlock them. Filters and widths stay free."""
        allowed = ("autofilter", "sort", "format_cells", "format_columns", "format_rows")
        self.sheet.protect("", dict.fromkeys(allowed, True))

    def finish(
        self,
        header: tuple[int, int],
        *,
        freeze_columns: int = 0,
        freeze_rows: int | None = None,
        pages_wide: int = 1,
        pages_tall: int = 0,
        repeat_columns: int = 0,
        first_column: int = 0,
        scale: int | None = None,
        printed_rows: int | None = None,
    ) -> None:
        """Set the sheet up for screen and print.

        Args:
            header: first and last header row, repeated on every printed page.
            freeze_columns: columns that stay in view.
            freeze_rows: rows that stay in view, all through the header where None.
            pages_wide: printed pages side by side.
            pages_tall: printed pages below each other, as many as it takes where 0.
            repeat_columns: columns through which those repeated on pages further right stand.
            first_column: the first column that is printed.
            scale: per cent at which it is printed, what ``pages_wide`` needs where None.
            printed_rows: how many rows are printed, all where None.
        """
        sheet = self.sheet
        sheet.hide_gridlines(2)
        sheet.freeze_panes(header[1] + 1 if freeze_rows is None else freeze_rows, freeze_columns)
        sheet.repeat_rows(*header)
        if repeat_columns and pages_wide > 1:
            sheet.repeat_columns(first_column, repeat_columns - 1)
        self._lay()
        if scale is None:
            sheet.fit_to_pages(pages_wide, pages_tall)
        else:
            sheet.set_print_scale(scale)
        sheet.print_area(0, first_column, (printed_rows or self.row) - 1, self.last_column)
        left = f"{self.name} - {self.title}".replace("&", "&&")[:120]
        pages = _("Page {page} of {pages}").format(page="&P", pages="&N")
        sheet.set_footer(f"&L&9{left}&R&9{pages}", {"margin": 0.3, "scale_with_doc": False})

    def finish_in_pages(self, header: int | None = None, *, freeze_columns: int = 1) -> None:
        """Set the sheet up for screen and paper: as many pages across as its columns need to be read; they repeat its first column.

        Args:
            header: the header row, which stays in view and on every page; None where several tables share the sheet.
            freeze_columns: columns that stay in view beside it.
        """
        sheet = self.sheet
        sheet.hide_gridlines(2)
        if header is not None:
            sheet.freeze_panes(header + 1, freeze_columns)
            sheet.repeat_rows(header)
        self._lay()
        wide = pages_across(sum(self._widths))
        sheet.fit_to_pages(wide, 0)
        if wide > 1:
            sheet.repeat_columns(0)
        pages = _("Page {page} of {pages}").format(page="&P", pages="&N")
        sheet.set_footer(f"&L&9&A&R&9{pages}")
        # A long line of text would make the page wider, and its letters smaller.
        sheet.print_area(0, 0, max(self.row - 1, 0), max(len(self._widths), 1) - 1)

    def _lay(self) -> None:
        """The paper across, with the house's margins."""
        self.sheet.set_landscape()
        self.sheet.set_paper(self.paper)
        self.sheet.set_margins(left=SIDE_MARGIN, right=SIDE_MARGIN, top=TOP_MARGIN, bottom=BOTTOM_MARGIN)
