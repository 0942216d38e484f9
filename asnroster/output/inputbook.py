"""Input workbooks, by one writer: the template, an import, the sample, and the parts of a large file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from asnroster.files import whole_file
from asnroster.intake.cells import normal
from asnroster.intake.columns import AnyColumn, SheetSpec
from asnroster.intake.marks import column_letters
from asnroster.intake.schema import INPUT_OF, StaffRow
from asnroster.output.xlsx import Workbook
from asnroster.words import Text, _

_LIST_SHEET = Text("Lists", "Daftar")
_LAST_ROW = 1_048_575
_INLINE = 255  # letters of a list that Excel takes without a sheet behind it
_WIDEST = 60
_MANY_COLUMNS, _A3, _A4 = 15, 8, 9
_NAVY, _TEAL, _LINE = "#1F3864", "#2F75B5", "#BFBFBF"
_TEXT = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class InputSheet:
    """A sheet to be written: which input it is, its columns, and the rows in their order; none: to be filled in."""

    spec: SheetSpec
    columns: Sequence[AnyColumn]
    rows: Rows = ()


@dataclass(frozen=True)
class Formats:
    """The looks of the cells of an input workbook; those of a column's cells by the look of its kind."""

    required: Any
    optional: Any
    cells: Mapping[str, Any]
    title: Any
    head: Any
    sheet: Any
    cell: Any
    bold: Any


def workbook_formats(book: Any) -> Formats:
    """The looks, made for one workbook."""

    def head(colour: str) -> Any:
        return book.add_format(
            {
                "bold": True,
                "font_color": "white",
                "bg_color": colour,
                "border": 1,
                "border_color": _LINE,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center",
            }
        )

    wrapped = {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE}
    return Formats(
        required=head(_NAVY),
        optional=head(_TEAL),
        cells={
            "text": book.add_format({"num_format": "@"}),
            "date": book.add_format({"num_format": "dd-mm-yyyy", "align": "center"}),
            "share": book.add_format({"num_format": "0%"}),
            "number": book.add_format({"num_format": "0"}),
            "general": book.add_format(),
        },
        title=book.add_format({"bold": True, "font_size": 14, "font_color": _NAVY}),
        head=head(_NAVY),
        sheet=book.add_format({**wrapped, "bold": True, "bg_color": "#DDEBF7"}),
        cell=book.add_format(wrapped),
        bold=book.add_format({**wrapped, "bold": True}),
    )


def write_inputs(sheets: Mapping[str, Rows], path: Path, *, made: datetime, title: str = "") -> None:
    """Write input sheets under their own names; the same content gives the same bytes.

    Args:
        sheets: name of an input sheet -> its rows, the columns' names first; text stays text.
        path: the .xlsx to write.
        made: what the file says about when it was made.
        title: what it says about itself.

    Raises:
        OSError: when it cannot be written there.
    """
    with whole_file(path) as temporary:
        book = Workbook(temporary, {**_TEXT, "constant_memory": True})
        book.set_properties({"author": "asnroster", "title": title, "created": made})
        add_sheets(
            book, [_named(name, rows) for name, rows in sheets.items()], workbook_formats(book), guided=False
        )
        book.close()


def _named(name: str, rows: Rows) -> InputSheet:
    spec = INPUT_OF[normal(name)]
    columns = {str(column): column for column in spec.all}
    return InputSheet(spec, [columns[str(heading)] for heading in rows[0]], rows[1:])


def add_sheets(
    book: Any, sheets: Sequence[InputSheet], formats: Formats, *, guided: bool = True
) -> dict[str, Any]:
    """Add input sheets with headings, rows and drop-downs.

    Args:
        book: XlsxWriter's workbook.
        sheets: in their order.
        formats: the looks.
        guided: whether headings are in the user's language and explain themselves, and long drop-downs have a sheet.

    Returns:
        XlsxWriter's worksheets by the sheets' Indonesian names.
    """
    made = {one.spec.name: book.add_worksheet(one.spec.label if guided else one.spec.name) for one in sheets}
    lists: list[list[str]] = []
    for one in sheets:
        sheet = made[one.spec.name]
        _write_headings(sheet, one, formats, guided=guided)
        _write_rows(sheet, one, formats)
        for place, column in enumerate(one.columns):
            _add_choices(sheet, place, column, lists if guided else None)
    if guided:
        _write_lists(book, lists)
    return made


def _write_headings(sheet: Any, one: InputSheet, formats: Formats, *, guided: bool) -> None:
    sheet.set_row(0, 32)
    for place, column in enumerate(one.columns):
        look = formats.cells[column.kind.look]
        sheet.set_column(place, place, _width(column, [row[place] for row in one.rows]), look)
        label = column.label if guided else column.name
        sheet.write_string(0, place, label, formats.required if column.required else formats.optional)
        if guided:
            note = f"{_('Required.')} {column.explain}" if column.required else str(column.explain)
            size = {"author": "asnroster", "x_scale": 2, "y_scale": 0.6 + 0.2 * (len(note) // 40)}
            sheet.write_comment(0, place, note, size)
    sheet.freeze_panes(1, 2 if list(one.columns[:2]) == [StaffRow.nip, StaffRow.name] else 1)
    sheet.set_landscape()
    sheet.set_paper(_A3 if len(one.columns) > _MANY_COLUMNS and one.rows else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _width(column: AnyColumn, cells: Sequence[Any]) -> float:
    """As wide as what stands there; without rows as wide as what is usual in such a column."""
    choice = max((len(str(choice)) for choice in column.choices), default=0)
    usual = min(choice, 30) + 4 if column.choices else column.kind.width
    width = max((len(str(cell)) for cell in cells if isinstance(cell, str)), default=0) + 3
    return max(12, len(column.label) + 3, min(width, _WIDEST) if cells else usual)


def _write_rows(sheet: Any, one: InputSheet, formats: Formats) -> None:
    looks = [formats.cells[column.kind.look] for column in one.columns]
    for number, row in enumerate(one.rows, start=1):
        for place, (value, look) in enumerate(zip(row, looks, strict=True)):
            # Fifty is fifty per cent, and no share of fifty wholes.
            whole = look is formats.cells["share"] and isinstance(value, int | float) and value > 1
            write_value(sheet, number, place, value, formats.cells["number"] if whole else look)
    if one.rows:
        sheet.hide_gridlines(0)  # they are printed too
        sheet.autofilter(0, 0, len(one.rows), len(one.columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:Z{len(one.rows) + 1}"})


def write_value(sheet: Any, row: int, place: int, value: Any, look: Any) -> None:
    """Write a cell; what is empty stays so, text is text whatever it looks like."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, place, value, look)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value, look)
    else:
        sheet.write_number(row, place, float(value), look)


def _add_choices(sheet: Any, place: int, column: AnyColumn, lists: list[list[str]] | None) -> None:
    """Give a column its drop-down; a long one goes to the hidden sheet, where there is one."""
    choices = [str(choice) for choice in column.choices]
    if not choices:
        return
    source: Any = choices
    if len(",".join(choices)) > _INLINE or any("," in choice for choice in choices):
        if lists is None:
            return
        letters = column_letters(len(lists))
        lists.append(choices)
        source = f"='{_LIST_SHEET}'!${letters}$1:${letters}${len(choices)}"
    options = {
        "validate": "list",
        "source": source,
        "error_title": column.label,
        "error_message": _("Choose one of the list."),
        "error_type": "stop",
        "show_error": column.closed,
    }
    sheet.data_validation(1, place, _LAST_ROW, place, options)


def _write_lists(book: Any, lists: Sequence[Sequence[str]]) -> None:
    sheet = book.add_worksheet(str(_LIST_SHEET))
    sheet.hide()
    for place, choices in enumerate(lists):
        sheet.write_column(0, place, choices)
