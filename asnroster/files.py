"""Files are written whole or not at all, and over a result only where nobody has changed it since."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A temporary path beside ``target`` that takes its place when the block ends well.

    Raises:
        OSError: when the folder cannot be written to; it names ``target``, never the temporary file.
    """
    with _told_of(target):
        handle, name = tempfile.mkstemp(prefix=".", suffix=target.suffix, dir=target.parent or ".")
        os.close(handle)
    temporary = Path(name)
    try:
        with _told_of(target, temporary):
            yield temporary
            temporary.chmod(0o644 & ~_umask())
            temporary.replace(target)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


@contextmanager
def _told_of(target: Path, temporary: Path | None = None) -> Iterator[None]:
    """Let an error that names no file, or the temporary one, name ``target``."""
    try:
        yield
    except OSError as error:
        if error.errno is None or (temporary and error.filename not in (None, str(temporary), temporary)):
            raise
        raise OSError(error.errno, error.strerror, str(target)) from None


@contextmanager
def whole_file_and_folder(target: Path, folder: Path) -> Iterator[tuple[Path, Path]]:
    """A temporary path and a temporary folder that take the places of both together when the block ends well.

    Raises:
        OSError: when they cannot be written, or ``folder`` is there already.
    """
    if folder.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
    with tempfile.TemporaryDirectory(prefix=".", dir=folder.parent or ".") as kept:
        inside = Path(kept) / folder.name
        inside.mkdir()
        try:
            with whole_file(target) as temporary:
                yield temporary, inside
                inside.rename(folder)
        except OSError:
            # The file could not take its place: the folder goes back, and away with the temporary one.
            if not inside.exists() and folder.exists():
                folder.rename(inside)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sealed(page: str) -> str:
    """An HTML page with a last line by which it is known that nobody changed it."""
    return f"{page}\n<!-- asnroster {hashlib.sha256(page.encode()).hexdigest()} -->\n"


def is_sealed(text: str) -> bool:
    """Whether a page is as :func:`sealed` wrote it."""
    page, _newline, _seal = text.rstrip("\n").rpartition("\n")
    return text == sealed(page)


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
    properties = dict(_PROPERTY.findall(core))
    if not properties.get("dc:creator") == properties.get("cp:lastModifiedBy") == AUTHOR:
        return False
    if not is_book:  # documents are written without times, and are all results
        return "dcterms:modified" not in properties
    return (
        "dcterms:created" in properties
        and properties["dcterms:created"] == properties.get("dcterms:modified")
        and not _RESULTS.isdisjoint(_SHEET.findall(body))
    )
