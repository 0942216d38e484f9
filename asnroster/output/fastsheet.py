"""XlsxWriter's worksheet, quicker where a large roster spends its time.

The shortcuts lean on names inside XlsxWriter; the golden workbook's tests would notice a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellFormulaTuple,
    CellStringTuple,
    Worksheet,
)

Value = str | int | float | Fraction | date | None
SPAN_ROWS = 16  # rows that XlsxWriter gives one span


class FastSheet(Worksheet):  # type: ignore[misc]
    """A worksheet of many short texts and plain formulas, addressed by row and column alone.

    It holds texts, numbers, dates, blanks and formulas, each with a format.
    """

    # The public methods look first whether they were called with "A1"; ours never are.
    write_string = Worksheet._write_string
    write_number = Worksheet._write_number
    write_blank = Worksheet._write_blank
    write_datetime = Worksheet._write_datetime

    def __init__(self) -> None:
        super().__init__()
        self._cells: dict[tuple[Value, Any], Any] = {}
        self._heights: dict[float, int] = {}

    def write_line(self, row: int, column: int, values: Sequence[Value], looks: Sequence[Any]) -> None:
        """Write values side by side, each with its format; one that occurred before is the same cell again."""
        line, cells, texts = self.table[row], self._cells, 0
        for place, key in enumerate(zip(values, looks, strict=True), start=column):
            cell = cells.get(key)
            if cell is None:
                self._write_value(row, place, *key)
                cells[key] = line[place]
            else:
                line[place] = cell
                texts += cell.__class__ is CellStringTuple
        self.str_table.count += texts
        for place in (column, column + len(values) - 1):
            self._check_dimensions(row, place)

    def set_row(self, row: int, height: float) -> None:
        """Set the height of a row, in points."""
        alike = self._heights.setdefault(height, row)
        if alike == row or row > (self.dim_rowmax or 0):
            super().set_row(row, height)
        else:
            self.row_info[row] = self.row_info[alike]
            self.row_sizes[row] = self.row_sizes[alike]

    def _write_value(self, row: int, column: int, value: Value, look: Any) -> None:
        if value is None or value == "":
            self.write_blank(row, column, None, look)
        elif isinstance(value, str):
            self.write_string(row, column, value, look)
        elif isinstance(value, date):
            self.write_datetime(row, column, value, look)
        else:
            self.write_number(row, column, float(value), look)

    def write_formula(self, row: int, column: int, formula: str, look: Any, value: float) -> None:
        """Write a formula with its present value; it is not looked through for newer functions."""
        self._check_dimensions(row, column)
        self.table[row][column] = CellFormulaTuple(formula.removeprefix("="), look, value)

    def _write_rows(self) -> None:
        self._calculate_spans()
        letters = [xl_col_to_name(column) for column in range((self.dim_colmax or 0) + 1)]
        # What follows a cell's reference is the same wherever the same cell stands.
        tails: dict[int, str] = {}
        for row in range(self.dim_rowmin or 0, (self.dim_rowmax or 0) + 1):
            line, number = self.table.get(row), row + 1
            span, info = self.row_spans.get(row // SPAN_ROWS), self.row_info.get(row)
            if line:
                self._write_row(row, span, info)
                cells = [
                    f'<c r="{letters[column]}{number}"{tails.get(id(cell)) or self._tail(cell, tails)}'
                    for column, cell in sorted(line.items())
                ]
                self.fh.write("".join(cells) + "</row>")
            elif info:
                self._write_empty_row(row, span, info)

    def _tail(self, cell: Any, tails: dict[int, str]) -> str:
        style = f' s="{cell.format._get_xf_index()}"'
        if isinstance(cell, CellStringTuple):
            tail = f'{style} t="s"><v>{cell.string}</v></c>'
        elif isinstance(cell, CellBlankTuple):
            tail = f"{style}/>"
        elif isinstance(cell, CellFormulaTuple):
            tail = f"{style}><f>{self._escape_data(cell.formula)}</f><v>{cell.value}</v></c>"
        else:
            tail = f"{style}><v>{cell.number:.16G}</v></c>"
        tails[id(cell)] = tail
        return tail

    def _calculate_spans(self) -> None:
        spans: dict[int, tuple[int, int]] = {}
        for row, line in self.table.items():
            if line:
                first, last = spans.get(row // SPAN_ROWS, (self.xls_colmax, 0))
                spans[row // SPAN_ROWS] = (min(first, *line), max(last, *line))
        self.row_spans = {block: f"{first + 1}:{last + 1}" for block, (first, last) in spans.items()}
