"""XlsxWriter's workbook as all that is written here makes it, and a worksheet that is quicker where a large roster spends its time.

The worksheet's shortcuts lean on names inside XlsxWriter; the golden workbook's tests would notice a change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from operator import getitem
from typing import Any
from zipfile import ZipFile

import xlsxwriter
import xlsxwriter.workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from asnroster.output.blocks import ROW, Formula, Value
from asnroster.output.style import FONT

# The library offers no level of its own: 5 is a third quicker than the usual 6, and files are 4 % larger.
xlsxwriter.workbook.ZipFile = partial(ZipFile, compresslevel=5)


# Text from the user's files stays text, whatever it looks like.
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": 10},
}


class Workbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that tells of a full disk as everything else does: by an error of the system."""

    def close(self) -> None:
        """Write the file.

        Raises:
            OSError: when it cannot be written.
        """
        try:
            super().close()
        except FileCreateError as error:
            reason = error.__cause__ or error.__context__
            raise reason if isinstance(reason, OSError) else OSError(str(error)) from None


SPAN_ROWS = 16  # rows that XlsxWriter gives one span


class _Cells(dict[Value, str]):
    """The cells of a column in one format, as XML with ``ROW`` in place of the row's number; made when first asked for."""

    def __init__(self, start: str, rest: Callable[[Value], str]) -> None:
        super().__init__()
        self._start, self._rest = start, rest

    def __missing__(self, value: Value) -> str:
        cell = self[value] = self._start + self._rest(value)
        return cell


class FastSheet(Worksheet):  # type: ignore[misc]
    """A worksheet most of whose rows are written at once, as lines of texts, numbers, dates, formulas and blanks.

    A row is either a line, which begins in the first column, or made of single cells.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, list[str]] = {}
        self._known: dict[tuple[Any, ...], list[_Cells]] = {}
        self._heights: dict[float, int] = {}

    def write_line(self, row: int, values: Sequence[Value], looks: tuple[Any, ...]) -> None:
        """Write values side by side, each with its format, as all that the row holds."""
        cells = self._known.get(looks)
        if cells is None:
            starts = [
                f'<c r="{xl_col_to_name(at)}{ROW}" s="{look._get_xf_index()}"'
                for at, look in enumerate(looks)
            ]
            cells = self._known[looks] = [_Cells(start, self._rest) for start in starts]
        self._lines[row] = [*map(getitem, cells, values)]
        self._check_dimensions(row, len(values) - 1)
        self.dim_colmin = 0

    def link(self, row: int, column: int, url: str) -> None:
        """Let a cell of a line lead somewhere."""
        self.write_url(row, column, url, string=" ")
        del self.table[row]  # the line has the cell itself
        self.str_table.count -= 1

    def set_row(self, row: int, height: float) -> None:
        """Set the height of a row, in points."""
        alike = self._heights.setdefault(height, row)
        if alike == row or row > (self.dim_rowmax or 0):
            super().set_row(row, height)
        else:
            self.row_info[row] = self.row_info[alike]
            self.row_sizes[row] = self.row_sizes[alike]

    def _rest(self, value: Value) -> str:
        """What follows a cell's reference and format."""
        if value is None or value == "":
            return "/>"
        if isinstance(value, str):
            index = self.str_table._get_shared_string_index(value[: self.xls_strmax])
            self.str_table.count -= 1  # until it is written
            return f' t="s"><v>{index}</v></c>'
        if isinstance(value, Formula):
            kind = ' t="str"' if isinstance(value.value, str) else ""
            shown = self._escape_data(value.value) if kind else value.value
            return f"{kind}><f>{self._escape_data(value.text)}</f><v>{shown}</v></c>"
        number = self._convert_date_time(value) if isinstance(value, date) else float(value)
        return f"><v>{number:.16G}</v></c>"

    def _get_range_data(self, first: int, left: int, last: int, right: int) -> list[str]:
        """What a chart shows of cells before anybody draws it anew."""
        cells: list[str] = []
        for row in range(first, last + 1):
            if row in self._lines:
                cells += map(self._held, self._lines[row][left : right + 1])
            else:
                cells += super()._get_range_data(row, left, row, right)
        return cells

    def _held(self, cell: str) -> str:
        value = cell.partition("<v>")[2].partition("<")[0]
        return str(self.str_table._get_shared_string(int(value))) if ' t="s">' in cell else value

    def _write_rows(self) -> None:
        self._calculate_spans()
        starts: dict[tuple[str | None, float | None], str] = {}
        for row in range(self.dim_rowmin or 0, (self.dim_rowmax or 0) + 1):
            span, info = self.row_spans.get(row // SPAN_ROWS), self.row_info.get(row)
            if row in self._lines:
                height = info.height if info else None
                start = starts.get((span, height)) or starts.setdefault(
                    (span, height), self._start(span, height)
                )
                line = "".join(self._lines[row])
                self.str_table.count += line.count('" t="s">')
                self.fh.write(f"{start}{line}</row>".replace(ROW, str(row + 1)))
            elif self.table.get(row):
                self._write_row(row, span, info)
                for column, cell in sorted(self.table[row].items()):
                    self._write_cell(row, column, cell)
                self._xml_end_tag("row")
            elif info:
                self._write_empty_row(row, span, info)

    def _start(self, span: str | None, height: float | None) -> str:
        own = height is not None and height != self.original_row_height
        size = f' ht="{(height or 0) * 0.75:.16g}" customHeight="1"' if own else ""
        return f'<row r="{ROW}" spans="{span}"{size}>'

    def _calculate_spans(self) -> None:
        ends = [(row, min(line), max(line)) for row, line in self.table.items() if line]
        ends += [(row, 0, len(line) - 1) for row, line in self._lines.items()]
        spans: dict[int, tuple[int, int]] = {}
        for row, first, last in ends:
            least, most = spans.get(row // SPAN_ROWS, (self.xls_colmax, 0))
            spans[row // SPAN_ROWS] = (min(least, first), max(most, last))
        self.row_spans = {block: f"{first + 1}:{last + 1}" for block, (first, last) in spans.items()}
