"""Line charts of Word's own: it draws them itself, sharp on paper, and whoever edits the paper finds their figures in a sheet.

XlsxWriter draws the chart in a workbook; chart and workbook become parts of the document.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from xlsxwriter import Workbook

from asnroster.files import PACKED
from asnroster.output.docx.elements import make, safe

Figures = Sequence[float | None]
WIDE_CM, HIGH_CM = 12.5, 8.0
_LETTERS = {"name": "Arial", "size": 9}
_GRID = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.75}}
# Told apart by dash and mark, not only by colour.
_LOOKS = (
    ("#1F3864", "solid", "circle"), ("#548235", "dash", "square"), ("#B35900", "round_dot", "triangle"),
    ("#7F7F7F", "dash_dot", "diamond"), ("#A01818", "long_dash", "x"),
)  # fmt: skip
_CHART = "xl/charts/chart1.xml"
_DRAWING = (
    '<wp:inline {spaces} distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="{number}" name=""/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="{link}"/></a:graphicData></a:graphic></wp:inline>'
)


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over the same labels.

    Attributes:
        labels: what stands below.
        lines: up to five names with their figures; None leaves a hole.
        across: what the labels are.
        up: what the figures are.
        form: of the figures, as Excel writes it.
        top: the largest figure of the axis; None: as far as the figures go.
    """

    labels: Sequence[str]
    lines: Sequence[tuple[str, Figures]]
    across: str
    up: str
    form: str
    top: float | None = None

    def drawn(self) -> tuple[bytes, bytes]:
        """The chart as XML, and the workbook with its figures."""
        book_file = io.BytesIO()
        with Workbook(book_file, {"in_memory": True}) as book:
            book.set_properties({"created": datetime(*PACKED)})
            sheet, chart = book.add_worksheet("Data"), book.add_chart({"type": "line"})
            last = len(self.labels)
            sheet.write_column(1, 0, map(safe, self.labels))
            for place, ((name, figures), (colour, dash, mark)) in enumerate(
                zip(self.lines, _LOOKS, strict=False), 1
            ):
                sheet.write_string(0, place, safe(name))
                for row, figure in enumerate(figures, 1):
                    if figure is not None:
                        sheet.write_number(row, place, figure)
                chart.add_series({
                    "name": ["Data", 0, place],
                    "categories": ["Data", 1, 0, last, 0],
                    "values": ["Data", 1, place, last, place],
                    "line": {"color": colour, "width": 1.75, "dash_type": dash},
                    "marker": {"type": mark, "size": 6, "fill": {"color": colour}, "border": {"color": colour}},
                })  # fmt: skip
            top = {} if self.top is None else {"max": self.top, "major_unit": self.top / 5}
            title = {"name_font": {**_LETTERS, "bold": False}, "num_font": _LETTERS}
            chart.set_x_axis({"name": safe(self.across), "text_axis": True, **title})
            chart.set_y_axis({
                "name": safe(self.up), "num_format": self.form, "min": 0, "major_gridlines": _GRID, "line": {"none": True},
                **top, **title,
            })  # fmt: skip
            chart.set_legend({"position": "bottom", "font": _LETTERS})
            chart.set_chartarea({"border": {"none": True}})
            chart.set_title({"none": True})
            chart.show_blanks_as("gap")
            sheet.insert_chart(0, len(self.lines) + 2, chart)
        with zipfile.ZipFile(book_file) as parts:
            return parts.read(_CHART), book_file.getvalue()


def add_chart(document: Document, chart: LineChart, number: int, description: str) -> BaseOxmlElement:
    """A chart as part of a document.

    Args:
        document: it becomes part of.
        chart: what it shows.
        number: how manieth of the document.
        description: for those who do not see it.

    Returns:
        The stretch of text that holds it.
    """
    xml, book = chart.drawn()
    package = document.part.package
    drawn = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    sheet = Part(PackURI(f"/word/embeddings/figures{number}.xlsx"), CONTENT_TYPE.SML_SHEET, book, package)
    link = drawn.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
    drawn._blob = _in_a_document(xml.decode(), link)
    inline = parse_xml(_DRAWING.format(
        spaces=nsdecls("wp", "a", "r", "c"), wide=Cm(WIDE_CM), high=Cm(HIGH_CM), number=number,
        link=document.part.relate_to(drawn, RELATIONSHIP_TYPE.CHART),
    ))  # fmt: skip
    about = inline.docPr
    about.set("name", safe(f"Chart {number}"))
    about.set("descr", safe(description))
    return make("r", make("drawing", inline))


def _in_a_document(chart: str, link: str) -> bytes:
    """A chart of a workbook as Word takes it: what Excel leaves out as usual is said, and where the figures are."""
    said = {"</c:ser>": '<c:smooth val="0"/></c:ser>', "</c:scaling>": '</c:scaling><c:delete val="0"/>'}
    head = chart.partition("<c:printSettings>")[0].removesuffix("</c:chartSpace>")
    for usual, told in said.items():
        head = head.replace(usual, told)
    figures = f'<c:externalData r:id="{link}"><c:autoUpdate val="0"/></c:externalData>'
    return f"{head}{figures}</c:chartSpace>".encode()
