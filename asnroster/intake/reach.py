"""How far a sheet reaches: one stray value in the last corner would fill the memory when it is read."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

MOST_CELLS = 50_000_000
_STATED = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)(\d+)"')
_VALUE = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>/]*><(?:v|is|f)\b')
_HEAD = 4096


@cache
def column_letters(column: int) -> str:
    """0 -> ``A``, 26 -> ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


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
                    stated = _STATED.search(sheet.read(_HEAD))
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
