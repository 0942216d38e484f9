"""A roster to the file that the user asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from asnroster.errors import InputError, Issue
from asnroster.output.page import Paper
from asnroster.output.report import Report
from asnroster.words import _, number_text

PLEASANT_MB, PLEASANT_PEOPLE = 10, 20_000
SUFFIXES = (".xlsx", ".csv", ".html")


def check_suffix(path: Path) -> None:
    """Complain early about a file that :func:`write_roster` would not write.

    Raises:
        InputError: when the name ends with none of ``SUFFIXES``.
    """
    if path.suffix.lower() not in SUFFIXES:
        message = _("A roster is not written as “{suffix}”.").format(suffix=path.suffix or path.name)
        needed = _(
            "Let the name end with .xlsx (workbook), .csv (one line a person and date) or .html (report)."
        )
        raise InputError([Issue("output-suffix", message, needed, file=path.name, found=path.suffix)])


def write_roster(
    report: Report,
    path: Path,
    *,
    paper: Paper = "A4",
    split: bool = False,
    facts: Sequence[tuple[str, object]] = (),
) -> list[str]:
    """Write a roster: ``.xlsx`` the workbook, ``.csv`` the tidy form, ``.html`` the report with masked NIP.

    Args:
        report: the judged roster.
        path: the file to write.
        paper: ``A4`` or ``F4``.
        split: whether each agency gets a workbook of its own.
        facts: label and value of what the roster's own workbook says of its making, for the report.

    Returns:
        What the user should know of what was written.

    Raises:
        InputError: when the name ends with none of these.
        OSError: when the folder cannot be written to.
    """
    check_suffix(path)
    if path.suffix.lower() == ".csv":
        from asnroster.output.tidy import write_tidy

        write_tidy(report, path)
        remark = _(
            "{file} is for programs: spreadsheets that open it take a NIP for a number and lose its last digits. To read it, write .xlsx."
        )
        return [remark.format(file=path.name)]
    if path.suffix.lower() == ".html":
        from asnroster.output.html.page import write_html

        write_html(report, path, facts=facts)
        return []
    if split:
        from asnroster.output.workbook import split_folder, write_split

        count = write_split(report, path, paper=paper)
        template = _("{count} workbooks are in {folder}, one for each agency.")
        return [template.format(count=number_text(count), folder=split_folder(path))]
    from asnroster.output.workbook import write_workbook

    write_workbook(report, path, paper=paper)
    size = path.stat().st_size / 1e6
    if size <= PLEASANT_MB and report.problem.headcount <= PLEASANT_PEOPLE:
        return []
    offer = _(
        "A workbook of {people} people ({size} MB) is slow in Excel; --split agency writes one per agency."
    )
    return [offer.format(people=number_text(report.problem.headcount), size=number_text(round(size)))]
