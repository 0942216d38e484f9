"""Files become cells: workbooks by calamine, .csv and .tsv by the csv module."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, SheetTypeEnum, load_workbook

from asnroster.errors import InputError, Issue
from asnroster.intake import binary_marks, xml_marks
from asnroster.intake.file_kind import EMPTY, ENCRYPTED, Kind, false_workbook, stray_cell
from asnroster.intake.marks import Cell, Fault, Marks, Span, is_error_word, put_faults
from asnroster.words import _

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXTS = (".csv", ".tsv")
FORMATS = (*WORKBOOKS, *TEXTS)
_COMPOUND = b"\xd0\xcf\x11\xe0"
_DELIMITERS = (",", ";", "\t", "|")
_SNIFFED_ROWS = 30
_LINES = "\t\n\r"
_FORMAT, _CONTROL = "Cf", "Cc"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LOCK_NAMES = ("~${}", ".~lock.{}#")
_LOCK = re.compile(r"~\$(.+)|\.~lock\.(.+)#")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``rows[0][0]`` is cell A1, whatever stands empty before the data.

    Attributes:
        marks: what it says beside its values.
    """

    name: str
    rows: list[list[Cell]]
    marks: Marks = field(default_factory=Marks)


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


def read_book(
    path: Path | Book, *, wanted: Callable[[str], bool] = lambda name: True, verbatim: bool = False
) -> Book:
    """Read every cell of a file.

    Args:
        path: a workbook, .csv or .tsv; cells that are there already come back as they are.
        wanted: says by its name whether a sheet is needed; the others come without rows.
        verbatim: leave every text as it was written, invisible characters and all.

    Raises:
        InputError: when the file is missing, of another kind, under a password or damaged.
    """
    if isinstance(path, Book):
        return path
    if (workbook := locked_by(path)) is not None:
        raise _refused(
            path,
            "file-lock",
            _("The file is no list: it only marks that “{file}” is open in Excel or LibreOffice.").format(
                file=workbook
            ),
            _("Give “{file}” itself, saved and closed.").format(file=workbook),
        )
    data = _bytes_of(path)
    if path.suffix.lower() not in FORMATS:
        raise _foreign(path, data)
    reader = _csv_sheets if path.suffix.lower() in TEXTS else _workbook_sheets
    sheets = reader(path, data, wanted)
    if not verbatim:
        for sheet in sheets:
            _make_plain(sheet.rows)
    return Book(path.name, hashlib.sha256(data).hexdigest(), sheets)


def book_of(name: str, sheets: Mapping[str, list[list[Cell]]]) -> Book:
    """Tables that lie in no file, as a file of that name would hold them; the one sheet of a single table has no name."""
    for rows in sheets.values():
        _make_plain(rows)
    digest = hashlib.sha256(repr(sorted(sheets.items())).encode()).hexdigest()
    return Book(name, digest, tuple(Sheet(sheet, rows) for sheet, rows in sheets.items()))


def locked_by(path: Path) -> str | None:
    """The workbook that a file marks as open (``~$staff.xlsx``, ``.~lock.staff.xlsx#``); None for any other file."""
    match = _LOCK.fullmatch(path.name)
    return (match[1] or match[2]) if match else None


def is_open(path: Path) -> bool:
    """Whether a file that marks a workbook as open stands beside it."""
    return any(path.with_name(name.format(path.name)).exists() for name in _LOCK_NAMES)


def open_notice(path: Path) -> Issue:
    """The notice of a workbook that is open elsewhere."""
    message = _("The file is open in Excel or LibreOffice: what is not saved yet was not read.")
    needed = _("Save it there, and run this again, if you have changed anything.")
    return Issue("file-open", message, needed, file=path.name)


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: when it is missing, a folder or closed to us.
    """
    needed = _("Check the path, and close the file in Excel.")
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=error.strerror)
        if isinstance(error, FileNotFoundError):
            message = _("The file was not found.")
        elif path.is_dir():
            message, needed = _("This is a folder, not a file."), _("Name the workbook in it.")
        elif isinstance(error, PermissionError):
            message = _(
                "The file may not be read: it is open in another program, or you have no right to it."
            )
        raise _refused(path, "file-missing", message, needed) from error


def _foreign(path: Path, data: bytes) -> InputError:
    """The issue of a file of another ending; says what it truly is, where that can be told."""
    kind = false_workbook(data)
    message = _("“{file}” is no spreadsheet that can be read.").format(file=path.name)
    needed = _("Save it as {formats}.").format(formats=", ".join(FORMATS))
    if (
        kind is not None
        and kind.code != ENCRYPTED.code
        and path.suffix.lower() not in (".txt", ".htm", ".html")
    ):
        message, needed = str(kind.name), str(kind.needed)
    return _refused(path, "file-format", message, needed)


def _make_plain(rows: list[list[Cell]]) -> None:
    """Let every text be what it is meant as; each is looked at once, and only where one is another are rows made anew."""
    texts = {cell for row in rows for cell in row if type(cell) is str}
    doubtful = (text for text in texts if text[:1] in "#Ee" or not text.isascii() or not text.isprintable())
    meant = {text: _meant(text) for text in doubtful}
    other = {text: new for text, new in meant.items() if new != text or isinstance(new, Fault)}
    if other:
        rows[:] = [[other.get(cell, cell) if type(cell) is str else cell for cell in row] for row in rows]


def _meant(text: str) -> str:
    """A text without what nobody sees; an error's word is a fault, whoever wrote it as a text."""
    if not text.isascii() or not text.isprintable():
        text = cleaned(text)
    return Fault(text.strip()) if is_error_word(text) else text


def cleaned(text: str) -> str:
    """Text in its compatible form (NFKC), without invisible and direction marks; line ends stay.

    Full-width digits become digits, no-break spaces spaces; zero-width marks, byte order marks, soft hyphens and what
    turns the direction of writing go.

    Source: Unicode Standard Annex 15 (NFKC), general category Cf.
    """
    if text.isascii():
        return _CONTROLS.sub("", text) if _CONTROLS.search(text) else text
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if character in _LINES or unicodedata.category(character) not in (_FORMAT, _CONTROL)
    )


def _workbook_sheets(path: Path, data: bytes, wanted: Callable[[str], bool]) -> tuple[Sheet, ...]:
    kind = false_workbook(data)
    if kind is not None:
        raise _kind_refused(path, kind)
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
        marks = _marks(data, [name for name in names if wanted(name)])
        return tuple(
            _sheet(book.get_sheet_by_name(name), marks.get(name, Marks()))
            if wanted(name)
            else Sheet(name, [])
            for name in names
        )
    except CalamineError as error:
        if "password" in f"{type(error).__name__} {error}".lower():
            raise _kind_refused(path, ENCRYPTED) from error
        raise _refused(
            path,
            "file-unreadable",
            _("The file is damaged or no real spreadsheet."),
            _("Open it in Excel and save it again as an Excel workbook (.xlsx)."),
        ) from error


def _sheet(sheet: CalamineSheet, marks: Marks) -> Sheet:
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    put_faults(rows, marks.faults)
    marks.merged = tuple(Span(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Sheet(sheet.name, rows, marks)


def _marks(data: bytes, names: list[str]) -> dict[str, Marks]:
    """What sheets say beside their values, as far as their kind of file tells."""
    if data.startswith(_COMPOUND):
        return binary_marks.xls_marks(data, names)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return (
                xml_marks.xlsx_marks(parts, names)
                or xml_marks.ods_marks(parts, names)
                or binary_marks.xlsb_marks(parts, names)
            )
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        return {}


def _csv_sheets(path: Path, data: bytes, wanted: Callable[[str], bool]) -> tuple[Sheet, ...]:
    if data.startswith((b"PK\x03\x04", _COMPOUND)):
        raise _refused(
            path,
            "file-unreadable",
            _("The file is an Excel workbook that bears the name .csv."),
            _("Give it the ending .xlsx or .xls."),
        )
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t"):
        raise _kind_refused(path, EMPTY)
    text = _decoded(data)
    try:
        rows: list[list[Cell]] = [[_unwrapped(cell) for cell in row] for row in _csv_rows(text)]
    except csv.Error as error:
        raise _refused(
            path,
            "file-unreadable",
            _("The file is damaged or no real csv file."),
            _("Open it in Excel and save it again as an Excel workbook (.xlsx)."),
        ) from error
    return (Sheet("", rows),)


def _unwrapped(cell: str) -> str:
    """What stands in a cell that is written as a formula to keep its digits: ``="1980…"``."""
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') and len(cell) > 2 else cell


def _csv_rows(text: str) -> list[list[str]]:
    """The rows of a text; lines that stand in quotes as a whole, as some programs save them, are opened first."""
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)))
    if not any(len(row) > 1 for row in rows) and text.lstrip().startswith('"'):
        inner = "\n".join(row[0] if row else "" for row in rows)
        return list(csv.reader(io.StringIO(inner, newline=""), delimiter=delimiter_of(inner)))
    return rows


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


def _kind_refused(path: Path, kind: Kind) -> InputError:
    return _refused(path, kind.code, str(kind.name), str(kind.needed))


def _refused(path: Path, code: str, message: str, needed: str) -> InputError:
    return InputError([Issue(code, message, needed, file=path.name)])
