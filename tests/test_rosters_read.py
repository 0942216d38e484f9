"""Rosters read back from a workbook and from the tidy csv."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from asnroster.domain.problem import Problem
from asnroster.errors import InputError
from asnroster.intake.passes import build_problem, read_tables
from asnroster.intake.rosters.reading import read_roster, read_roster_horizon
from tests.intake_books import AGUS, BUDI, SITI, STAFF, write_csv, write_xlsx

WEEK = [date(2026, 5, 4) + timedelta(n) for n in range(7)]
PENSION = "197001012000011003"
NAMES = {str(nip): name for nip, name, *_more in STAFF} | {PENSION: "Pak Tua"}


@pytest.fixture
def problem(tmp_path: Path) -> Problem:
    """Budi (leave on Tuesday), Siti and Agus from Monday 4 to Sunday 10 May 2026; one is retired."""
    staff = [[*row, "Kedudukan" if place == 0 else ""] for place, row in enumerate(STAFF)]
    sheets = {
        "Pegawai": [*staff, [PENSION, "Pak Tua", "Sekretariat", "Dinas A", "Pensiun"]],
        "Ketidakhadiran": [["NIP", "Mulai", "Selesai", "Kode"], [BUDI, WEEK[1], WEEK[1], "C"]],
    }
    return build_problem(read_tables(write_xlsx(tmp_path / "staff.xlsx", sheets)), WEEK[0], WEEK[6])[0]


def jadwal(*people: list[Any], dates: list[Any] | None = None) -> list[list[Any]]:
    """A sheet Jadwal as it is printed: title, headings, people, legend, signature."""
    head = ["No", "NIP", "Nama", "Jabatan", "OPD", "Unit", *(dates or WEEK), "WFO", "WFH", "C"]
    rows = [
        [n, nip, NAMES.get(nip, "Nama"), "", "", "", *codes, 3, 2, 0]
        for n, (nip, *codes) in enumerate(people, start=1)
    ]
    below = [
        [],
        ["", "Keterangan:", "WFO = di kantor"],
        ["", "", "", "", "", "", "Bekasi, 1 Mei 2026"],
        ["", f"NIP. {PENSION}"],
    ]
    return [["JADWAL KERJA"], ["Mei 2026"], [], head, *rows, *below]


GOOD = (
    [BUDI, "WFO", "C", "wfh", " WFA ", "Wfo", "L", "L"],
    [SITI, "WFH", "WFO", "WFO", "WFO", "WFO", "", "-"],
    [AGUS, "WFO", "WFO", "WFO", "WFO", "WFO", "L", "L"],
)


def codes_and_cells(path: Path, problem: Problem) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        read_roster(path, problem)
    return [(issue.code, issue.cell) for issue in caught.value.issues]


def test_a_printed_roster_comes_back(problem: Problem, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "roster.xlsx", {"Info": [["x"]], "Jadwal": jadwal(*GOOD)})
    roster, notices = read_roster(path, problem)
    assert roster.modes.tolist() == [
        [1, -1, 0, 0, 1, -1, -1],
        [0, 1, 1, 1, 1, -1, -1],
        [1, 1, 1, 1, 1, -1, -1],
    ]
    assert (roster.misfits, notices) == ((), [])
    assert read_roster_horizon(path) == (WEEK[0], WEEK[6])


def test_typed_headings_work(problem: Problem, tmp_path: Path) -> None:
    heads = ["04-05-2026", "05/05/2026", "2026-05-06", "Kam\n07-05-2026", "8 Mei 2026", WEEK[5], WEEK[6]]
    path = write_xlsx(tmp_path / "roster.xlsx", {"Jadwal": jadwal(*GOOD, dates=heads)})
    assert read_roster_horizon(path) == (WEEK[0], WEEK[6])
    assert read_roster(path, problem)[0].misfits == ()


def test_cells_that_do_not_fit_their_day(problem: Problem, tmp_path: Path) -> None:
    people = ([BUDI, "WFO", "WFH", "", "WFA", "S", "WFO", "L"], [SITI, *["WFO"] * 5, "L", "L"])
    roster, _ = read_roster(write_xlsx(tmp_path / "roster.xlsx", {"Jadwal": jadwal(*people)}), problem)
    found = [
        (misfit.person, misfit.day, misfit.found, misfit.ref.cell if misfit.ref else None)
        for misfit in roster.misfits
    ]
    assert found == [
        (0, 1, "WFH", "H5"), (0, 2, "", "I5"), (0, 4, "S", "K5"), (0, 5, "WFO", "L5"),
        (2, 0, "", ""),
    ]  # fmt: skip
    assert [misfit.last for misfit in roster.misfits] == [None, None, None, None, 4]
    assert roster.modes[0].tolist() == [1, -1, -1, 0, -1, -1, -1]
    assert roster.modes[2].tolist() == [-1] * 7


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ([BUDI, "WFO/WFH", "C", *["WFO"] * 3, "L", "L"], ("roster-code", "G8")),
        ([BUDI[:-1] + "7", *["WFO"] * 5, "L", "L"], ("person-unknown", "B8")),
        ([SITI, *["WFO"] * 5, "L", "L"], ("nip-doubled", "B8")),
        ([float(SITI), *["WFO"] * 5, "L", "L"], ("nip-numeric", "B8")),
    ],
)
def test_errors_of_a_roster(
    row: list[Any], expected: tuple[str, str], problem: Problem, tmp_path: Path
) -> None:
    people = GOOD if expected[0] != "roster-code" else (GOOD[1], GOOD[2], [PENSION, *[""] * 7])
    path = write_xlsx(tmp_path / "roster.xlsx", {"Jadwal": jadwal(*people, row)})
    assert codes_and_cells(path, problem) == [expected]


def test_an_inserted_empty_row_loses_nobody(problem: Problem, tmp_path: Path) -> None:
    rows = jadwal(*GOOD)
    rows.insert(5, [])
    assert read_roster(write_xlsx(tmp_path / "roster.xlsx", {"Jadwal": rows}), problem)[0].misfits == ()


def test_somebody_left_out_is_a_notice(problem: Problem, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "roster.xlsx", {"Jadwal": jadwal(*GOOD, [PENSION, *["WFO"] * 5, "L", "L"])})
    roster, notices = read_roster(path, problem)
    assert [(notice.code, notice.cell) for notice in notices] == [("person-left-out", "B8")]
    assert roster.misfits == ()


def tidy(*rows: tuple[str, date | str, str]) -> list[list[Any]]:
    return [
        ["nip", "name", "agency", "unit", "date", "code", "reason"],
        *([nip, "N", "A", "U", day, code, ""] for nip, day, code in rows),
    ]


def test_tidy_csv_comes_back(problem: Problem, tmp_path: Path) -> None:
    rows = [
        (str(person[0]), day, str(code))
        for person in GOOD
        for day, code in zip(WEEK, person[1:], strict=True)
    ]
    path = write_csv(tmp_path / "roster.csv", tidy(*rows))
    roster, notices = read_roster(path, problem)
    assert roster.modes.tolist() == [
        [1, -1, 0, 0, 1, -1, -1],
        [0, 1, 1, 1, 1, -1, -1],
        [1, 1, 1, 1, 1, -1, -1],
    ]
    assert (roster.misfits, notices) == ((), [])
    assert read_roster_horizon(path) == (WEEK[0], WEEK[6])


def test_errors_of_a_tidy_csv(problem: Problem, tmp_path: Path) -> None:
    rows = tidy(
        (BUDI, WEEK[0], "WFO"),
        (BUDI, WEEK[0], "WFH"),
        ("999", WEEK[0], "WFO"),
        (BUDI, "kapan", "WFO"),
        (SITI, WEEK[0], "?"),
    )
    assert codes_and_cells(write_csv(tmp_path / "roster.csv", rows), problem) == [
        ("row-doubled", "A3"), ("person-unknown", "A4"), ("date-bad", "E5"), ("roster-code", "F6"),
    ]  # fmt: skip


def test_dates_outside_the_horizon_are_passed_over(problem: Problem, tmp_path: Path) -> None:
    rows = tidy(
        *(
            (nip, day, "WFO")
            for nip in (BUDI, SITI, AGUS)
            for day in [date(2026, 4, 30), *WEEK[:5]]
            if (nip, day) != (BUDI, WEEK[1])
        )
    )
    assert read_roster(write_csv(tmp_path / "roster.csv", rows), problem)[0].misfits == ()


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        (
            {"Jadwal": [["Bulan Mei 2026"], ["No", "NIP", "Nama", "Catatan"], [1, BUDI, "B", "WFO"]]},
            "roster-header",
        ),
        ({"Jadwal": [["No", "NIP", "Nama"], [1, BUDI, "B"]]}, "roster-header"),
        ({"Jadwal": jadwal(*GOOD, dates=[WEEK[0], WEEK[0], *WEEK[2:]])}, "date-doubled"),
    ],
)
def test_files_that_hold_no_roster(sheets: Any, code: str, problem: Problem, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "roster.xlsx", sheets)
    for read in (lambda: read_roster_horizon(path), lambda: read_roster(path, problem)):
        with pytest.raises(InputError) as caught:
            read()
        assert [issue.code for issue in caught.value.issues] == [code]
