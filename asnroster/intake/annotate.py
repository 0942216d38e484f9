"""The user's own workbook with what is wrong in it marked, cell by cell."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from asnroster.domain.problem import Assumption
from asnroster.errors import InputError, Issue
from asnroster.files import whole_file
from asnroster.intake.assumptions import confirm_cells
from asnroster.intake.cells import normal
from asnroster.intake.marks import column_letters
from asnroster.intake.schema import CONFIRM, ConfirmRow
from asnroster.intake.vocabulary import NO, YES
from asnroster.words import Text, _

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LIST_SHEET = Text("Check", "Periksa")
_AUTHOR = "asnroster"
_WRONG = PatternFill("solid", start_color="FFC7CE", end_color="FFC7CE")
_ODD = PatternFill("solid", start_color="FFEB9C", end_color="FFEB9C")
_HEAD = PatternFill("solid", start_color="1F3864", end_color="1F3864")
_WIDTHS = (14, 18, 10, 60, 60, 28)
_CONFIRM_WIDTHS = (46, 24, 54, 12, 10, 24)


def annotate(
    source: Path,
    issues: Iterable[Issue],
    out: Path,
    *,
    notices: Iterable[Issue] = (),
    assumptions: Iterable[Assumption] = (),
) -> None:
    """Write a copy of a workbook in which bad cells are filled and commented, with a list in front.

    Args:
        source: the user's .xlsx; it is never written to.
        issues: what is wrong (light red).
        out: where the copy goes.
        notices: what is odd (light yellow).
        assumptions: what a run assumes, for a sheet Konfirmasi to be answered in the copy.

    Raises:
        InputError: when ``source`` is no .xlsx workbook, or ``out`` is the source itself.
    """
    if source.suffix.lower() != ".xlsx" or out.suffix.lower() != ".xlsx":
        raise InputError(
            [
                Issue(
                    "annotate-format",
                    _("Only .xlsx workbooks can be marked."),
                    _("Save the file in Excel as .xlsx and check that; the copy must end in .xlsx too."),
                    file=(source if source.suffix.lower() != ".xlsx" else out).name,
                )
            ]
        )
    if out.exists() and out.samefile(source):
        message = _("The marked copy would overwrite the file that is checked.")
        raise InputError([Issue("annotate-source", message, _("Choose another name."), file=out.name)])
    listed = [(issue, _WRONG) for issue in issues] + [(issue, _ODD) for issue in notices]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of extensions that Excel can do without
            book = load_workbook(source)
    except (InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        message = _("The file is damaged or no real spreadsheet.")
        raise InputError([Issue("file-unreadable", message, "", file=source.name)]) from error
    _forget_earlier(book)
    sheets = {normal(sheet.title): sheet for sheet in book.worksheets}
    for issue, fill in listed:
        if issue.file in ("", source.name):
            _mark(sheets, issue, fill)
    _list_sheet(book, source.name, listed, sheets)
    _confirm_sheet(book, list(assumptions))
    with whole_file(out) as temporary:
        book.save(temporary)


def _forget_earlier(book: Workbook) -> None:
    """Take the marks of an earlier check away when its copy is checked again."""
    for name in LIST_SHEET:
        if name in book.sheetnames and len(book.sheetnames) > 1:
            del book[name]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, Cell) and cell.comment is not None and cell.comment.author == _AUTHOR:
                    cell.comment = None
                    cell.fill = PatternFill()


def _mark(sheets: Mapping[str, Worksheet], issue: Issue, fill: PatternFill) -> None:
    sheet = sheets.get(normal(issue.sheet))
    if sheet is None or not issue.cell:
        return
    cell = sheet[issue.cell]
    if isinstance(cell, MergedCell):
        span = next(area for area in sheet.merged_cells.ranges if issue.cell in area)
        cell = sheet.cell(span.min_row, span.min_col)
    if not isinstance(cell, Cell):
        return
    text = "\n".join(part for part in (issue.message, issue.needed) if part)
    earlier = cell.comment.text + "\n\n" if cell.comment is not None else ""
    comment = Comment(earlier + text, _AUTHOR, width=360)
    comment.height = 40 + 18 * (comment.text.count("\n") + len(comment.text) // 50 + 1)
    cell.comment = comment
    if fill is _WRONG or cell.fill.start_color.rgb != _WRONG.start_color.rgb:
        cell.fill = fill


def _confirm_sheet(book: Workbook, assumptions: list[Assumption]) -> None:
    """The sheet Konfirmasi as it is to be answered; one that is there already is written anew with its answers."""
    if not assumptions:
        return
    for name in (CONFIRM.name, CONFIRM.english):
        if name in book.sheetnames:
            del book[name]
    sheet = book.create_sheet(CONFIRM.label)
    for place, (column, width) in enumerate(zip(CONFIRM.columns, _CONFIRM_WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, place, column.label)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        sheet.column_dimensions[cell.column_letter].width = width
    for number, row in enumerate(assumptions, start=2):
        for place, text in enumerate(confirm_cells(row).values(), start=1):
            cell = sheet.cell(number, place)
            cell.value, cell.data_type = text or None, "s"  # a text that begins with = is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if place >= ConfirmRow.agreed.place and row.open:
                cell.fill = _ODD
    choices = DataValidation("list", formula1=f'"{YES},{NO}"', allow_blank=True)
    letter = column_letters(ConfirmRow.agreed.place - 1)
    choices.add(f"{letter}2:{letter}{len(assumptions) + 1}")
    sheet.add_data_validation(choices)
    sheet.freeze_panes = "B2"


def _list_sheet(
    book: Workbook, file: str, listed: list[tuple[Issue, PatternFill]], sheets: Mapping[str, Worksheet]
) -> None:
    sheet = book.create_sheet(str(LIST_SHEET), 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    headings = (_("Kind"), _("Sheet"), _("Cell"), _("What is wrong"), _("What would do"), _("Found"))
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, column, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        sheet.column_dimensions[cell.column_letter].width = width
    for row, (issue, fill) in enumerate(listed, start=2):
        kind = _("Wrong") if fill is _WRONG else _("Notice")
        place = issue.sheet if issue.file in ("", file) else f"{issue.file} > {issue.sheet}"
        for column, text in enumerate(
            (kind, place, issue.cell, issue.message, issue.needed, issue.found), start=1
        ):
            cell = sheet.cell(row, column)
            cell.value, cell.data_type = text, "s"  # a text that begins with = is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = fill
        texts = zip((issue.message, issue.needed), _WIDTHS[3:5], strict=True)
        sheet.row_dimensions[row].height = 15 * max(len(text) // int(width) + 1 for text, width in texts)
        target = sheets.get(normal(issue.sheet)) if issue.file in ("", file) else None
        if target is not None and issue.cell:
            link = sheet.cell(row, 3)
            title = target.title.replace("'", "''")
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{title}'!{issue.cell}")
            link.font = Font(color="0563C1", underline="single")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:F{max(2, len(listed) + 1)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
