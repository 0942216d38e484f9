"""The empty workbook to fill in: every input sheet and column, as the schema has them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asnroster.files import whole_file
from asnroster.intake.columns import AnyColumn, SheetSpec
from asnroster.intake.marks import column_letters
from asnroster.intake.schema import SHEETS
from asnroster.output.xlsx import Workbook
from asnroster.words import Text, _

GUIDE_SHEET = Text("Guide", "Petunjuk")
_LIST_SHEET = Text("Lists", "Daftar")
_ROWS = 20_000  # that have a drop-down
_INLINE = 255  # letters of a list that Excel takes without a sheet behind it
_WIDTHS = {"Nama": 32, "Jabatan": 34, "Unit": 34, "OPD": 34, "NIP": 22, "Keterangan": 30, "Induk": 34}
_GUIDE_WIDTHS = (16, 18, 9, 74, 64)
_NAVY, _TEAL, _GREY, _LINE = "#1F3864", "#2F75B5", "#F2F2F2", "#BFBFBF"


@dataclass(frozen=True)
class Formats:
    """The looks of the cells of an input workbook."""

    required: Any
    optional: Any
    text: Any
    date: Any
    share: Any
    number: Any
    general: Any
    title: Any
    head: Any
    sheet: Any
    cell: Any
    bold: Any


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
        input_sheets(book, SHEETS, formats)
        guide.activate()
        book.close()


def input_sheets(book: Any, specs: Sequence[SheetSpec], formats: Formats) -> dict[str, Any]:
    """Add the empty sheets with headings, explanations and drop-downs.

    Returns:
        XlsxWriter's worksheets by the sheets' Indonesian names.
    """
    sheets = {spec.name: book.add_worksheet(spec.label) for spec in specs}
    lists = book.add_worksheet(str(_LIST_SHEET))
    lists.hide()
    used = 0
    for spec in specs:
        _write_sheet(sheets[spec.name], spec, formats)
        for place, column in enumerate(spec.columns):
            used += _add_choices(sheets[spec.name], place, column, lists, used)
    return sheets


def workbook_formats(book: Any) -> Formats:
    """The looks, made for one workbook."""

    def head(colour: str) -> Any:
        return book.add_format(
            {"bold": True, "font_color": "white", "bg_color": colour, "border": 1, "border_color": _LINE,
             "text_wrap": True, "valign": "vcenter", "align": "center"}
        )  # fmt: skip

    wrapped = {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE}
    return Formats(
        required=head(_NAVY),
        optional=head(_TEAL),
        text=book.add_format({"num_format": "@"}),
        date=book.add_format({"num_format": "dd-mm-yyyy", "align": "center"}),
        share=book.add_format({"num_format": "0%"}),
        number=book.add_format({"num_format": "0"}),
        general=book.add_format(),
        title=book.add_format({"bold": True, "font_size": 14, "font_color": _NAVY}),
        head=head(_NAVY),
        sheet=book.add_format({**wrapped, "bold": True, "bg_color": "#DDEBF7"}),
        cell=book.add_format(wrapped),
        bold=book.add_format({**wrapped, "bold": True}),
    )


def _write_sheet(sheet: Any, spec: SheetSpec, formats: Formats) -> None:
    for place, column in enumerate(spec.columns):
        sheet.set_column(place, place, _width(column), cell_format(column, formats))
        sheet.write_string(0, place, column.label, formats.required if column.required else formats.optional)
        note = f"{_('Required.')} {column.explain}" if column.required else str(column.explain)
        sheet.write_comment(
            0, place, note, {"author": "asnroster", "x_scale": 2, "y_scale": 0.6 + 0.2 * (len(note) // 40)}
        )
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, _frozen_columns(spec))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _frozen_columns(spec: SheetSpec) -> int:
    return 2 if [column.name for column in spec.columns[:2]] == ["NIP", "Nama"] else 1


def _width(column: AnyColumn) -> float:
    longest = max((len(str(choice)) for choice in column.choices), default=0)
    return max(12, _WIDTHS.get(column.name, 0), len(column.label) + 3, min(longest, 30) + 4)


def cell_format(column: AnyColumn, formats: Formats) -> Any:
    """The look of a column's cells."""
    looks = {"date": formats.date, "text": formats.text, "share": formats.share, "number": formats.number}
    return looks.get(column.kind.look, formats.general)


def _add_choices(sheet: Any, place: int, column: AnyColumn, lists: Any, used: int) -> int:
    """Give a column its drop-down; a long one stands in the hidden sheet.

    Returns:
        how many columns of the hidden sheet it took.
    """
    choices = [str(choice) for choice in column.choices]
    if not choices:
        return 0
    long = len(",".join(choices)) > _INLINE or any("," in choice for choice in choices)
    source: Any = choices
    if long:
        lists.write_column(0, used, choices)
        letters = column_letters(used)
        source = f"='{_LIST_SHEET}'!${letters}$1:${letters}${len(choices)}"
    options = {
        "validate": "list",
        "source": source,
        "error_title": column.label,
        "error_message": _("Choose one of the list."),
        "error_type": "stop",
        "show_error": column.closed,
    }
    sheet.data_validation(1, place, _ROWS, place, options)
    return int(long)


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
