"""A worksheet of the house: title, table, frozen and repeated header, print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import starmap
from math import ceil
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range, xl_range_abs

from asnroster.output.assumptions import as_draft
from asnroster.output.dates import horizon_text
from asnroster.output.fastsheet import FastSheet, Formula, Value
from asnroster.output.report import PartLine, Report
from asnroster.output.signature import letter_lines
from asnroster.output.style import Styles, lines_needed
from asnroster.output.words import other_policies
from asnroster.words import _

Kind = Literal["text", "number", "decimal", "share", "date", "centre", "input", "input_share"]
Paper = Literal["A4", "F4"]
PAPERS: dict[Paper, int] = {"A4": 9, "F4": 14}
LINE_POINTS = 11.5
MOST_LINES = 12
SIDE_MARGIN, TOP_MARGIN, BOTTOM_MARGIN = 0.3, 0.45, 0.6  # inches
PAGE_PIXELS = 1260  # of columns on A4 across: letters of 9 points are printed at 7


def pages_across(pixels: int) -> int:
    """How many pages side by side columns of so many pixels take, in letters that can be read."""
    return max(1, ceil(pixels / PAGE_PIXELS))


def print_in_pages(sheet: Any, widths: Sequence[int]) -> None:
    """Set a sheet up for A4 across; pages further right repeat its first column."""
    sheet.set_landscape()
    sheet.set_paper(PAPERS["A4"])
    sheet.set_margins(left=SIDE_MARGIN, right=SIDE_MARGIN, top=TOP_MARGIN, bottom=BOTTOM_MARGIN)
    wide = pages_across(sum(widths))
    sheet.fit_to_pages(wide, 0)
    if wide > 1:
        sheet.repeat_columns(0)
    pages = _("Page {page} of {pages}").format(page="&P", pages="&N")
    sheet.set_footer(f"&L&9&A&R&9{pages}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, width in pixels, what its cells hold."""

    heading: str
    width: int
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: values, one a column, and styles laid over the whole row.

    Attributes:
        indent: levels by which the text of column ``indented`` moves right.
    """

    values: Sequence[Value]
    styles: tuple[str, ...] = ()
    indent: int = 0
    indented: int = 0


@dataclass
class Book:
    """A workbook being written.

    Attributes:
        workbook: XlsxWriter's workbook.
        report: what is written.
        paper: XlsxWriter's paper code.
        parts: the workbooks of a split roster.
        live: whether it holds Jadwal, from which its summaries are counted.
    """

    workbook: Workbook
    report: Report
    paper: int
    parts: Sequence[PartLine] = ()
    live: bool = False
    styles: Styles = field(init=False)

    def __post_init__(self) -> None:
        self.styles = Styles(self.workbook)

    def as_written(self) -> str:
        """What is said over figures that no edit of a roster changes."""
        return _("Figures are as of the day on which this workbook was written.")

    def add_page(self, name: str, title: str, *, column: int = 0, letter_column: int | None = None) -> Page:
        """A new worksheet with its title, scenario and period in the first rows of a column.

        Args:
            name: of the sheet.
            title: its first line.
            column: where its lines begin.
            letter_column: where the lines on the letter that it is attached to end, above the title; None: not told.
        """
        page = Page(self, self.workbook.add_worksheet(name, FastSheet), name, left=column)
        if letter_column is not None:
            for text in letter_lines(self.report):
                page.sheet.write_string(page.row, letter_column, text, self.styles("subtitle", align="right"))
                page.row += 1
        scenario, horizon = self.report.scenario, self.report.problem.horizon
        page.line(as_draft(title, self.report.problem.assumptions), "title")
        told = (
            self.report.agency,
            scenario.title or scenario.name,
            scenario.source,
            other_policies(scenario),
        )
        page.line(" · ".join(part for part in told if part))
        page.line(_("Period: {span}").format(span=horizon_text(horizon)))
        return page


@dataclass
class Page:
    """A worksheet and the next row to be written; lines of text begin in column ``left``.

    Attributes:
        heights: of the rows of tables, in points.
    """

    book: Book
    sheet: Any
    name: str
    left: int = 0
    row: int = 0
    last_column: int = 0
    heights: dict[int, float] = field(default_factory=dict)
    _widths: list[int] = field(default_factory=list)
    _known_looks: dict[tuple[object, ...], tuple[Any, ...]] = field(default_factory=dict)

    def line(self, text: str, style: str = "subtitle") -> None:
        """One line of text across the sheet."""
        self.sheet.write_string(self.row, self.left, text, self.book.styles(style))
        self.row += 1

    def table(
        self, columns: Sequence[Column], rows: Iterable[Row], *, filtered: bool = False, named: bool = True
    ) -> tuple[int, int]:
        """A header and rows from the next row on.

        The first table of a sheet sets the widths of its columns, and the sheet's name is its own.

        Returns:
            Its header row and its last row.
        """
        top = self.row
        if first := not self._widths:
            self._widths = [column.width for column in columns]
            for index, width in enumerate(self._widths):
                self.sheet.set_column_pixels(index, index, width)
        header = self.book.styles("header")
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
        self.book.workbook.define_name(self.name.replace(" ", "_"), f"='{self.name}'!{area}")

    def table_rows(self, columns: Sequence[Column], rows: Iterable[Row]) -> None:
        """Rows of a table, which its filter leaves alone when they are added later."""
        kinds = tuple(column.kind for column in columns)
        for row in rows:
            self._write_row(kinds, row)

    def _write_row(self, kinds: tuple[Kind, ...], row: Row) -> None:
        self.sheet.write_line(self.row, row.values, self._looks(kinds, row.styles, row.indent, row.indented))
        widths = self._widths
        if row.indent:
            widths = [*widths]
            widths[row.indented] -= 9 * row.indent
        shown = (value.value if isinstance(value, Formula) else value for value in row.values)
        texts = zip(shown, widths, strict=False)
        self._set_height(self.row, [(text, width) for text, width in texts if isinstance(text, str)])
        self.row += 1

    def _looks(
        self, kinds: tuple[Kind, ...], styles: tuple[str, ...], indent: int, indented: int
    ) -> tuple[Any, ...]:
        """The formats of a row's cells, made once for all rows alike."""
        key = (kinds, styles, indent, indented)
        if key not in self._known_looks:
            looks = [self.book.styles("cell", kind, *styles) for kind in kinds]
            if indent:
                looks[indented] = self.book.styles("cell", kinds[indented], *styles, indent=indent)
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
        sheet, scenario = self.sheet, self.book.report.scenario
        sheet.hide_gridlines(2)
        sheet.freeze_panes(header[1] + 1 if freeze_rows is None else freeze_rows, freeze_columns)
        sheet.repeat_rows(*header)
        if repeat_columns and pages_wide > 1:
            sheet.repeat_columns(first_column, repeat_columns - 1)
        sheet.set_landscape()
        sheet.set_paper(self.book.paper)
        sheet.set_margins(left=SIDE_MARGIN, right=SIDE_MARGIN, top=TOP_MARGIN, bottom=BOTTOM_MARGIN)
        if scale is None:
            sheet.fit_to_pages(pages_wide, pages_tall)
        else:
            sheet.set_print_scale(scale)
        sheet.print_area(0, first_column, (printed_rows or self.row) - 1, self.last_column)
        left = f"{self.name} - {scenario.title or scenario.name}".replace("&", "&&")[:120]
        pages = _("Page {page} of {pages}").format(page="&P", pages="&N")
        sheet.set_footer(f"&L&9{left}&R&9{pages}", {"margin": 0.3, "scale_with_doc": False})
