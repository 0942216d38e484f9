"""XlsxWriter's worksheet, quicker where a large roster spends its time.

Both shortcuts lean on names inside XlsxWriter; the golden workbook's tests would notice a change.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellBlankTuple, CellNumberTuple, CellStringTuple, Worksheet


class FastSheet(Worksheet):  # type: ignore[misc]
    """A worksheet of many short texts and plain formulas, addressed by row and column alone."""

    # The public methods look first whether they were called with "A1"; ours never are.
    write_string = Worksheet._write_string
    write_number = Worksheet._write_number
    write_blank = Worksheet._write_blank
    write_formula = Worksheet._write_formula
    write_datetime = Worksheet._write_datetime

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # XlsxWriter looks through each formula for some thirty newer functions; ours has none.
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if isinstance(cell, CellStringTuple) and cell.format:
            # Attributes that are a reference and two numbers need no escaping.
            place, look = xl_rowcol_to_cell_fast(row, col), cell.format._get_xf_index()
            self.fh.write(f'<c r="{place}" s="{look}" t="s"><v>{cell.string}</v></c>')
        elif isinstance(cell, CellNumberTuple) and cell.format:
            place, look = xl_rowcol_to_cell_fast(row, col), cell.format._get_xf_index()
            self.fh.write(f'<c r="{place}" s="{look}"><v>{cell.number:.16G}</v></c>')
        elif isinstance(cell, CellBlankTuple) and cell.format:
            place, look = xl_rowcol_to_cell_fast(row, col), cell.format._get_xf_index()
            self.fh.write(f'<c r="{place}" s="{look}"/>')
        else:
            super()._write_cell(row, col, cell)
