"""Rekap Pegawai: each person's figures, counted from Jadwal; Maks WFH is read back as history."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from asnroster.judge.measures import FRIDAY, MONDAY, PersonMeasures, people_measures
from asnroster.output.blocks import Column, Formula, Row, Value
from asnroster.output.fastsheet import ROW
from asnroster.output.sheets.book import Book
from asnroster.words import _, home_word, with_home_word

LOOKED_UP = "O"  # the column that says in which row of Jadwal the person stands
MOST_LIVE = 5_000  # people beyond whom formulas make Excel slow
Live = Callable[[str, int], Value]


def write(book: Book) -> None:
    """Write the sheet."""
    report, live = book.report, book.live and len(book.report.problem.people) <= MOST_LIVE
    page = book.add_page("Rekap Pegawai", _("Summary by person"))
    told = _(
        "WFO, WFH and absences are counted from Jadwal as it stands; wishes, Maks WFH and reasons are as first written."
    )
    page.line(told if live else book.as_written(), "note")
    page.row += 1
    measures = {one.person: one for one in people_measures(report.case, report.roster)}
    rows = [
        _person_row(book, number, mine, measures[mine[0]], live=live)
        for number, mine in enumerate(report.problem.stints.people, start=1)
    ]
    columns = _columns(book, live=live)
    header, _last = page.table(columns, rows, filtered=True)
    page.last_column -= len(columns) - 14  # where a person stands is not printed
    page.finish((header, header), freeze_columns=3)
    page.protect()


def _columns(book: Book, *, live: bool) -> list[Column]:
    found = [
        Column("No", 42, "centre"), Column("NIP", 132), Column("Nama", 170), Column("OPD", 150),
        Column("Unit", 140), Column("WFO", 48, "number"), Column(home_word(), 48, "number"),
        Column(_("Absent"), 50, "number"), Column(_("Mondays WFH"), 54, "number"),
        Column(_("Fridays WFH"), 54, "number"), Column(_("Wishes"), 62, "number"),
        Column(_("Wishes met"), 66, "number"), Column(with_home_word("Maks WFH"), 50, "number"),
        Column(_("Reason if never WFH"), 190),
    ]  # fmt: skip
    return [*found, Column(_("Row in Jadwal"), 60, "number")] if live else found


def _person_row(book: Book, number: int, mine: Sequence[int], whole: PersonMeasures, *, live: bool) -> Row:
    """A person's figures; ``mine`` are the rows of the stints, of which the last names unit and agency."""
    problem, last = book.report.problem, mine[-1]
    who = problem.people[last]
    counted = _static if not live else _several(book) if len(mine) > 1 else _single(book)
    values: list[Value] = [
        number, who.key, who.name, problem.agency_of(last).name, problem.unit_of(last).name,
        counted("Kantor", whole.office), counted("Rumah", whole.home), counted("Absen", whole.absent),
        counted(str(MONDAY), whole.monday_home), counted(str(FRIDAY), whole.friday_home),
        whole.wishes, whole.wishes_met, whole.most_home, whole.reason,
    ]  # fmt: skip
    if live:
        keys = "Jadwal_KunciPegawai"
        # Looked for only where Jadwal was sorted since.
        where = f"IF(INDEX({keys},A{ROW})=A{ROW},A{ROW},MATCH(A{ROW},{keys},0))"
        values.append(
            Formula(where, number) if last + 1 == number else Formula(f"MATCH(A{ROW},{keys},0)", mine[0] + 1)
        )
    return Row(values)


def _static(_what: str, value: int) -> Value:
    return value


def _single(book: Book) -> Live:
    """Formulas of somebody who has one row in Jadwal."""
    code = book.report.scenario.home_code

    def formula(what: str, value: int) -> Value:
        if what.isdigit():
            days = f"(WEEKDAY(Jadwal_Tanggal,2)={int(what) + 1})"
            return Formula(f'SUMPRODUCT({days}*(INDEX(Jadwal_Kode,{LOOKED_UP}{ROW},0)="{code}"))', value)
        return Formula(f"INDEX(Jadwal_{what},{LOOKED_UP}{ROW})", value)

    return formula


def _several(book: Book) -> Live:
    """Formulas of somebody who has a row for each stint."""
    code, keys = book.report.scenario.home_code, "Jadwal_KunciPegawai"

    def formula(what: str, value: int) -> Value:
        if what.isdigit():
            days = f"(WEEKDAY(Jadwal_Tanggal,2)={int(what) + 1})"
            return Formula(f'SUMPRODUCT(({keys}=A{ROW})*{days}*(Jadwal_Kode="{code}"))', value)
        return Formula(f"SUMIFS(Jadwal_{what},{keys},A{ROW})", value)

    return formula
