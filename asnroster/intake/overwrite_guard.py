"""Results that may be written anew: nobody has changed them since asnroster wrote them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from asnroster.files import is_sealed

AUTHOR = "asnroster"
# The date that XlsxWriter gives all that it packs, as output.docx does, and no other program.
PACKED = (1980, 1, 31)
# A sheet that only results have: rosters, and comparisons and studies in either language.
_RESULTS = frozenset({"Kepatuhan", "Comparison", "Perbandingan", "Sensitivity", "Kepekaan"})
_TIDY = b"nip,name,agency,unit,date,code,reason"
_TIDY_ENDS = (b",most\n", b"\n")  # of today, and of earlier versions
_SHEET = re.compile(r'<sheet name="([^"]*)"')
_PROPERTY = re.compile(r"<(dc:creator|cp:lastModifiedBy|dcterms:created|dcterms:modified)\b[^>]*>([^<]*)<")


def is_untouched(path: Path) -> bool:
    """Whether a file holds nothing, or a result that no other program saved since it was written.

    Whoever saves a workbook or a document (.docx) packs it otherwise and leaves a name or a time in its properties. A .csv
    has none: a spreadsheet program ends its lines otherwise. A report (.html) ends with a checksum of what stands above it. Of a summary
    (any other name) it is enough that it is JSON.

    Args:
        path: a roster, a comparison, a study, a report or a summary; a staff workbook is never untouched.
    """
    try:
        if not path.stat().st_size:
            return True
        if path.suffix.lower() in (".xlsx", ".docx"):
            return _own_package(path)
        if path.suffix.lower() == ".html":
            return is_sealed(path.read_bytes().decode(errors="replace"))
        with path.open("rb") as file:
            head = file.readline()
    except OSError:
        return False
    return (
        head in [_TIDY + end for end in _TIDY_ENDS]
        if path.suffix.lower() == ".csv"
        else head.lstrip()[:1] == b"{"
    )


def is_result(path: Path) -> bool:
    """Whether a table looks like a roster, a comparison or a study of asnroster's, changed since or not."""
    try:
        if path.suffix.lower() == ".csv":
            with path.open("rb") as file:
                return file.readline().removeprefix(b"\xef\xbb\xbf").startswith(_TIDY[:24])
        with zipfile.ZipFile(path) as parts:
            body = parts.read("xl/workbook.xml").decode(errors="replace")
    except (OSError, zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return False
    return not _RESULTS.isdisjoint(_SHEET.findall(body))


def _own_package(path: Path) -> bool:
    is_book = path.suffix.lower() == ".xlsx"
    try:
        with zipfile.ZipFile(path) as parts:
            if any(entry.date_time[:3] != PACKED for entry in parts.infolist()):
                return False
            core = parts.read("docProps/core.xml").decode()
            body = parts.read("xl/workbook.xml" if is_book else "word/document.xml").decode()
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, UnicodeDecodeError):
        return False
    told = dict(_PROPERTY.findall(core))
    if not told.get("dc:creator") == told.get("cp:lastModifiedBy") == AUTHOR:
        return False
    if not is_book:  # documents are written without times, and are all results
        return "dcterms:modified" not in told
    return (
        "dcterms:created" in told
        and told["dcterms:created"] == told.get("dcterms:modified")
        and not _RESULTS.isdisjoint(_SHEET.findall(body))
    )
