"""A roster to the file that the user asked for."""

from __future__ import annotations

from pathlib import Path

from asnroster.errors import InputError, Issue
from asnroster.output.page import Paper
from asnroster.output.report import Report
from asnroster.words import _

SUFFIXES = (".xlsx", ".csv")


def check_suffix(path: Path) -> None:
    """Complain early about a file that :func:`write_roster` would not write.

    Raises:
        InputError: when the name ends with none of ``SUFFIXES``.
    """
    if path.suffix.lower() not in SUFFIXES:
        message = _("A roster is not written as “{suffix}”.").format(suffix=path.suffix or path.name)
        needed = _("Let the name end with .xlsx (workbook) or .csv (one line a person and date).")
        raise InputError([Issue("output-suffix", message, needed, file=path.name, found=path.suffix)])


def write_roster(report: Report, path: Path, *, paper: Paper = "A4") -> None:
    """Write a roster: ``.xlsx`` the workbook, ``.csv`` the tidy form.

    Raises:
        InputError: when the name ends with neither.
        OSError: when the folder cannot be written to.
    """
    check_suffix(path)
    if path.suffix.lower() == ".csv":
        from asnroster.output.tidy import write_tidy

        write_tidy(report, path)
    else:
        from asnroster.output.workbook import write_workbook

        write_workbook(report, path, paper=paper)
