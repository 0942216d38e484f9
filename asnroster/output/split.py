"""A roster as many workbooks: one a agency, and one that holds what is about all of them."""

from __future__ import annotations

from pathlib import Path

from asnroster.files import whole_file_and_folder
from asnroster.judge.measures import at_home, at_office
from asnroster.output.page import Paper
from asnroster.output.parts import Part, agency_parts
from asnroster.output.report import PartLine, Report
from asnroster.output.workbook import SUMMARY_SHEETS, write_book


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
