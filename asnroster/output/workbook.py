"""The roster workbook, ready to print: one for all, or one an agency beside one that holds what is about all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from asnroster.collector import paused_collection
from asnroster.files import whole_file, whole_file_and_folder
from asnroster.judge.measures import at_home, at_office
from asnroster.output.page import PAPERS, Paper
from asnroster.output.parts import Part, agency_parts
from asnroster.output.report import PartLine, Report
from asnroster.output.sheets import home_days, info, savings, schedule
from asnroster.output.sheets.book import Book
from asnroster.output.sheets.lists import write_compliance, write_confirm, write_exceptions, write_parts
from asnroster.output.sheets.recaps import write_days, write_people, write_units
from asnroster.output.xlsx import OPTIONS, Workbook
from asnroster.words import spoken_home

Sheet = Callable[[Book], None]
SHEETS: Sequence[Sheet] = (
    schedule.write,
    home_days.write,
    write_confirm,
    write_units,
    write_days,
    write_people,
    write_compliance,
    savings.write,
    write_exceptions,
    info.write,
)
SUMMARY_SHEETS: Sequence[Sheet] = (
    write_parts,
    write_confirm,
    write_units,
    write_days,
    write_compliance,
    savings.write,
    write_exceptions,
    info.write,
)


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
    sheets: Sequence[Sheet] | None = None,
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
        workbook, report, PAPERS[paper], parts, live=schedule.write in chosen and bool(report.problem.people)
    )
    with spoken_home(report.scenario.home_code):
        for sheet in chosen:
            sheet(book)
    workbook.close()


def split_folder(path: Path) -> Path:
    """``roster.xlsx`` -> ``roster-opd``, the folder of the agencies' workbooks."""
    return path.with_name(f"{path.stem}-opd")


def write_split(report: Report, path: Path, *, paper: Paper = "A4") -> int:
    """Write a workbook for each agency into :func:`split_folder`, and the sheets about all to ``path``.

    All of them are written, or none.

    Returns:
        How many workbooks the folder holds.

    Raises:
        OSError: when they cannot be written, or the folder exists already.
    """
    folder = split_folder(path)
    lines: list[PartLine] = []
    with whole_file_and_folder(path, folder) as (main, inside):
        for part in agency_parts(report):
            write_book(part.report, inside / part.file, paper=paper)
            lines.append(_line(part, folder))
        write_book(report, main, paper=paper, sheets=SUMMARY_SHEETS, parts=lines)
    return len(lines)


def _line(part: Part, folder: Path) -> PartLine:
    problem, roster = part.report.problem, part.report.roster
    office, home = int(at_office(problem, roster).sum()), int(at_home(problem, roster).sum())
    file = f"{folder.name}/{part.file}"
    return PartLine(
        part.agency.name, file, problem.headcount, office, home, part.report.audit.hard_violations
    )
