"""Tables as Word's XML: ruled, of fixed widths, with a header that is repeated and rows that never split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from docx.oxml.xmlchemy import BaseOxmlElement

from asnroster.output.docx.elements import make, run

Kind = Literal["text", "number", "centre"]
TWIPS_A_CM = 567
_STANDS = {"text": "left", "number": "right", "centre": "center"}
_EDGE = 70  # twips between a cell's border and its text
_INDENT = 170  # twips a level of the unit tree
_FEW_LINES = 16  # a table of no more stays on one page
_LETTERS_A_CM = 5.6
_HEADER, _STRONG = "D9E2F3", "F2F2F2"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in cm, how its cells stand."""

    title: str
    cm: float
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a text a column, the level of the first in the unit tree, and whether it stands out. A newline parts lines."""

    cells: Sequence[str]
    depth: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell looks: its style, background, and whether it stays on the page of the next row."""

    style: str
    fill: str = ""
    bold: bool = False
    stays: bool = False
    indent: int = 0


def table(
    columns: Sequence[Column], rows: Sequence[Row], style: str = "Cell", *, facts: bool = False
) -> BaseOxmlElement:
    """A table.

    Args:
        columns: from left to right.
        rows: of as many cells.
        style: of the paragraphs in it.
        facts: no header; the first column names what the second tells.
    """
    width = sum(map(_twips, columns))
    found = make("tbl", _properties(width, facts=facts), make("tblGrid"))
    found[-1].extend(make("gridCol", w=_twips(column)) for column in columns)
    if not facts:
        look = _Look(style, _HEADER, bold=True, stays=True)
        cells = [
            _cell(column.title, column, look, "text" if column.kind == "text" else "centre")
            for column in columns
        ]
        found.append(make("tr", make("trPr", make("cantSplit"), make("tblHeader")), *cells))
    together = sum(_lines(row, columns) for row in rows) <= _FEW_LINES
    for number, row in enumerate(rows, start=1):
        cells = list(_cells(columns, row, style, stays=together and number < len(rows), facts=facts))
        found.append(make("tr", make("trPr", make("cantSplit")), *cells))
    return found


def _twips(column: Column) -> int:
    return round(column.cm * TWIPS_A_CM)


def _lines(row: Row, columns: Sequence[Column]) -> int:
    """How high a row is, about."""
    return max(
        sum(1 + int(len(line) / (column.cm * _LETTERS_A_CM)) for line in text.split("\n"))
        for text, column in zip(row.cells, columns, strict=True)
    )


def _properties(width: int, *, facts: bool) -> BaseOxmlElement:
    rule = {"val": "single", "sz": 4, "space": 0, "color": "7F7F7F"}
    sides = (("top", 30), ("left", _EDGE), ("bottom", 30), ("right", _EDGE))
    return make(
        "tblPr",
        make("tblW", w=width, type="dxa"),
        make("tblInd", w=_EDGE, type="dxa"),
        make("tblBorders", *(make(side, **rule) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))),
        make("tblLayout", type="fixed"),
        make("tblCellMar", *(make(side, w=twips, type="dxa") for side, twips in sides)),
        make("tblLook", val="0080" if facts else "0020", firstRow=int(not facts), firstColumn=int(facts)),
    )  # fmt: skip


def _cells(
    columns: Sequence[Column], row: Row, style: str, *, stays: bool, facts: bool
) -> Iterator[BaseOxmlElement]:
    for place, (text, column) in enumerate(zip(row.cells, columns, strict=True)):
        first = not place
        fill = _STRONG if row.strong or (facts and first) else ""
        look = _Look(
            style, fill, bold=row.strong and first, stays=stays, indent=row.depth * _INDENT if first else 0
        )
        yield _cell(text, column, look, column.kind)


def _cell(text: str, column: Column, look: _Look, kind: Kind) -> BaseOxmlElement:
    found = make("tcPr", make("tcW", w=_twips(column), type="dxa"))
    if look.fill:
        found.append(make("shd", val="clear", color="auto", fill=look.fill))
    about = make("pPr", make("pStyle", val=look.style))
    if look.stays:
        about.append(make("keepNext"))
    if look.indent:
        about.append(make("ind", left=look.indent))
    about.append(make("jc", val=_STANDS[kind]))
    return make("tc", found, make("p", about, run(text, bold=look.bold)))
