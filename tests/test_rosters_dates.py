"""Rosters whose dates are odd: written month first, a day's column gone, an error where a code should stand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from asnroster.domain.problem import Problem
from asnroster.errors import InputError, Issue
from asnroster.intake.passes import build_problem, read_tables
from asnroster.intake.rosters.day_headings import month_first
from asnroster.intake.rosters.reading import read_roster, read_roster_horizon
from tests.cli import run_in_process
from tests.intake_books import AGUS, BUDI, SITI, STAFF, write_csv, write_xlsx

NAMES = {BUDI: "Budi Santoso", SITI: "Siti Aminah", AGUS: "Agus Salim"}
Rows = list[list[Any]]


def _refused(path: Path, problem: Problem) -> list[Issue]:
    with pytest.raises(InputError) as caught:
        read_roster(path, problem)
    return list(caught.value.issues)


MONTH = [date(2026, 12, 1) + timedelta(n) for n in range(18)]


@pytest.fixture
def december(tmp_path: Path) -> Problem:
    """The three from 1 to 18 December 2026."""
    return build_problem(
        read_tables(write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF})), MONTH[0], MONTH[-1]
    )[0]


def office(days: list[Any]) -> Rows:
    return [
        ["NIP", "Nama", *days],
        *(
            [nip, name, *["WFO" if day.weekday() < 5 else "L" for day in MONTH]]
            for nip, name in NAMES.items()
        ),
    ]


@pytest.mark.parametrize(
    "form", ["{0.month}/{0.day:02}/{0.year}", "{0:%m/%d/%Y}", "{0:%m/%d/%y}", "{0:%m-%d-%Y}"]
)
def test_american_dates_are_read_where_no_other_reading_makes_days(
    form: str, december: Problem, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "jadwal.csv", office([form.format(day) for day in MONTH]))
    assert read_roster_horizon(path) == (MONTH[0], MONTH[-1])
    roster, notices = read_roster(path, december)
    assert roster.misfits == () and [(notice.code, notice.cell) for notice in notices] == [
        ("roster-month-first", "C1")
    ]
    assert notices[0].message == (
        "Tanggal ditulis bulan lebih dulu: bila dibaca demikian, tanggalnya berurutan mulai 01-12-2026."
    )


def test_american_dates_half_made_dates_by_a_spreadsheet(december: Problem, tmp_path: Path) -> None:
    days = [date(2026, day.day, 12) if day.day <= 12 else f"12/{day.day}/2026" for day in MONTH]
    roster, notices = read_roster(write_xlsx(tmp_path / "jadwal.xlsx", {"J": office(days)}), december)
    assert roster.misfits == () and [notice.code for notice in notices] == ["roster-month-first"]


def test_american_dates_down_a_column(december: Problem, tmp_path: Path) -> None:
    rows = [["nip", "name", "date", "code"]]
    rows += [
        [nip, name, f"{day:%m/%d/%Y}", "WFO"]
        for nip, name in NAMES.items()
        for day in MONTH
        if day.weekday() < 5
    ]
    roster, notices = read_roster(write_csv(tmp_path / "jadwal.csv", rows), december)
    assert roster.misfits == () and [(notice.code, notice.cell) for notice in notices] == [
        ("roster-month-first", "C2")
    ]


@pytest.mark.parametrize(
    "days", [[f"{day:%d/%m/%Y}" for day in MONTH], list(MONTH), ["12/01/2026", "13/01/2026"]]
)
def test_days_that_follow_day_first_are_read_so(days: list[Any]) -> None:
    assert month_first(days) == {}


def test_one_date_of_each_month_stays_one_where_it_is_a_real_date() -> None:
    assert month_first([date(2026, month, 12) for month in range(1, 13)]) == {}


def test_a_deleted_day_is_one_line_for_everybody(december: Problem, tmp_path: Path) -> None:
    rows = [[*row[:5], *row[6:]] for row in office(list(MONTH))]
    roster, _notices = read_roster(write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows}), december)
    (misfit,) = roster.misfits
    assert (misfit.people, misfit.day, misfit.last_day, misfit.found) == ((0, 1, 2), 3, 3, "")


def test_deleted_days_next_to_each_other_are_one_run(december: Problem, tmp_path: Path) -> None:
    rows = [[*row[:5], *row[10:]] for row in office(list(MONTH))]  # Friday 4 to Tuesday 8
    roster, _notices = read_roster(write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows}), december)
    assert [(one.people, one.day, one.last_day) for one in roster.misfits] == [((0, 1, 2), 3, 7)]


@pytest.mark.parametrize("word", ["#REF!", "#N/A", "Err:508"])
def test_an_error_in_a_day_is_no_code(word: str, december: Problem, tmp_path: Path) -> None:
    rows = office(list(MONTH))
    rows[1][2] = rows[2][3] = word
    (issue,) = _refused(write_xlsx(tmp_path / "jadwal.xlsx", {"J": rows}), december)
    assert (issue.code, issue.cell) == ("cell-error", "C2") and "--code" not in issue.line()
    assert issue.message == f"2 sel berisi galat {word}."


def test_an_audit_says_a_deleted_day_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF})
    write_xlsx(tmp_path / "jadwal.xlsx", {"J": [[*row[:5], *row[6:]] for row in office(list(MONTH))]})
    said = run_in_process("audit", "jadwal.xlsx", "--staff", "staff.xlsx", "-s", "baseline-wfo")
    told = [line for line in said.stdout.splitlines() if "tidak memiliki kolom" in line]
    assert said.code == 1 and told == [
        "Wajib: Jadwal tidak memiliki kolom untuk Jum, 4 Des 2026, padahal 3 pegawai bekerja. (Sel yang tidak sesuai)"
    ]
