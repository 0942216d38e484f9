"""The true kind of a file by its first bytes, not by its name, and the used range of its sheets."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from asnroster.intake.marks import column_letters
from asnroster.words import Text

_COMPOUND = b"\xd0\xcf\x11\xe0"  # the container of .xls and .doc, and of an .xlsx under a password
_ENCRYPTED, _WORD, _SLIDES = (
    name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument", "PowerPoint Document")
)
_HEAD = 4096
_HTML = re.compile(r"<(?:!doctype html|html|table|body|head|div|style)\b|text/html")
_SAVE_AS = Text(
    "Open it in Excel and save it as an Excel workbook (.xlsx).",
    "Buka di Excel lalu simpan sebagai buku kerja Excel (.xlsx).",
)
_COPY_TABLE = Text(
    "Copy its table into an empty Excel workbook and save that as .xlsx.",
    "Salin tabelnya ke buku kerja Excel yang kosong lalu simpan sebagai .xlsx.",
)
_REMOVE_PASSWORD = Text(
    "Open it in Excel, remove the password and save it.", "Buka di Excel, hapus kata sandinya, lalu simpan."
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that cannot be read as a workbook.

    Attributes:
        code: stable key of the issue.
        name: what it is, a full sentence.
        needed: what would do, a full sentence.
    """

    code: str
    name: Text
    needed: Text


def _kind(english: str, indonesian: str, needed: Text, code: str = "file-unreadable") -> Kind:
    return Kind(code, Text(english, indonesian), needed)


ENCRYPTED = _kind(
    "The file is protected by a password.",
    "Berkas dilindungi kata sandi.",
    _REMOVE_PASSWORD,
    "file-encrypted",
)
_WEB_PAGE = _kind(
    "The file is a web page that only bears the name of a spreadsheet.",
    "Berkas ini halaman web yang hanya bernama lembar kerja.",
    _SAVE_AS,
)
_XML_2003 = _kind(
    "The file is an XML spreadsheet of 2003 that bears the name of a workbook.",
    "Berkas ini lembar kerja XML 2003 yang bernama buku kerja Excel.",
    _SAVE_AS,
)
_XML = _kind("The file is an XML text, not a workbook.", "Berkas ini teks XML, bukan buku kerja.", _SAVE_AS)
_TEXT = _kind(
    "The file is plain text (like .csv) that bears the name of a workbook.",
    "Berkas ini teks biasa (seperti .csv) yang bernama buku kerja Excel.",
    Text(
        "Give it the ending .csv (.tsv with tabs between the columns), or open it in Excel and save it as .xlsx.",
        "Ganti akhiran namanya menjadi .csv (.tsv bila kolomnya dipisah tab), atau buka di Excel lalu simpan sebagai .xlsx.",
    ),
)
_DOCUMENT = _kind("The file is a Word document.", "Berkas ini dokumen Word.", _COPY_TABLE)
_PRESENTATION = _kind("The file is a presentation.", "Berkas ini presentasi.", _COPY_TABLE)
_PDF = _kind("The file is a PDF document.", "Berkas ini dokumen PDF.", _COPY_TABLE)
_RICH_TEXT = _kind("The file is a text document (RTF).", "Berkas ini dokumen teks (RTF).", _COPY_TABLE)
_PICTURE = _kind(
    "The file is a picture.",
    "Berkas ini gambar.",
    Text("Type its table into a workbook.", "Ketik tabelnya ke dalam buku kerja."),
)
_NUMBERS = _kind(
    "The file is a table of Apple Numbers.",
    "Berkas ini tabel Apple Numbers.",
    Text("Export it from Numbers as Excel (.xlsx).", "Ekspor dari Numbers sebagai Excel (.xlsx)."),
)
_ARCHIVE = _kind(
    "The file is a packed archive (zip), not a workbook.",
    "Berkas ini arsip (zip), bukan buku kerja.",
    Text("Unpack it and give the workbook in it.", "Buka arsipnya lalu berikan buku kerja di dalamnya."),
)
EMPTY = _kind(
    "The file is empty.",
    "Berkas kosong.",
    Text("Check that it was saved.", "Pastikan berkas sudah tersimpan."),
)
_MAGIC = (
    (b"%PDF", _PDF),
    (b"{\\rtf", _RICH_TEXT),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
)


def false_workbook(data: bytes) -> Kind | None:
    """The kind of a file that is no workbook but is named like one; None for a workbook, or one damaged beyond telling.

    Args:
        data: the bytes of the file.
    """
    if not data.strip(b"\0 \r\n\t"):
        return EMPTY
    if data.startswith(_COMPOUND):
        kinds = ((_ENCRYPTED, ENCRYPTED), (_WORD, _DOCUMENT), (_SLIDES, _PRESENTATION))
        return next((kind for mark, kind in kinds if mark in data), None)
    if data.startswith(b"PK"):
        return _packed(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return _written(data)


def _packed(data: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, OSError):
        return None
    if any(name.startswith("xl/") or name == "content.xml" for name in names):
        return None
    for start, kind in (("word/", _DOCUMENT), ("ppt/", _PRESENTATION), ("Index/", _NUMBERS)):
        if any(name.startswith(start) for name in names):
            return kind
    return _ARCHIVE


def _written(data: bytes) -> Kind | None:
    """A kind of text; None for anything else."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = data[:_HEAD].decode("utf-16", errors="replace")
    elif b"\0" in data[:_HEAD]:
        return None
    else:
        head = data[:_HEAD].decode("utf-8-sig", errors="replace")
    start = head.lstrip("\ufeff \r\n\t").casefold()
    if start.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return _XML_2003
    if start.startswith(("<", "mime-version:")):
        return _WEB_PAGE if _HTML.search(start) else _XML
    return _TEXT if len(start.splitlines()) > 1 and re.search(r"[,;\t]", start) else None


MOST_CELLS = 50_000_000
_STATED = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_VALUE = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>/]*><(?:v|is|f)\b')
_STATED_WITHIN = 4096


def stray_cell(data: bytes) -> str | None:
    """The corner of a sheet of an .xlsx that is too large to be a table of people; None when all are fine.

    Args:
        data: the bytes of the workbook; whatever is no .xlsx has no stray cell.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for part in parts.namelist():
                if not part.startswith("xl/worksheets/") or not part.endswith(".xml"):
                    continue
                with parts.open(part) as sheet:
                    stated = _STATED.search(sheet.read(_STATED_WITHIN))
                # What is stated may count cells that are only formatted.
                if stated and _cells(*stated.groups()) > MOST_CELLS and (corner := _corner(parts.read(part))):
                    return corner
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return None
    return None


def _corner(sheet: bytes) -> str | None:
    places = [(_column(match[1]), int(match[2])) for match in _VALUE.finditer(sheet)]
    if not places:
        return None
    column, row = max(place[0] for place in places), max(place[1] for place in places)
    return f"{column_letters(column - 1)}{row}" if column * row > MOST_CELLS else None


def _cells(letters: bytes, row: bytes) -> int:
    return _column(letters) * int(row)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
