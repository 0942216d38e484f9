"""Charts of Word's own: it draws them itself, sharp on paper, and whoever edits the paper finds their figures in a sheet.

XlsxWriter draws the chart in a workbook; chart and workbook become parts of the document.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
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
from asnroster.output.blocks import Chart
from asnroster.output.docx.elements import make, safe
from asnroster.output.native import native_chart

WIDE_CM, HIGH_CM, LETTERS = 12.5, 8.0, 9
_CHART = "xl/charts/chart1.xml"
_DRAWING = (
    '<wp:inline {spaces} distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="{number}" name=""/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="{link}"/></a:graphicData></a:graphic></wp:inline>'
)


def _drawn(chart: Chart) -> tuple[bytes, bytes]:
    """The chart as XML, and the workbook with its figures."""
    book_file = io.BytesIO()
    with Workbook(book_file, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(*PACKED)})
        sheet, last = book.add_worksheet("Data"), len(chart.series)
        sheet.write_column(1, 0, chart.labels)
        for place, (name, figures) in enumerate(chart.series, 1):
            sheet.write_string(0, place, name)
            for row, figure in enumerate(figures, 1):
                if figure is not None:
                    sheet.write_number(row, place, figure)
        made = native_chart(book, chart, "Data", 0, letters=LETTERS)
        made.set_chartarea({"border": {"none": True}})
        made.set_title({"none": True})
        sheet.insert_chart(0, last + 2, made)
    with zipfile.ZipFile(book_file) as parts:
        return parts.read(_CHART), book_file.getvalue()


def add_chart(document: Document, chart: Chart, number: int) -> BaseOxmlElement:
    """A chart as part of a document.

    Args:
        document: it becomes part of.
        chart: what it shows.
        number: how manieth of the document.

    Returns:
        The stretch of text that holds it.
    """
    named = [(safe(name), figures) for name, figures in chart.series]
    across, up, labels = safe(chart.across), safe(chart.up), [*map(safe, chart.labels)]
    xml, book = _drawn(replace(chart, labels=labels, series=named, across=across, up=up))
    package = document.part.package
    drawn = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    sheet = Part(PackURI(f"/word/embeddings/figures{number}.xlsx"), CONTENT_TYPE.SML_SHEET, book, package)
    link = drawn.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
    drawn._blob = _in_a_document(xml.decode(), link)
    inline = parse_xml(
        _DRAWING.format(
            spaces=nsdecls("wp", "a", "r", "c"),
            wide=Cm(WIDE_CM),
            high=Cm(HIGH_CM),
            number=number,
            link=document.part.relate_to(drawn, RELATIONSHIP_TYPE.CHART),
        )
    )
    about = inline.docPr
    about.set("name", safe(f"Chart {number}"))
    about.set("descr", safe(chart.says))
    return make("r", make("drawing", inline))


def _in_a_document(chart: str, link: str) -> bytes:
    """A chart of a workbook as Word takes it: what Excel leaves out as usual is said, and where the figures are."""
    said = {"</c:ser>": '<c:smooth val="0"/></c:ser>', "</c:scaling>": '</c:scaling><c:delete val="0"/>'}
    head = chart.partition("<c:printSettings>")[0].removesuffix("</c:chartSpace>")
    for usual, replacement in said.items():
        head = head.replace(usual, replacement)
    figures = f'<c:externalData r:id="{link}"><c:autoUpdate val="0"/></c:externalData>'
    return f"{head}{figures}</c:chartSpace>".encode()
