"""Rekap Pegawai: each person's figures; Maks WFH is read back as history."""

from __future__ import annotations

from asnroster.domain.problem import Problem
from asnroster.judge.measures import PersonMeasures, people_measures
from asnroster.output.page import Book, Column, Row
from asnroster.words import _


def write(book: Book) -> None:
    """Write the sheet."""
    report = book.report
    page = book.add_page("Rekap Pegawai", _("Summary by person"))
    page.row += 1
    rows = [_person_row(report.problem, measures) for measures in people_measures(report.case, report.roster)]
    header, _last = page.table(_columns(), rows, filtered=True)
    page.finish((header, header), freeze_columns=3)


def _columns() -> list[Column]:
    return [
        Column("No", 42, "centre"), Column("NIP", 136), Column("Nama", 180), Column("OPD", 190),
        Column("Unit", 150), Column("WFO", 48, "number"), Column("WFH", 48, "number"),
        Column(_("Absent"), 50, "number"), Column(_("Mondays WFH"), 54, "number"),
        Column(_("Fridays WFH"), 54, "number"), Column(_("Wishes"), 62, "number"),
        Column(_("Wishes met"), 66, "number"), Column("Maks WFH", 50, "number"),
        Column(_("Reason if never WFH"), 220),
    ]  # fmt: skip


def _person_row(problem: Problem, measures: PersonMeasures) -> Row:
    index = measures.person
    who = problem.people[index]
    return Row((
        index + 1, who.key, who.name, problem.agency_of(index).name, problem.unit_of(index).name,
        measures.office, measures.home, measures.absent, measures.monday_home, measures.friday_home,
        measures.wishes, measures.wishes_met, measures.most_home, measures.reason,
    ))  # fmt: skip
