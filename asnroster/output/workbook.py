"""The roster workbook: eight sheets, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from asnroster.collector import paused_collection
from asnroster.files import whole_file
from asnroster.output.page import PAPERS, Paper
from asnroster.output.report import PartLine, Report
from asnroster.output.sheets import (
    compliance,
    confirm,
    days,
    exceptions,
    home_days,
    info,
    parts,
    people,
    savings,
    schedule,
    units,
)
from asnroster.output.sheets.book import Book
from asnroster.output.xlsx import OPTIONS, Workbook
from asnroster.words import spoken_home

SHEETS = (schedule, home_days, confirm, units, days, people, compliance, savings, exceptions, info)
SUMMARY_SHEETS = (parts, confirm, units, days, compliance, savings, exceptions, info)


def write_workbook(report: Report, path: Path, *, paper: Paper = "A4") -> None:
    """Write ``roster.xlsx``, whole or not at all.

    Args:
        report: the judged roster.
        path: the file to write.
        paper: ``A4`` or ``F4`` (folio, 8.5 x 13 inches).

    Raises:
        OSError: when the folder cannot be written to.
    """
    with whole_file(path) as temporary:
        write_book(report, temporary, paper=paper)


@paused_collection()
def write_book(
    report: Report,
    path: Path,
    *,
    paper: Paper = "A4",
    sheets: Sequence[ModuleType] | None = None,
    parts: Sequence[PartLine] = (),
) -> None:
    """Write some sheets of a workbook to a file that nobody reads yet.

    Args:
        report: the judged roster.
        path: the file to write.
        paper: as in :func:`write_workbook`.
        sheets: what to write, in order; all eight where None.
        parts: the workbooks that sheet Berkas OPD lists.
    """
    workbook = Workbook(str(path), OPTIONS)
    title = report.scenario.title or report.scenario.name
    subject = " · ".join(part for part in (report.agency, report.scenario.source) if part)
    workbook.set_properties(
        {
            "title": title,
            "subject": subject,
            "author": "asnroster",
            "keywords": f"jadwal, WFO, {report.scenario.home_code}",
        }
    )
    chosen = SHEETS if sheets is None else sheets
    book = Book(
        workbook, report, PAPERS[paper], parts, live=schedule in chosen and bool(report.problem.people)
    )
    with spoken_home(report.scenario.home_code):
        for sheet in chosen:
            sheet.write(book)
    workbook.close()
