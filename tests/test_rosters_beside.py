"""Rosters in pieces: side by side in a sheet, a sheet for each week, headings of which one alone tells the year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asnroster.errors import InputError
from asnroster.intake.passes import build_problem, read_tables
from asnroster.intake.rosters.day_headings import day_headings
from asnroster.intake.rosters.reading import read_roster, read_roster_horizon
from tests.sheet_books import HEADINGS, NIPS, book, people

Rows = list[list[Any]]
DAYS = [date(2026, 12, day) for day in (7, 8, 9, 10, 11, 14, 15, 16, 17, 18)]
WHO = ["NIP", "Nama", "Unit"]


def code(person: int, day: date) -> str:
    return "WFH" if (person + day.day) % 3 == 0 else "WFO"


def row(person: int, days: list[date]) -> list[Any]:
    return [NIPS[person], f"Pegawai {person + 1}", "Bidang Satu", *(code(person, day) for day in days)]


def wrong_cells(path: Path) -> int:
    """How many cells are read as another person's or day's."""
    staff = book(path.with_name("staff.xlsx"), {"Pegawai": [HEADINGS, *people()]})
    problem, _notices = build_problem(read_tables(staff), DAYS[0], DAYS[-1])
    roster, _said = read_roster(path, problem)
    assert read_roster_horizon(path) == (DAYS[0], DAYS[-1])
    order = [person.key for person in problem.people]
    return sum(
        roster.modes[order.index(NIPS[person]), (day - DAYS[0]).days] != int(code(person, day) == "WFO")
        for person in range(6)
        for day in DAYS
    )


@pytest.mark.parametrize("gap", [[], [None]])
def test_weeks_side_by_side_with_people_in_another_order(gap: list[None], tmp_path: Path) -> None:
    first, second = DAYS[:5], DAYS[5:]
    rows: Rows = [["JADWAL"], [*WHO, *first, *gap, *WHO, *second]]
    rows += [[*row(at, first), *gap, *row(5 - at, second)] for at in range(6)]
    assert wrong_cells(book(tmp_path / "a.xlsx", {"Jadwal": rows})) == 0


def test_people_side_by_side_under_one_title(tmp_path: Path) -> None:
    head = ["No", *WHO, *(day.day for day in DAYS)]
    rows: Rows = [["JADWAL BULAN DESEMBER 2026"], [*head, *head]]
    rows += [[at + 1, *row(at, DAYS), at + 4, *row(at + 3, DAYS)] for at in range(3)]
    assert wrong_cells(book(tmp_path / "a.xlsx", {"J": rows})) == 0


def test_a_sheet_for_each_week_is_one_roster(tmp_path: Path) -> None:
    weeks = {"Minggu I": DAYS[:5], "Minggu II": DAYS[5:]}
    sheets = {name: [[*WHO, *days], *(row(at, days) for at in range(6))] for name, days in weeks.items()}
    assert wrong_cells(book(tmp_path / "a.xlsx", sheets)) == 0


def test_sheets_of_two_months_are_asked_about(tmp_path: Path) -> None:
    months = {"Nov": [date(2026, 11, 30)], "Des": DAYS}
    sheets = {name: [[*WHO, *days], *(row(at, days) for at in range(6))] for name, days in months.items()}
    with pytest.raises(InputError) as told:
        read_roster_horizon(book(tmp_path / "a.xlsx", sheets))
    assert [issue.code for issue in told.value.issues] == ["roster-sheets"]


@pytest.mark.parametrize(
    "heads",
    [
        ["7 Desember 2026", 8, 9, 10, 11, 14, 15, 16, 17, 18],
        ["Senin 7", "Selasa 8", "Rab 9 Des", "Kamis, 10/12", "Jumat\n11 Des 2026", "14", "Sel 15", "16-12", "17 Desember", "18"],
        [*(day.day for day in DAYS[:-1]), DAYS[-1]],
    ],
)  # fmt: skip
def test_one_heading_tells_the_year_of_those_beside_it(heads: list[Any], tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"J": [[*WHO, *heads], *(row(at, DAYS) for at in range(6))]})
    assert wrong_cells(path) == 0


def test_a_year_ends_among_the_headings() -> None:
    found = day_headings([30, 31, date(2027, 1, 1), 4, "5 Jan"])
    assert [(one.year, one.month, one.day) for one in found.values()] == [
        (2026, 12, 30), (2026, 12, 31), (2027, 1, 1), (2027, 1, 4), (2027, 1, 5)
    ]  # fmt: skip


def test_codes_under_a_heading_that_is_no_date_are_told(tmp_path: Path) -> None:
    heads = [*DAYS[:-1], "18 Desembr"]
    path = book(
        tmp_path / "a.xlsx", {"J": [[*WHO, *heads, "Ket"], *([*row(at, DAYS), "x"] for at in range(6))]}
    )
    with pytest.raises(InputError) as told:
        read_roster_horizon(path)
    assert [(issue.code, issue.cell, issue.found) for issue in told.value.issues] == [
        ("roster-column", "M1", "18 Desembr")
    ]
