"""Files become cells: .xlsx, .xls and .ods by calamine, .csv by the csv module."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, SheetTypeEnum, load_workbook

from asnroster.errors import InputError, Issue
from asnroster.intake.reach import column_letters, stray_cell
from asnroster.words import _

__all__ = ["Book", "Cell", "Sheet", "column_letters", "delimiter_of", "read_book"]

Cell = str | int | float | bool | date | datetime | time | timedelta

WORKBOOKS = (".xlsx", ".xls", ".ods")
FORMATS = (*WORKBOOKS, ".csv")
_COMPOUND = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of an .xlsx under a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DELIMITERS = (",", ";", "\t")
_SNIFFED_ROWS = 30


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``rows[0][0]`` is cell A1, whatever stands empty before the data."""

    name: str
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Book:
    """A file's cells.

    Attributes:
        file: its name without folder.
        sha256: of its bytes, hexadecimal.
        sheets: in the file's order; the one sheet of a .csv has no name.
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]


def read_book(path: Path, *, wanted: Callable[[str], bool] = lambda name: True) -> Book:
    """Read every cell of a file.

    Args:
        path: an .xlsx, .xls, .ods or .csv file.
        wanted: says by its name whether a sheet is needed; the others come without rows.

    Raises:
        InputError: when the file is missing, of another kind, under a password or damaged.
    """
    if path.suffix.lower() not in FORMATS:
        raise _refused(
            path,
            "file-format",
            _("“{file}” is no spreadsheet that can be read.").format(file=path.name),
            _("Save it as {formats}.").format(formats=", ".join(FORMATS)),
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = _("The file was not found.") if isinstance(error, FileNotFoundError) else None
        raise _refused(
            path,
            "file-missing",
            reason or _("The file cannot be read: {reason}.").format(reason=error.strerror),
            _("Check the path, and close the file in Excel."),
        ) from error
    reader = _csv_sheets if path.suffix.lower() == ".csv" else _workbook_sheets
    return Book(path.name, hashlib.sha256(data).hexdigest(), reader(path, data, wanted))


def _workbook_sheets(path: Path, data: bytes, wanted: Callable[[str], bool]) -> tuple[Sheet, ...]:
    if data.startswith(_COMPOUND) and _ENCRYPTED in data:
        raise _encrypted(path)
    if data.lstrip()[:1] == b"<":
        raise _refused(
            path,
            "file-unreadable",
            _("The file is a web page that only bears the name of a spreadsheet."),
            _("Open it in Excel and save it as an Excel workbook (.xlsx)."),
        )
    stray = stray_cell(data)
    if stray is not None:
        raise _refused(
            path,
            "file-too-large",
            _("A sheet has values as far as {cell}.").format(cell=stray),
            _("Delete the rows below and the columns beside the table in Excel, and save it."),
        )
    try:
        book = load_workbook(io.BytesIO(data))
        names = [meta.name for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        return tuple(
            Sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False) if wanted(name) else [])
            for name in names
        )
    except (CalamineError, OSError, ValueError) as error:
        if "password" in f"{type(error).__name__} {error}".lower():
            raise _encrypted(path) from error
        raise _refused(
            path,
            "file-unreadable",
            _("The file is damaged or no real spreadsheet."),
            _("Open it in Excel and save it again as an Excel workbook (.xlsx)."),
        ) from error


def _csv_sheets(path: Path, data: bytes, wanted: Callable[[str], bool]) -> tuple[Sheet, ...]:
    if data.startswith((b"PK\x03\x04", _COMPOUND)):
        raise _refused(
            path,
            "file-unreadable",
            _("The file is an Excel workbook that bears the name .csv."),
            _("Give it the ending .xlsx or .xls."),
        )
    text = _decoded(data)
    try:
        rows: list[list[Cell]] = [
            list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
        ]
    except csv.Error as error:
        raise _refused(
            path,
            "file-unreadable",
            _("The file is damaged or no real csv file."),
            _("Open it in Excel and save it again as an Excel workbook (.xlsx)."),
        ) from error
    return (Sheet("", rows),)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    """The delimiter under which most of the first rows have one and the same number of cells."""
    head = "\n".join(text.splitlines()[:_SNIFFED_ROWS])
    if head.lower().startswith("sep=") and head[4:5] in _DELIMITERS:
        return head[4]

    def agreement(delimiter: str) -> int:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(head), delimiter=delimiter) if row)
        return max((rows * (width - 1) for width, rows in widths.items()), default=0)

    return max(_DELIMITERS, key=agreement)


def _encrypted(path: Path) -> InputError:
    return _refused(
        path,
        "file-encrypted",
        _("The file is protected by a password."),
        _("Open it in Excel, remove the password and save it."),
    )


def _refused(path: Path, code: str, message: str, needed: str) -> InputError:
    return InputError([Issue(code, message, needed, file=path.name)])
