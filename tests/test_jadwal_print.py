"""Jadwal as it is printed and sorted: letters of 7 points, a page for each agency, one filter over the table."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from asnroster.domain.outcome import Outcome
from asnroster.domain.problem import Problem
from asnroster.judge.audit import audit
from asnroster.output.report import Report
from asnroster.output.workbook import write_workbook
from asnroster.scenario import Scenario
from asnroster.words import use_language
from tests.build import case, person, problem, roster, unit

INCHES = {"A4": 11.69, "F4": 13.0}


def written(made: Problem, path: Path, *, paper: Literal["A4", "F4"] = "A4") -> Worksheet:
    """Sheet Jadwal of everybody in the office."""
    use_language("id")
    judged = case(made)
    typed = roster(made, *["O" * made.days] * len(made.people))
    report = Report(judged, Scenario("uji", "Uji"), typed, audit(judged, typed), Outcome("optimal", 0, 0))
    write_workbook(report, path / "roster.xlsx", paper=paper)
    return openpyxl.load_workbook(path / "roster.xlsx")["Jadwal"]


def pixels(sheet: Worksheet, first: int, last: int) -> int:
    """How wide columns are together."""
    wide = {}
    for letter, column in sheet.column_dimensions.items():
        for place in range(column.min or column_index_from_string(letter), (column.max or 0) + 1):
            wide[place] = round(column.width * 7)
    return sum(wide[place] for place in range(first, last + 1))


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize(("days", "people"), [(28, 1), (29, 1), (30, 1), (31, 1), (28, 1200), (31, 1200)])
def test_a_month_is_printed_at_seven_points_or_more(
    tmp_path: Path, days: int, people: int, paper: Literal["A4", "F4"]
) -> None:
    """Everybody works on all seven days: no column is narrow."""
    made = problem([person(n, workdays=frozenset(range(7))) for n in range(people)], days=days)
    sheet = written(made, tmp_path, paper=paper)
    first, _top, last, _bottom = range_boundaries(str(sheet.print_area).rpartition("!")[2])
    assert first == 2 and get_column_letter(first) == "B"
    scale = (sheet.page_setup.scale or 100) / 100
    room = (INCHES[paper] - 0.4) * 96
    assert pixels(sheet, first, last) * scale <= room * 0.96, "with room to spare for wider printed digits"
    rows = sheet.iter_rows(min_row=4, max_row=8, min_col=first, max_col=last)
    grid = {cell.font.sz for row in rows for cell in row if cell.value is not None}
    assert min(grid) * scale >= 7.0


def agencies() -> Problem:
    """A Dinas whose people fill more than one page, and a Badan of two; both with a Sekretariat."""
    units = [unit("Dinas", index=0), unit("Sekretariat", parent=0, path="Dinas > Sekretariat"),
             unit('Badan "A"', index=2), unit("Sekretariat", parent=2, agency=2, path="Badan > Sekretariat")]  # fmt: skip
    people = [person(n, 0 if n == 0 else 1) for n in range(50)] + [person(50, 3), person(51, 3)]
    return problem(people, units=units, start=date(2026, 12, 1), days=31)


def test_each_agency_begins_a_page_that_bears_its_name(tmp_path: Path) -> None:
    sheet = written(agencies(), tmp_path)
    starts = [row.id + 1 for row in sheet.row_breaks.brk]
    # The Dinas' fifty rows are shared out over two pages; the Badan begins one of its own.
    assert starts == [32, 58]
    assert [sheet[f"A{row}"].value for row in (57, 58)] == ["Dinas", 'Badan "A"']
    looks = {row: sheet[f"F{row}"].number_format for row in (8, 9, *starts)}
    assert looks == {8: "@", 9: "@", 32: '"Dinas › "@', 58: "\"Badan ''A'' › \"@"}
    # The head of the Dinas is of no unit below it: its own name stands there, as heavy.
    assert [row for row in range(8, 60) if sheet[f"F{row}"].font.b] == [8, 32, 58]
    assert {sheet[f"F{row}"].value for row in (9, 32, 58)} == {"Sekretariat"}
    assert (sheet.print_title_rows, sheet["B4"].value[:9]) == ("$4:$7", "=IFERROR(")


def test_sorting_by_an_arrow_moves_whole_rows(tmp_path: Path) -> None:
    """The filter spans every column of a row; beyond it stands only what says whether the row is shown."""
    sheet = written(agencies(), tmp_path)
    first, top, last, bottom = range_boundaries(sheet.auto_filter.ref)
    assert (first, top, bottom) == (1, 7, 59)
    heads = [sheet.cell(7, column).value for column in range(1, sheet.max_column + 1)]
    assert len(set(heads)) == len(heads) and None not in heads
    assert heads[last:] == ["Tampil"]
    assert {row[last].value for row in sheet.iter_rows(min_row=8, max_row=8)} == {"=_xlfn.AGGREGATE(3,5,C8)"}
    # Nothing is merged inside, and no row stands right below: Excel would take it along.
    assert not [area for area in sheet.merged_cells.ranges if area.max_row >= 7]
    assert all(cell.value is None for cell in sheet[60])
    # Formulas of a row speak of their own row only.
    formulas = [str(sheet.cell(20, column).value) for column in range(first, last + 1)]
    named = {row for text in formulas if text.startswith("=") for row in re.findall(r"[A-Z]+(\d+)", text)}
    assert named == {"20"}


def test_nips_bear_no_green_triangles(tmp_path: Path) -> None:
    written(problem(2), tmp_path)
    with zipfile.ZipFile(tmp_path / "roster.xlsx") as packed:
        text = packed.read("xl/worksheets/sheet1.xml").decode()
    assert '<ignoredError sqref="C8:C9" numberStoredAsText="1"/>' in text


def test_long_absence_codes_shrink_into_their_column(tmp_path: Path) -> None:
    made = problem(2, absent={(0, 1): "CLTN", (1, 1): "DL"})
    use_language("id")
    judged, typed = case(made), roster(made, "O.OOO", "O.OOO")
    report = Report(judged, Scenario("uji", "Uji"), typed, audit(judged, typed), Outcome("optimal", 0, 0))
    write_workbook(report, tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Jadwal"]
    assert [sheet["H8"].value, sheet["H8"].alignment.shrinkToFit] == ["CLTN", True]
    assert [sheet["H9"].value, sheet["H9"].alignment.shrinkToFit] == ["DL", None]


@pytest.mark.parametrize("people", [1, 3, 12, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 60])
def test_counts_legend_and_signature_stand_on_one_page_below_people(tmp_path: Path, people: int) -> None:
    made = problem(
        [person(n, position="Pengadministrasi Perkantoran Kecamatan") for n in range(people)], days=31
    )
    sheet = written(made, tmp_path)
    header = next(cell.row for cell in sheet["C"] if cell.value == "NIP")
    breaks = [int(one.id) for one in sheet.row_breaks.brk]
    first = breaks[-1] + 1 if breaks else header + 1
    assert header + people - first + 1 >= min(people, 3)
    bottom = range_boundaries(str(sheet.print_area).rpartition("!")[2])[3] or 0
    tall = sum(sheet.row_dimensions[row].height or 15 for row in range(first, bottom + 1))
    above = sum(
        sheet.row_dimensions[row].height or 15 for row in range(header - 3 if breaks else 1, header + 1)
    )
    room = (8.27 - 1.05) * 72 * 100 / (sheet.page_setup.scale or 100)
    assert above + tall <= room


def test_of_three_months_each_has_a_page_with_titles_and_labels(tmp_path: Path) -> None:
    sheet = written(problem(2, start=date(2026, 10, 1), days=92), tmp_path)
    # November begins in the 38th column, December in the 68th; the columns through Nama stand on every page.
    assert [one.id for one in sheet.col_breaks.brk] == [6 + 31, 6 + 31 + 30]
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$B:$D", "$4:$7")
    months = {cell.coordinate: cell.value for cell in sheet[5] if cell.value}
    assert months == {"G5": "Oktober 2026", "AL5": "November 2026", "BP5": "Desember 2026"}
    # Nothing stands in the repeated columns of the title, where it would be cut off on the next page.
    above = {cell.coordinate: cell.value for row in sheet["A1:CV3"] for cell in row if cell.value}
    assert above == {
        "E1": "Jadwal kerja di kantor dan di rumah", "E2": "Uji", "E3": "Periode: 1 Oktober 2026 s.d. 31 Desember 2026",
        "AL3": "Jadwal kerja di kantor dan di rumah", "BP3": "Jadwal kerja di kantor dan di rumah",
    }  # fmt: skip
    assert [cell.coordinate for cell in sheet[4] if cell.value] == ["E4", "AL4", "BP4"]
    assert [sheet[f"B{row}"].value for row in (11, 12)] == ["Jumlah WFO", "Jumlah WFH"]


def test_half_a_year_from_the_middle_of_a_month_is_shared_out_evenly(tmp_path: Path) -> None:
    sheet = written(problem(2, start=date(2026, 10, 16), days=62), tmp_path)
    assert [one.id for one in sheet.col_breaks.brk] == [6 + 31]
