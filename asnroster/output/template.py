"""The empty workbook to fill in: every input sheet and column, as the schema has them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from asnroster.files import whole_file
from asnroster.intake.schema import SHEETS
from asnroster.output.inputbook import Formats, InputSheet, add_sheets, workbook_formats
from asnroster.output.xlsx import Workbook
from asnroster.words import Text, _

GUIDE_SHEET = Text("Guide", "Petunjuk")
_GUIDE_WIDTHS = (16, 18, 9, 74, 64)


def write_template(out: Path) -> None:
    """Write the empty input workbook in the user's language.

    Raises:
        OSError: when it cannot be written there.
    """
    with whole_file(out) as temporary:
        book = Workbook(temporary)
        formats = workbook_formats(book)
        guide = book.add_worksheet(str(GUIDE_SHEET))
        _write_guide(guide, formats)
        add_sheets(book, [InputSheet(spec, spec.columns) for spec in SHEETS], formats)
        guide.activate()
        book.close()


def _write_guide(sheet: Any, formats: Formats) -> None:
    for place, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, _("How to fill in this workbook"), formats.title)
    lines = (
        _("Only the sheet “{sheet}” must be filled in; fill in of the others what you need.").format(
            sheet=SHEETS[0].label
        ),
        _(
            "Dark headings are required. The order of the columns is free, and columns of your own are ignored."
        ),
        _("Keep the NIP as text: a NIP stored as a number loses its last digits."),
        _("Check the file with: {command}").format(command="asnroster check staff.xlsx"),
    )
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line)
    first = len(lines) + 2
    for place, heading in enumerate(
        (_("Sheet"), _("Column"), _("Required"), _("What belongs in it"), _("Values"))
    ):
        sheet.write_string(first, place, heading, formats.head)
    row = first + 1
    for spec in SHEETS:
        sheet.write_url(row, 0, f"internal:'{spec.label}'!A1", formats.sheet, spec.label)
        sheet.merge_range(row, 1, row, 4, str(spec.explain), formats.sheet)
        for column in spec.columns:
            row += 1
            cells = (
                "",
                column.label,
                str(Text("Yes", "Ya")) if column.required else "",
                str(column.explain),
                ", ".join(str(choice) for choice in column.choices),
            )
            heights = [
                math.ceil(len(text) / (width + 6)) for text, width in zip(cells, _GUIDE_WIDTHS, strict=True)
            ]
            sheet.set_row(row, 15 * max(heights))
            for place, text in enumerate(cells):
                sheet.write_string(
                    row, place, text, formats.bold if place == 1 and column.required else formats.cell
                )
        row += 1
    sheet.freeze_panes(first + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)
