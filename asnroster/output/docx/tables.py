"""Tables as Word's XML: ruled, of fixed widths, with a header that is repeated and rows that never split."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from docx.oxml.xmlchemy import BaseOxmlElement

from asnroster.output.blocks import Row, Table, stands
from asnroster.output.docx.elements import make, run

TWIPS_A_CM = 567
_STANDS = {"text": "left", "number": "right", "centre": "center", "date": "left"}
_EDGE = 70  # twips between a cell's border and its text
_INDENT = 170  # twips a level of the unit tree
_FEW_LINES = 16  # a table of no more stays on one page
_LETTERS_A_CM = {"Small": 6.3, "Cell": 5.6, "Form": 4.6}
_EDGE_LETTERS = 2  # what the borders take
_FACTS = 0.26  # of the width for what it is
_HEADER, _STRONG = "D9E2F3", "F2F2F2"


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell looks: its style, background, and whether it stays on the page of the next row."""

    style: str
    fill: str = ""
    bold: bool = False
    stays: bool = False
    indent: int = 0


def table(shown: Table, cm: float, style: str = "Cell", *, facts: bool = False) -> BaseOxmlElement:
    """A table.

    Args:
        shown: its columns and rows; its caption and note stand elsewhere.
        cm: its width.
        style: of the paragraphs in it.
        facts: no header; the first column names what the second tells.
    """
    texts = shown.texts
    columns = _widths(shown, texts, cm, style, facts=facts)
    element = make("tbl", _properties(sum(columns), facts=facts), make("tblGrid"))
    element[-1].extend(make("gridCol", w=width) for width in columns)
    if not facts:
        look = _Look(style, _HEADER, bold=True, stays=True)
        cells = [
            _cell(column.heading, width, look, "text" if stands(column.kind) == "text" else "centre")
            for column, width in zip(shown.columns, columns, strict=True)
        ]
        element.append(make("tr", make("trPr", make("cantSplit"), make("tblHeader")), *cells))
    together = sum(_lines(row, columns, _LETTERS_A_CM[style]) for row in texts) <= _FEW_LINES
    for number, (row, cells_of) in enumerate(zip(shown.lines, texts, strict=True), start=1):
        stays = together and number < len(texts)
        places = [stands(column.kind) for column in shown.columns]
        cells = list(_cells(row, cells_of, columns, places, style, stays=stays, facts=facts))
        element.append(make("tr", make("trPr", make("cantSplit")), *cells))
    return element


def _widths(shown: Table, texts: Sequence[Sequence[str]], cm: float, style: str, *, facts: bool) -> list[int]:
    """Twips of each column: no word is torn apart, and what is left goes to those who have most to tell."""
    if facts:
        return [round(cm * share * TWIPS_A_CM) for share in (_FACTS, 1 - _FACTS)]
    least, wanted = [], []
    for place, column in enumerate(shown.columns):
        held = [row[place] for row in texts]
        words = [word for text in (column.heading, *held) for word in re.split(r"[\s-]", text)]
        least.append(max(map(len, words), default=1) + _EDGE_LETTERS)
        usual = sqrt(sum(len(text) ** 2 for text in held) / max(1, len(held))) + _EDGE_LETTERS
        wanted.append(max(float(least[-1]), usual))
    spare = max(0.0, cm * _LETTERS_A_CM[style] - sum(least))
    more = sum(wanted) - sum(least)
    part = min(1.0, spare / more) if more else 0.0
    letters = [few + part * (many - few) for few, many in zip(least, wanted, strict=True)]
    return [round(each * cm * TWIPS_A_CM / sum(letters)) for each in letters]


def _lines(texts: Sequence[str], columns: Sequence[int], letters: float) -> int:
    """How high a row is, about."""
    return max(
        sum(1 + int(len(line) / (width / TWIPS_A_CM * letters)) for line in text.split("\n"))
        for text, width in zip(texts, columns, strict=True)
    )


def _properties(width: int, *, facts: bool) -> BaseOxmlElement:
    rule = {"val": "single", "sz": 4, "space": 0, "color": "7F7F7F"}
    sides = (("top", 30), ("left", _EDGE), ("bottom", 30), ("right", _EDGE))
    return make(
        "tblPr",
        make("tblW", w=width, type="dxa"),
        make("tblInd", w=_EDGE, type="dxa"),
        make(
            "tblBorders",
            *(make(side, **rule) for side in ("top", "left", "bottom", "right", "insideH", "insideV")),
        ),
        make("tblLayout", type="fixed"),
        make("tblCellMar", *(make(side, w=twips, type="dxa") for side, twips in sides)),
        make("tblLook", val="0080" if facts else "0020", firstRow=int(not facts), firstColumn=int(facts)),
    )


def _cells(
    row: Row,
    texts: Sequence[str],
    columns: Sequence[int],
    places: Sequence[str],
    style: str,
    *,
    stays: bool,
    facts: bool,
) -> Iterator[BaseOxmlElement]:
    strong = "band" in row.looks
    for place, (text, width, where) in enumerate(zip(texts, columns, places, strict=True)):
        first = not place
        fill = _STRONG if strong or (facts and first) else ""
        indent = row.depth * _INDENT if first else 0
        yield _cell(text, width, _Look(style, fill, bold=strong and first, stays=stays, indent=indent), where)


def _cell(text: str, width: int, look: _Look, where: str) -> BaseOxmlElement:
    properties = make("tcPr", make("tcW", w=width, type="dxa"))
    if look.fill:
        properties.append(make("shd", val="clear", color="auto", fill=look.fill))
    about = make("pPr", make("pStyle", val=look.style))
    if look.stays:
        about.append(make("keepNext"))
    if look.indent:
        about.append(make("ind", left=look.indent))
    about.append(make("jc", val=_STANDS[where]))
    return make("tc", properties, make("p", about, run(text, bold=look.bold)))
