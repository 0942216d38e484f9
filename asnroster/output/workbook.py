"""The roster workbook: seven sheets, ready to print."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter import Workbook

from asnroster.collector import paused_collection
from asnroster.files import whole_file
from asnroster.output.page import PAPERS, Book, Paper
from asnroster.output.report import Report
from asnroster.output.sheets import compliance, days, exceptions, info, people, schedule, units
from asnroster.output.style import FONT

SHEETS = (schedule, units, days, people, compliance, exceptions, info)
# Text from the user's files stays text, whatever it looks like.
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": FONT, "font_size": 10},
}


def write_workbook(report: Report, path: Path, *, paper: Paper = "A4") -> None:
    """Write ``roster.xlsx``, whole or not at all.

    Args:
        report: the judged roster.
        path: the file to write.
        paper: ``A4`` or ``F4`` (folio, 8.5 x 13 inches).

    Raises:
        OSError: when the folder cannot be written to.
    """
    with whole_file(path) as temporary, paused_collection():
        workbook = Workbook(str(temporary), OPTIONS)
        title = report.scenario.title or report.scenario.name
        workbook.set_properties({"title": title, "subject": report.scenario.source, "author": "asnroster"})
        book = Book(workbook, report, PAPERS[paper])
        for sheet in SHEETS:
            sheet.write(book)
        workbook.close()
