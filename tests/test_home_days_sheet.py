"""The sheet of decided days: of a policy of one or two weekdays only these dates, ticks and crosses."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook import Workbook

from asnroster.domain.outcome import Outcome
from asnroster.judge.audit import audit
from asnroster.output.report import Report
from asnroster.output.sheets.home_days import decided_days
from asnroster.output.workbook import write_workbook
from asnroster.scenario import Scenario
from asnroster.words import use_language
from tests.build import case, person, problem, roster, unit

FRIDAYS = date(2026, 12, 3)  # a Thursday; Fridays are days 1 and 8


def report(*rows: str, days: int = 12, home_code: str = "WFH") -> Report:
    """A Dinas with a Seksi; the third one is on leave on the second Friday."""
    units = [unit("Dinas", index=0), unit("Seksi", parent=0)]
    people = [person(0, 0, position="Kepala"), person(1, 1), person(2, 1)]
    made = problem(people, start=FRIDAYS, days=days, units=units, absent={(2, 8): "C"})
    judged, typed = case(made), roster(made, *rows)
    scenario = Scenario("jumat", "Jumat", home_code=home_code)
    return Report(judged, scenario, typed, audit(judged, typed), Outcome("optimal", 0, 0))


def fridays(home_code: str = "WFH") -> Report:
    return report("OO..OOOOO..O", "OH..OOOOH..O", "OH..OOOO...O", home_code=home_code)


@pytest.fixture
def books(tmp_path: Path) -> tuple[Workbook, Workbook]:
    use_language("id")
    write_workbook(fridays(), tmp_path / "r.xlsx")
    return openpyxl.load_workbook(tmp_path / "r.xlsx"), openpyxl.load_workbook(
        tmp_path / "r.xlsx", data_only=True
    )


def test_only_policies_of_one_or_two_weekdays_have_it() -> None:
    assert decided_days(fridays()) == [1, 8]
    two = report("HH..OOOOO..O", "OO..OOOOO..O", "OO..OOOO...O")
    assert decided_days(two) == [0, 1, 7, 8]
    assert decided_days(report("HH..HOOOO..O", "OO..OOOOO..O", "OO..OOOO...O")) == []
    assert decided_days(report("OO..OOOOO..O", "OO..OOOOO..O", "OO..OOOO...O")) == []


def test_ticks_crosses_and_totals(books: tuple[Workbook, Workbook]) -> None:
    formulas, shown = (book["Hari WFH"] for book in books)
    found = [[cell.value for cell in row] for row in shown.iter_rows(min_row=6, max_row=13)]
    assert found == [
        ["No", "Nama", "NIP", "Jabatan", "Unit Organisasi", "Jum 4 Des", "Jum 11 Des"],
        [1, 2, 3, 4, 5, 6, 7],
        [1, "P0", "P0", "Kepala", "Dinas", "✗", "✗"],
        [2, "P1", "P1", None, "Seksi, Dinas", "✓", "✓"],
        [3, "P2", "P2", None, "Seksi, Dinas", "✓", "C"],
        [None] * 7,
        [None, "Jumlah WFH", None, None, None, 2, 1],
        [None, "Jumlah WFO", None, None, None, 1, 1],
    ]
    cell = "INDEX(Jadwal_Kode,A9,9)"
    assert formulas["G9"].value == f'=IF({cell}="WFH","✓",IF({cell}="WFO","✗",{cell}&""))'
    assert [formulas["F12"].value, formulas["G13"].value] == ['=COUNTIF(F8:F10,"✓")', '=COUNTIF(G8:G10,"✗")']
    assert (formulas.auto_filter.ref, formulas.print_title_rows) == ("A7:G10", "$6:$7")
    assert (formulas.page_setup.orientation, formulas.page_setup.paperSize) == ("landscape", 9)
    assert formulas.protection.sheet


def test_legend_and_signature(books: tuple[Workbook, Workbook]) -> None:
    sheet = books[1]["Hari WFH"]
    texts = [cell.value for row in sheet.iter_rows(min_row=15) for cell in row if cell.value]
    assert texts[:1] == ["Keterangan"] and "✓   WFH: bekerja dari rumah" in texts and "C   cuti" in texts
    assert "NIP " + "." * 30 in texts


def test_the_scenarios_word_for_home_and_two_rosters_are_not_seen(tmp_path: Path) -> None:
    from asnroster.intake.rosters.reading import read_roster

    use_language("id")
    made = fridays("WFA")
    write_workbook(made, tmp_path / "r.xlsx")
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames[:2] == ["Jadwal", "Hari WFA"]
    found, notices = read_roster(tmp_path / "r.xlsx", made.problem)
    assert (found.modes.tolist(), notices) == (made.roster.modes.tolist(), [])


@pytest.mark.parametrize("people", [1, 3, 20, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 80])
def test_totals_legend_and_signature_stand_on_one_page_below_people(tmp_path: Path, people: int) -> None:
    use_language("id")
    made = problem([person(n, position="Pengadministrasi") for n in range(people)], start=FRIDAYS, days=12)
    judged, typed = case(made), roster(made, *["OH..OOOOH..O"] * people)
    whole = Report(judged, Scenario("jumat", "Jumat"), typed, audit(judged, typed), Outcome("optimal", 0, 0))
    write_workbook(whole, tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Hari WFH"]
    header = next(cell.row for cell in sheet["C"] if cell.value == "NIP")
    last = header + 1 + people
    breaks = [int(one.id) for one in sheet.row_breaks.brk]
    bounds = [0, *breaks, range_boundaries(str(sheet.print_area).rpartition("!")[2])[3] or 0]
    assert last - bounds[-2] >= min(people, 3) and bounds[-1] > last + 8
    heights = [sheet.row_dimensions[row].height or 15 for row in range(1, bounds[-1] + 1)]
    repeated = sum(heights[header - 1 : header + 1])
    room = (8.27 - 1.05) * 72 * 100 / (sheet.page_setup.scale or 100)
    for first, end in pairwise(bounds):
        assert sum(heights[first:end]) + (repeated if first else 0) <= room
