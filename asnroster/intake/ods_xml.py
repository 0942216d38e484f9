"""The marks of an .ods, read from its XML: what readers of values pass over."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from typing import IO
from xml.etree.ElementTree import Element, ParseError, iterparse

from asnroster.intake.faults import Fault
from asnroster.intake.marks import Marks

_CONTENT = "content.xml"
_MOST_REPEATED = 1000  # what is repeated to the end of a sheet is nobody's
_TELLING = re.compile(
    rb'value-type="error"|table:visibility=|table:display="false"|(?:row-height|column-width)="0+(?:\.0+)?[a-z]*"'
)
_NOTHING = re.compile(r"0+(?:\.0+)?[a-z]*")


def sheet_marks(parts: zipfile.ZipFile, wanted: Collection[str]) -> dict[str, Marks]:
    """Sheet name -> its errors, hidden rows and columns, and whether it is hidden.

    Args:
        parts: the open file; one that is no .ods has no marks.
        wanted: names of the sheets that are looked at.
    """
    content = parts.read(_CONTENT) if _CONTENT in parts.namelist() else b""
    if not _TELLING.search(content):
        return {}
    try:
        found = _Reader(io.BytesIO(content)).found
    except ParseError:
        return {}
    return {name: marks for name, marks in found.items() if name in wanted}


class _Reader:
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
            if any(_NOTHING.fullmatch(_attribute(inside, size)) for size in ("row-height", "column-width")):
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
            found
            for key, found in element.attrib.items()
            if key.rpartition("}")[2] == name and value in (None, found)
        ),
        "",
    )


def _repeated(element: Element, name: str) -> int:
    return int(_attribute(element, name) or 1)
