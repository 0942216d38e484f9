"""The marks of an .xlsb, read from its binary records: what readers of values pass over."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Collection, Iterator
from struct import unpack_from

from asnroster.intake.binary_marks import error_of
from asnroster.intake.marks import Marks
from asnroster.intake.xml_marks import relation_targets

_WORKBOOK, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_ROW, _ERROR_CELL, _ERROR_FORMULA, _COLUMNS, _SHEET = 0, 3, 11, 60, 156
_HIDDEN_ROW = 0x10


def sheet_marks(parts: zipfile.ZipFile, wanted: Collection[str]) -> dict[str, Marks]:
    """Sheet name -> its errors, hidden rows and columns, and whether it is hidden.

    Args:
        parts: the open workbook; one that is no .xlsb has no marks.
        wanted: names of the sheets that are looked at.

    Source: MS-XLSB (records BrtBundleSh, BrtRowHdr, BrtColInfo, BrtCellError, BrtFmlaError).
    """
    names = set(parts.namelist())
    if _WORKBOOK not in names or _RELATIONS not in names:
        return {}
    targets = relation_targets(parts.read(_RELATIONS))
    found = {}
    try:
        for kind, body in _records(parts.read(_WORKBOOK)):
            if kind == _SHEET:
                state = unpack_from("<I", body)[0]
                identity, at = _text(body, 8)
                name, _end = _text(body, at)
                if name in wanted and targets.get(identity) in names:
                    found[name] = _marks(parts.read(targets[identity]), state)
    except (struct.error, IndexError, UnicodeDecodeError):
        return found
    return found


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    length = unpack_from("<I", body, at)[0]
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le"), end


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record; both its numbers are written seven bits a byte."""
    at = 0
    while at < len(stream):
        kind = stream[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | stream[at] << 7
            at += 1
        length = shift = 0
        while True:
            part = stream[at]
            at += 1
            length |= (part & 0x7F) << shift
            shift += 7
            if not part & 0x80:
                break
        yield kind, stream[at : at + length]
        at += length


def _marks(stream: bytes, state: int) -> Marks:
    marks, row = Marks(hidden=state > 0, very_hidden=state == 2), 0
    for kind, body in _records(stream):
        if kind == _ROW:
            row = unpack_from("<I", body)[0]
            height, flags = unpack_from("<HxB", body, 8)
            if flags & _HIDDEN_ROW or not height:
                marks.hidden_rows.add(row + 1)
        elif kind in (_ERROR_CELL, _ERROR_FORMULA):
            marks.faults[row, unpack_from("<I", body)[0]] = error_of(body[8])
        elif kind == _COLUMNS:
            first, last, width = unpack_from("<III", body)
            if unpack_from("<H", body, 16)[0] & 1 or not width:
                marks.hidden_columns.update(range(first, min(last, 16_383) + 1))
    return marks
