"""The few of a staff who lack a NIP or a name: nobody is lost and nothing stops for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asnroster.intake.passes import build_problem, read_tables
from tests.cli import run_in_process
from tests.foreign_lists import SOCIAL, TITLE, nominatif, write_list
from tests.intake_books import MAY, notices, problem_of, problems
from tests.sheet_books import HEADINGS, NIPS, book, people

Rows = list[list[Any]]
ASKED = "NIP kosong"


def staff(path: Path, change: dict[tuple[int, int], Any], answers: Rows | None = None) -> Path:
    """Six people with some cells changed, by person and column."""
    rows = people()
    for (at, column), cell in change.items():
        rows[at][column] = cell
    sheets: dict[str, Any] = {"Pegawai": [HEADINGS, *rows]}
    if answers:
        sheets["Konfirmasi"] = [["Hal", "Anggapan", "Setuju", "Yang Benar"], *answers]
    return book(path, sheets)


def asked(path: Path) -> list[tuple[str, str, str, int]]:
    """Subject, text, ground and number of people of what is assumed of them."""
    return [
        (row.subject, row.assumed, row.ground, row.people)
        for row in problem_of(path).assumptions
        if row.kind in ("nip-none", "namesake")
    ]


def test_who_has_no_nip_among_others_is_rostered_by_name_and_asked_about(tmp_path: Path) -> None:
    path = staff(tmp_path / "a.xlsx", {(1, 0): None, (4, 0): "-"})
    assert problems(path) == []
    assert {person.key for person in problem_of(path).people} == {
        NIPS[0],
        "Pegawai 2",
        *NIPS[2:4],
        "Pegawai 5",
        NIPS[5],
    }
    assert asked(path) == [(ASKED, "2 pegawai dijadwalkan dengan namanya", "NIP kosong di A3, A6", 2)]


@pytest.mark.parametrize(("agreed", "kept"), [("Ya", set()), ("Tidak", {"Pegawai 2"})])
def test_after_a_no_they_stay_in_the_office(agreed: str, kept: set[str], tmp_path: Path) -> None:
    path = staff(tmp_path / "a.xlsx", {(1, 0): None}, [[ASKED, "x", agreed, None]])
    found = problem_of(path).people
    assert len(found) == 6 and {person.key for person in found if not person.remote_capable} == kept


def test_who_bears_the_name_of_somebody_with_a_nip_may_be_that_person(tmp_path: Path) -> None:
    change = {(1, 0): None, (1, 1): "PEGAWAI 1"}
    path = staff(tmp_path / "a.xlsx", change)
    assert len(problem_of(path).people) == 6
    assert {row[:2] for row in asked(path)} == {
        (ASKED, "1 pegawai dijadwalkan dengan namanya"),
        ("Nama PEGAWAI 1", f"2 orang yang berbeda: {NIPS[0]}; PEGAWAI 1"),
    }
    again = staff(tmp_path / "b.xlsx", change, [["Nama PEGAWAI 1", "x", "Tidak", None]])
    assert {person.key for person in problem_of(again).people} == {NIPS[0], *NIPS[2:6]}


def test_who_has_a_nip_and_no_name_is_called_by_it(tmp_path: Path) -> None:
    path = staff(tmp_path / "a.xlsx", {(3, 1): None})
    assert [person.name for person in problem_of(path).people if person.key == NIPS[3]] == [NIPS[3]]
    assert ("name-none", "Pegawai", "B5") in notices(path)


def test_vacant_posts_and_rows_of_nobody_between_the_people_are_passed_over_and_told(tmp_path: Path) -> None:
    change = {(1, 0): None, (1, 1): "KOSONG", (2, 0): None, (2, 1): None}
    path = staff(tmp_path / "a.xlsx", change)
    assert {person.key for person in problem_of(path).people} == {NIPS[0], *NIPS[3:6]}
    assert ("rows-skipped", "Pegawai", "A3") in notices(path)


def test_somebody_of_a_printed_list_without_nip_is_rostered_too(tmp_path: Path) -> None:
    rows = nominatif(SOCIAL, TITLE)
    driver = [10, "Sopir Kantor", "-", "", "", "Pengemudi", "", "", "", "", "honorer"]
    path = write_list(tmp_path / "a.xlsx", {"PNS": [*rows[:-8], driver, *rows[-8:]]})
    problem, _notices = build_problem(read_tables(path), *MAY)
    assert {person.key for person in problem.people} == {*(one.nip for one in SOCIAL), "Sopir Kantor"}
    assert problem.left_out == () and [row.people for row in problem.assumptions if row.subject == ASKED] == [
        1
    ]


def test_an_import_leaves_the_cell_empty_to_be_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    staff(tmp_path / "a.xlsx", {(1, 0): None})
    assert run_in_process("import", "a.xlsx", "-o", "b.xlsx").code == 0
    assert asked(tmp_path / "b.xlsx")[0][0] == ASKED
    dates = ("--start", "2026-12-07", "--end", "2026-12-11")
    assert run_in_process("solve", "b.xlsx", *dates, "-o", "r.csv").code == 0
    assert "Pegawai 2,Pegawai 2," in Path("r.csv").read_text("utf-8")
