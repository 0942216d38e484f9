"""The marks of an .xls and of an .xlsb, read from their binary records: what readers of values pass over."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Collection, Iterator, Sequence
from struct import unpack_from

from asnroster.intake.marks import Fault, Marks
from asnroster.intake.xml_marks import relation_targets

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_FREE, _ENTRY, _FIRST_DIFAT = 0xFFFFFFFA, 128, 109
_FORMULA, _ERROR_CELL, _ROW, _COLUMNS, _SHEET, _END = 0x0006, 0x0205, 0x0208, 0x007D, 0x0085, 0x000A
_HIDDEN_ROW, _SLICE = 0x20, 64


def error_of(value: int) -> Fault:
    """The error that a number stands for, here and in an .xlsb."""
    return Fault(_ERRORS.get(value, "#VALUE!"))


def xls_marks(data: bytes, wanted: Collection[str]) -> dict[str, Marks]:
    """Sheet name -> its errors, hidden rows and columns, and whether it is hidden; nothing for what is no .xls of 1997 or later.

    Args:
        data: the bytes of the file.
        wanted: names of the sheets that are looked at.

    Source: MS-CFB, MS-XLS (records BoundSheet8, Row, ColInfo, BoolErr, Formula).
    """
    try:
        stream = _workbook(data)
        return {name: marks for name, marks in _xls_sheets(stream) if name in wanted}
    except (struct.error, IndexError, ValueError):
        return {}


def _workbook(data: bytes) -> bytes:
    """The stream “Workbook” of the container; empty where it has none."""
    size = {9: 512, 12: 4096}.get(unpack_from("<H", data, 30)[0], 0)
    if not size:
        return b""

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size]

    tables = [number for number in unpack_from(f"<{_FIRST_DIFAT}I", data, 76) if number < _FREE]
    following, per = unpack_from("<I", data, 68)[0], size // 4
    while following < _FREE and len(tables) < len(data) // size:
        *more, following = unpack_from(f"<{per}I", sector(following))
        tables += [number for number in more if number < _FREE]
    chain = [after for number in tables for after in unpack_from(f"<{per}I", sector(number))]

    def joined(first: int) -> bytes:
        return b"".join(sector(number) for number in _chained(chain, first))

    directory = joined(unpack_from("<I", data, 48)[0])
    entries = {}
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le")
        entries[name] = unpack_from("<II", directory, at + 116)
    first, whole = entries.get("Workbook", (_FREE, 0))
    if whole >= unpack_from("<I", data, 56)[0]:
        return joined(first)[:whole]
    # What is small stands in slices of the root's own stream.
    slices = joined(entries.get("Root Entry", (_FREE, 0))[0])
    small = joined(unpack_from("<I", data, 60)[0])
    small_chain = unpack_from(f"<{len(small) // 4}I", small)
    return b"".join(slices[at * _SLICE : (at + 1) * _SLICE] for at in _chained(small_chain, first))[:whole]


def _chained(chain: Sequence[int], first: int) -> Iterator[int]:
    """The numbers of a chain from one on; one that runs in a circle ends."""
    for _step in range(len(chain)):
        if first >= _FREE:
            return
        yield first
        first = chain[first]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record up to the end of its part."""
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == _END:
            return
        at += 4 + length


def _xls_sheets(stream: bytes) -> Iterator[tuple[str, Marks]]:
    for kind, body in _records(stream, 0):
        if kind != _SHEET:
            continue
        start, state, _type, length, wide = unpack_from("<IBBBB", body)
        name = body[8 : 8 + length * (1 + wide % 2)].decode("utf-16-le" if wide % 2 else "latin-1")
        marks = Marks(hidden=state % 4 > 0, very_hidden=state % 4 == 2)
        for record, cells in _records(stream, start):
            _note(record, cells, marks)
        yield name, marks


def _note(record: int, body: bytes, marks: Marks) -> None:
    if record == _ERROR_CELL:
        row, column, _style, value, is_error = unpack_from("<HHHBB", body)
        if is_error:
            marks.faults[row, column] = error_of(value)
    elif record == _FORMULA:
        row, column, kind, value, mark = unpack_from("<HHxxBxBxxxH", body)
        if mark == 0xFFFF and kind == 2:
            marks.faults[row, column] = error_of(value)
    elif record == _ROW:
        row, height, flags = (
            *unpack_from("<H", body),
            unpack_from("<H", body, 6)[0],
            unpack_from("<H", body, 12)[0],
        )
        if flags & _HIDDEN_ROW or not height & 0x7FFF:
            marks.hidden_rows.add(row + 1)
    elif record == _COLUMNS:
        first, last, width, _style, flags = unpack_from("<HHHHH", body)
        if flags & 1 or not width:
            marks.hidden_columns.update(range(first, last + 1))


_WORKBOOK, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_XLSB_ROW, _XLSB_ERROR_CELL, _ERROR_FORMULA, _XLSB_COLUMNS, _XLSB_SHEET = 0, 3, 11, 60, 156
_XLSB_HIDDEN_ROW = 0x10


def xlsb_marks(parts: zipfile.ZipFile, wanted: Collection[str]) -> dict[str, Marks]:
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
    marks = {}
    try:
        for kind, body in _xlsb_records(parts.read(_WORKBOOK)):
            if kind == _XLSB_SHEET:
                state = unpack_from("<I", body)[0]
                identity, at = _xlsb_text(body, 8)
                name, _end = _xlsb_text(body, at)
                if name in wanted and targets.get(identity) in names:
                    marks[name] = _xlsb_sheet(parts.read(targets[identity]), state)
    except (struct.error, IndexError, UnicodeDecodeError):
        return marks
    return marks


def _xlsb_text(body: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    length = unpack_from("<I", body, at)[0]
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le"), end


def _xlsb_records(stream: bytes) -> Iterator[tuple[int, bytes]]:
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


def _xlsb_sheet(stream: bytes, state: int) -> Marks:
    marks, row = Marks(hidden=state > 0, very_hidden=state == 2), 0
    for kind, body in _xlsb_records(stream):
        if kind == _XLSB_ROW:
            row = unpack_from("<I", body)[0]
            height, flags = unpack_from("<HxB", body, 8)
            if flags & _XLSB_HIDDEN_ROW or not height:
                marks.hidden_rows.add(row + 1)
        elif kind in (_XLSB_ERROR_CELL, _ERROR_FORMULA):
            marks.faults[row, unpack_from("<I", body)[0]] = error_of(body[8])
        elif kind == _XLSB_COLUMNS:
            first, last, width = unpack_from("<III", body)
            if unpack_from("<H", body, 16)[0] & 1 or not width:
                marks.hidden_columns.update(range(first, min(last, 16_383) + 1))
    return marks
