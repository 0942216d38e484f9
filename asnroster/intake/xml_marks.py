"""The marks of an .xlsx, .xlsm or .ods, read from their XML: what readers of values pass over."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

from asnroster.intake.marks import UNCOMPUTED, Fault, Marks, Place

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)/?>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>', re.DOTALL
)
_UNCOMPUTED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>/])([^>]*)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_FONT = re.compile(rb"<font(?:\s*/>|\b[^>]*>.*?</font>)", re.DOTALL)
_FORMAT = re.compile(rb"<xf\b([^>]*)>")
_NUMBER_FORMAT = re.compile(rb"<numFmt\b([^>]*)>")
_STRUCK = re.compile(rb'<strike(?:\s*/>|\s+val="(?:1|true)"\s*/?>)')
_ON = ("1", "true")
_NOTHING = re.compile(r"0+(?:\.0+)?")
_BUILT_IN_PERCENT = ("9", "10")


@dataclass(frozen=True, slots=True)
class _Styles:
    """Which cell formats strike through, and which show per cent, as a pattern of their numbers."""

    struck: re.Pattern[bytes] | None = None
    percent: re.Pattern[bytes] | None = None


def xlsx_marks(parts: zipfile.ZipFile, wanted: Collection[str]) -> dict[str, Marks]:
    """Sheet name -> its marks, without merged cells.

    Args:
        parts: the open workbook; one that is no .xlsx has no marks.
        wanted: names of the sheets that are looked at.
    """
    names = set(parts.namelist())
    if "xl/workbook.xml" not in names:
        return {}
    styles = _styles(parts.read("xl/styles.xml")) if "xl/styles.xml" in names else _Styles()
    by_sheet = {}
    for name, part, state in _sheets(parts, names):
        if name not in wanted:
            continue
        marks = _marks(parts.read(part), styles)
        marks.hidden, marks.very_hidden = state != "visible", state == "veryHidden"
        by_sheet[name] = marks
    return by_sheet


def _attributes(text: bytes) -> dict[str, str]:
    return {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(text.decode("utf-8", "replace"))}


def relation_targets(xml: bytes) -> dict[str, str]:
    """Id -> part of each relation of a workbook."""
    relations = [_attributes(match[1]) for match in _RELATION.finditer(xml)]
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        for one in relations
    }


def _sheets(parts: zipfile.ZipFile, names: set[str]) -> Iterator[tuple[str, str, str]]:
    """Name, part and state of each sheet."""
    relations = "xl/_rels/workbook.xml.rels"
    targets = relation_targets(parts.read(relations)) if relations in names else {}
    for match in _SHEET.finditer(parts.read("xl/workbook.xml")):
        sheet = _attributes(match[1])
        part = targets.get(next((sheet[key] for key in sheet if key.endswith(":id")), ""), "")
        if part in names:
            yield sheet.get("name", ""), part, sheet.get("state", "visible")


def _styles(xml: bytes) -> _Styles:
    fonts = xml[xml.find(b"<fonts") : xml.find(b"</fonts>")]
    struck = {str(place) for place, font in enumerate(_FONT.findall(fonts)) if _STRUCK.search(font)}
    percent = {
        said["numFmtId"]
        for said in map(_attributes, _NUMBER_FORMAT.findall(xml))
        if "%" in said.get("formatCode", "") and "numFmtId" in said
    } | set(_BUILT_IN_PERCENT)
    formats = [
        _attributes(said)
        for said in _FORMAT.findall(xml[xml.find(b"<cellXfs") : max(0, xml.find(b"</cellXfs>"))])
    ]
    return _Styles(
        _styled([at for at, said in enumerate(formats) if said.get("fontId") in struck]),
        _styled([at for at, said in enumerate(formats) if said.get("numFmtId") in percent]),
    )


def _styled(styles: list[int]) -> re.Pattern[bytes] | None:
    """The start of a cell with something in it that bears one of the styles."""
    if not styles:
        return None
    numbers = b"|".join(str(style).encode() for style in styles)
    return re.compile(rb'<(?:\w+:)?c\b([^>]*\bs="(?:' + numbers + rb')"[^>]*)(?<!/)>')


def _marks(xml: bytes, styles: _Styles) -> Marks:
    marks = Marks()
    if b't="e"' in xml:
        for match in _ERROR.finditer(xml):
            marks.faults[_place(xml, match.start())] = Fault(match[2].decode("utf-8", "replace"))
    # Validations and columns, which stand around the rows, look the same: rows alone tell whether a long look is worth it.
    first, last = max(0, xml.find(b"sheetData")), xml.rfind(b"sheetData>")
    rows = first, last if last > first else len(xml)
    if any(xml.find(sign, *rows) >= 0 for sign in (b"<f", b":f")):
        marks.faults |= dict.fromkeys(_uncomputed(xml), UNCOMPUTED)
    if any(xml.find(sign, *rows) >= 0 for sign in (b"hidden=", b'ht="0')):
        marks.hidden_rows = set(_hidden_rows(xml))
    marks.hidden_columns = set(_hidden_columns(xml))
    if styles.struck is not None:
        marks.struck_rows = {_place(xml, match.start())[0] + 1 for match in styles.struck.finditer(xml)}
    if styles.percent is not None:
        marks.percent = {_place(xml, match.start()) for match in styles.percent.finditer(xml)}
    return marks


def _uncomputed(xml: bytes) -> Iterator[Place]:
    """Formula cells without a value; an empty text is one (``t="str"``)."""
    for match in _UNCOMPUTED.finditer(xml):
        at, tag = match.start(), None
        while tag is None and at >= 0:
            at = xml.rfind(b"<", 0, at)
            tag = _CELL.match(xml, at)
        if tag and b't="str"' not in tag[1]:
            yield _place(xml, at)


def _place(xml: bytes, at: int) -> Place:
    """Row and column of the cell that starts there; programs may leave its reference out."""
    tag = _CELL.match(xml, at)
    reference = _REFERENCE.search(tag[1]) if tag else None
    if reference:
        return int(reference[2]) - 1, _column(reference[1])
    rows = list(_ROW.finditer(xml, 0, at))
    before = sum(1 for _cell in _CELL.finditer(xml, rows[-1].end(), at)) if rows else 0
    number = _attributes(rows[-1][1]).get("r", str(len(rows))) if rows else "1"
    return int(number) - 1, before


def _hidden_rows(xml: bytes) -> Iterator[int]:
    for number, match in enumerate(_ROW.finditer(xml), start=1):
        if b"hidden=" in match[1] or b'ht="0' in match[1]:
            row = _attributes(match[1])
            if row.get("hidden") in _ON or _NOTHING.fullmatch(row.get("ht", "")):
                yield int(row.get("r", number))


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for match in _COLUMN.finditer(xml, 0, max(0, xml.find(b"sheetData"))):
        column = _attributes(match[1])
        if column.get("hidden") in _ON or _NOTHING.fullmatch(column.get("width", "")):
            first, last = int(column.get("min", 1)), int(column.get("max", 1))
            yield from range(first - 1, min(last, 16_384))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


_CONTENT = "content.xml"
_MOST_REPEATED = 1000  # what is repeated to the end of a sheet is nobody's
_TELLING = re.compile(
    rb'value-type="error"|table:visibility=|table:display="false"|(?:row-height|column-width)="0+(?:\.0+)?[a-z]*"'
)
_FLAT = re.compile(r"0+(?:\.0+)?[a-z]*")


def ods_marks(parts: zipfile.ZipFile, wanted: Collection[str]) -> dict[str, Marks]:
    """Sheet name -> its errors, hidden rows and columns, and whether it is hidden.

    Args:
        parts: the open file; one that is no .ods has no marks.
        wanted: names of the sheets that are looked at.
    """
    content = parts.read(_CONTENT) if _CONTENT in parts.namelist() else b""
    if not _TELLING.search(content):
        return {}
    try:
        by_sheet = _OdsReader(io.BytesIO(content)).found
    except ParseError:
        return {}
    return {name: marks for name, marks in by_sheet.items() if name in wanted}


class _OdsReader:
    """Goes through the sheets once, row by row."""

    def __init__(self, file: IO[bytes]) -> None:
        self.found: dict[str, Marks] = {}
        self._unseen: set[str] = set()
        self._flat: set[str] = set()
        marks, row, column = Marks(), 0, 0
        for event, element in iterparse(file, ("start", "end")):
            name = element.tag.rpartition("}")[2]
            if event == "start":
                if name == "table":
                    marks, row, column = Marks(), 0, 0
                    marks.hidden = _attribute(element, "style-name") in self._unseen
                    self.found[_attribute(element, "name")] = marks
                continue
            if name == "style":
                self._note_style(element)
            elif name == "table-column":
                count = _repeated(element, "number-columns-repeated")
                if self._is_hidden(element):
                    marks.hidden_columns.update(range(column, column + min(count, _MOST_REPEATED)))
                column += count
            elif name == "table-row":
                count = _repeated(element, "number-rows-repeated")
                rows = range(row, row + min(count, _MOST_REPEATED))
                if self._is_hidden(element):
                    marks.hidden_rows.update(at + 1 for at in rows)
                for at in rows:
                    _note_faults(element, at, marks)
                row += count
                element.clear()

    def _note_style(self, element: Element) -> None:
        for inside in element:
            if _attribute(inside, "display") == "false":
                self._unseen.add(_attribute(element, "name"))
            if any(_FLAT.fullmatch(_attribute(inside, size)) for size in ("row-height", "column-width")):
                self._flat.add(_attribute(element, "name"))

    def _is_hidden(self, element: Element) -> bool:
        """Whether a row or column is hidden, filtered away or without any height or width."""
        return (
            _attribute(element, "visibility") in ("collapse", "filter")
            or _attribute(element, "style-name") in self._flat
        )


def _note_faults(element: Element, row: int, marks: Marks) -> None:
    column = 0
    for cell in element:
        count = _repeated(cell, "number-columns-repeated")
        if _attribute(cell, "value-type", "error"):
            text = "".join(cell.itertext()).strip() or "#VALUE!"
            for at in range(column, column + min(count, _MOST_REPEATED)):
                marks.faults[row, at] = Fault(text)
        column += count


def _attribute(element: Element, name: str, value: str | None = None) -> str:
    """The attribute of that local name (and that value), whatever its namespace; empty where there is none."""
    return next(
        (
            text
            for key, text in element.attrib.items()
            if key.rpartition("}")[2] == name and value in (None, text)
        ),
        "",
    )


def _repeated(element: Element, name: str) -> int:
    return int(_attribute(element, name) or 1)
