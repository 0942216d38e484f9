"""A staff workbook written back as it was read: the known columns of each input sheet, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from asnroster.files import whole_file
from asnroster.output.xlsx import Workbook

Rows = Sequence[Sequence[object]]
# The same people give the same bytes, so that a part that has not changed is known again.
_MADE = datetime(2020, 1, 1)


def write_staff_book(sheets: Mapping[str, Rows], path: Path) -> None:
    """Write input sheets, first row of each as header; text stays text.

    Args:
        sheets: name of an input sheet -> its rows.
        path: the .xlsx to write.

    Raises:
        OSError: when it cannot be written there.
    """
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with whole_file(path) as temporary, Workbook(temporary, options) as book:
        book.set_properties({"author": "asnroster", "created": _MADE})
        head = book.add_format({"bold": True, "bg_color": "#D9E2F3", "bottom": 1})
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, rows[0], head)
            sheet.set_column(0, max(0, len(rows[0]) - 1), 22)
            for number, row in enumerate(rows[1:], start=1):
                for place, cell in enumerate(row):
                    if cell is None or cell == "":
                        continue
                    if isinstance(cell, str):
                        sheet.write_string(number, place, cell, text)
                    elif isinstance(cell, date):
                        moment = (
                            cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
                        )
                        sheet.write_datetime(number, place, moment.replace(tzinfo=None), day)
                    else:
                        sheet.write(number, place, cell)
