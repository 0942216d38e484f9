"""Dates as offices write them in columns: years of two digits, short months, no year at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from asnroster.intake.answers import near_year
from asnroster.intake.cells import BadCellError, day
from asnroster.intake.passes import build_problem, check_tables, read_tables
from tests.cli import run_in_process
from tests.intake_books import BUDI, STAFF, write_xlsx

DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("22.12.26", date(2026, 12, 22)), ("22/12/26", date(2026, 12, 22)), ("1-4-98", date(1998, 4, 1)),
        ("16-Des-2026", date(2026, 12, 16)), ("16 Des. 2026", date(2026, 12, 16)), ("16-Des-26", date(2026, 12, 16)),
        ("Rabu, 16 Desember 2026", date(2026, 12, 16)),
    ],
)  # fmt: skip
def test_short_years_and_months(written: str, found: date) -> None:
    assert day(written) == found


@pytest.mark.parametrize("written", ["16 Desember", "16/12", "31 April", "16 Des"])
def test_a_date_without_year_is_none_where_no_period_tells_it(written: str) -> None:
    with pytest.raises(BadCellError):
        day(written)
    said = run_in_process("solve", "x.xlsx", "--start", written)
    assert said.code == 2 and f"--start: “{written}” bukan tanggal." in said.stderr


@pytest.mark.parametrize(
    ("found", "start", "whole"),
    [
        (date(2000, 12, 16), date(2026, 12, 1), date(2026, 12, 16)), (date(2000, 1, 3), date(2026, 12, 1), date(2027, 1, 3)),
        (date(2000, 12, 28), date(2027, 1, 1), date(2026, 12, 28)), (date(2000, 8, 1), date(2026, 12, 1), date(2027, 8, 1)),
        (date(2000, 2, 29), date(2026, 12, 1), date(2028, 2, 29)),
    ],
)  # fmt: skip
def test_the_year_is_that_of_the_period(found: date, start: date, whole: date) -> None:
    assert near_year(found, start) == whole


def book(path: Path) -> Path:
    leave = [
        ["NIP", "Mulai", "Selesai", "Kode"],
        [BUDI, "28 Desember", "3 Januari", "C"],
        [BUDI, "16/12", "16 Des", "S"],
    ]
    staff = [[*STAFF[0], "TMT Jabatan"], *([*row, "1 Desember"] for row in STAFF[1:])]
    return write_xlsx(
        path,
        {
            "Pegawai": staff,
            "Ketidakhadiran": leave,
            "Libur": [["Tanggal", "Jenis"], ["21 Desember", "Libur"]],
        },
    )


def test_dates_without_year_are_read_in_every_column_and_said(tmp_path: Path) -> None:
    problem, notices = build_problem(read_tables(book(tmp_path / "a.xlsx")), *DECEMBER)
    budi = next(index for index, person in enumerate(problem.people) if person.key == BUDI)
    assert [place + 1 for place in range(31) if problem.absence[budi, place] >= 0] == [16, 28, 29, 30, 31]
    assert problem.people[budi].in_post_since == date(2026, 12, 1)
    assert [(notice.sheet, notice.cell, notice.message) for notice in notices if notice.code == "date-yearless"] == [
        ("Pegawai", "E2", "3 tanggal tanpa tahun; tahunnya diambil dari masa jadwal: yang pertama 01-12-2026."),
        ("Ketidakhadiran", "B2", "2 tanggal tanpa tahun; tahunnya diambil dari masa jadwal: yang pertama 28-12-2026."),
        ("Ketidakhadiran", "C2", "2 tanggal tanpa tahun; tahunnya diambil dari masa jadwal: yang pertama 03-01-2027."),
        ("Libur", "A2", "1 tanggal tanpa tahun; tahunnya diambil dari masa jadwal: yang pertama 21-12-2026."),
    ]  # fmt: skip


def test_a_post_without_year_began_before_the_period_ended(tmp_path: Path) -> None:
    problem, _notices = build_problem(
        read_tables(book(tmp_path / "a.xlsx")), date(2026, 6, 1), date(2026, 6, 30)
    )
    assert {person.in_post_since for person in problem.people} == {date(2025, 12, 1)}


def test_check_reads_them_for_the_next_month(tmp_path: Path) -> None:
    tables = read_tables(book(tmp_path / "a.xlsx"))
    problem, notices = check_tables(tables, date(2026, 11, 30))
    assert problem.horizon.start == date(2026, 12, 1)
    assert sum(notice.code == "date-yearless" for notice in notices) == 4
