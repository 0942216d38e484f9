"""A worksheet of a study: title, tables of numbers, print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from asnroster.output.page import LINE_POINTS, MOST_LINES, print_in_pages
from asnroster.output.style import Styles, lines_needed

Value = str | int | float | Fraction | None


@dataclass(frozen=True, slots=True)
class Head:
    """A column: heading, width in pixels, style of its cells."""

    heading: str
    width: int
    kind: str = "text"


@dataclass
class StudySheet:
    """A worksheet and its next row."""

    sheet: Any
    styles: Styles
    row: int = 0
    columns: int = 1
    _widths: list[int] = field(default_factory=list)

    def line(self, text: str, style: str = "subtitle") -> None:
        """One line of text across the sheet."""
        self.sheet.write_string(self.row, 0, text, self.styles(style))
        self.row += 1

    def table(self, heads: Sequence[Head], rows: Iterable[tuple[Sequence[Value], int]]) -> tuple[int, int]:
        """A header and rows (values, indent of the first cell); returns its header row and its last row."""
        top = self.row
        for column, head in enumerate(heads):
            if column >= len(self._widths):
                self._widths.append(head.width)
                self.sheet.set_column_pixels(column, column, head.width)
            self.sheet.write_string(top, column, head.heading, self.styles("header"))
        self._height(top, [head.heading for head in heads])
        self.columns = max(self.columns, len(heads))
        for values, indent in rows:
            self.row += 1
            for column, (value, head) in enumerate(zip(values, heads, strict=True)):
                more = {"indent": indent} if indent and not column else {}
                style = self.styles("cell", head.kind, **more)
                if isinstance(value, (int, float, Fraction)):
                    self.sheet.write_number(self.row, column, float(value), style)
                elif value is None:  # empty, so that a chart has a gap there and no zero
                    self.sheet.write_blank(self.row, column, None, style)
                else:
                    self.sheet.write_string(self.row, column, value, style)
            self._height(self.row, values)
        self.row += 1
        return top, self.row - 1

    def _height(self, row: int, values: Iterable[Value]) -> None:
        texts = zip(values, self._widths, strict=False)
        lines = max((lines_needed(text, width) for text, width in texts if isinstance(text, str)), default=1)
        self.sheet.set_row(row, LINE_POINTS * min(lines, MOST_LINES) + 4)

    def finish(self, header: int | None, *, freeze: bool = True) -> None:
        """Set the sheet up for screen and paper."""
        sheet = self.sheet
        sheet.hide_gridlines(2)
        if header is not None and freeze:
            sheet.freeze_panes(header + 1, 1)
            sheet.repeat_rows(header)
        print_in_pages(sheet, self._widths)
        # A long line of text would make the page wider, and its letters smaller.
        sheet.print_area(0, 0, max(self.row - 1, 0), max(len(self._widths), 1) - 1)
