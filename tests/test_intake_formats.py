"""The same content in every format and layout gives the same problem."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnroster.domain.problem import Problem
from asnroster.intake.cells import BadCellError, day, is_empty, nip, normal, plain, text
from asnroster.intake.kinds import share, weekday_or_date
from asnroster.intake.marks import column_letters
from asnroster.intake.schema import SHEETS, STAFF
from asnroster.intake.sheets import read_book
from tests.intake_books import BUDI, SITI, build, problems, write_csv, write_xlsx, written
from tests.intake_books import STAFF as PLAIN

ROWS = [
    ["NIP", "Nama", "Unit", "OPD", "TMT Jabatan", "Peran", "Boleh WFH"],
    [BUDI, "Budi, S.H.", "Sekretariat", "Dinas A", "2025-03-03", "ajudan;piket", "Tidak"],
    [SITI, "=Siti", "Dinas A", "Dinas A", "03/04/2024", "", "Ya"],
]


def same(problem: Problem) -> tuple[Any, ...]:
    """What must not depend on the file."""
    return problem.people, problem.units, problem.available.tolist(), problem.columns


def test_every_format_gives_the_same_problem(tmp_path: Path) -> None:
    expected = same(build(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": ROWS}))[0])
    assert [person.name for person in expected[0]] == ["=Siti", "Budi, S.H."]
    assert [person.in_post_since for person in expected[0]] == [date(2024, 4, 3), date(2025, 3, 3)]
    paths = [
        written(tmp_path / "b.xls", ROWS),
        written(tmp_path / "c.ods", ROWS),
        write_csv(tmp_path / "d.csv", ROWS),
        write_csv(tmp_path / "e.csv", ROWS, ";", "utf-8-sig"),
        write_csv(tmp_path / "f.csv", ROWS, "\t", "cp1252"),
        write_csv(tmp_path / "g.csv", ROWS, ";", "utf-16"),
    ]
    for path in paths:
        assert same(build(path)[0]) == expected, path.name


def test_csv_errors_name_their_cell_and_units_may_be_csv(tmp_path: Path) -> None:
    bad = write_csv(
        tmp_path / "bad.csv", [["Data per Mei"], [], *ROWS, ["123456789012", "X", "U", "", "", "", ""]]
    )
    assert problems(bad) == [("nip-digits", "Pegawai", "A6")]
    units = write_csv(tmp_path / "units.csv", [["Unit", "OPD", "Min WFO"], ["Sekretariat", "Dinas A", "3"]])
    problem, _ = build(write_csv(tmp_path / "staff.csv", ROWS), units)
    assert [(unit.path, unit.min_office) for unit in problem.units] == [
        ("Dinas A", None),
        ("Dinas A > Sekretariat", 3),
    ]


def test_cp1252_letters_survive(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes("NIP;Nama;Unit\n1;José;U\n".encode("cp1252"))
    assert build(path)[0].people[0].name == "José"


def test_rows_and_columns_keep_their_places(tmp_path: Path) -> None:
    rows = [
        [],
        [],
        ["", "", "DAFTAR PEGAWAI"],
        [],
        ["", "", "NIP", "Nama", "Unit"],
        [],
        ["", "", "12345678901", "X", "U"],
    ]
    assert problems(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": rows})) == [("nip-digits", "Pegawai", "C7")]
    assert read_book(tmp_path / "a.xlsx").sheets[0].rows[4][2] == "NIP"
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_header_anywhere_columns_in_any_order_and_spelling(data: st.DataObject, tmp_path: Path) -> None:
    order = data.draw(st.permutations(range(len(ROWS[0]))))
    english = {column.name: column.english for column in STAFF.columns}

    def spelt(label: str) -> str:
        word = english[label] if data.draw(st.booleans()) else label
        return data.draw(
            st.sampled_from(
                [word, word.upper(), word.lower(), word.replace(" ", "_"), f" {word} ", word.replace(" ", "")]
            )
        )

    above = [["" for _ in order] for _ in range(data.draw(st.integers(0, 8)))]
    left = [""] * data.draw(st.integers(0, 3))
    labels = [spelt(label) for label in ROWS[0]]
    table = [[*left, *(row[place] for place in order)] for row in (labels, *ROWS[1:])]
    extra = [[*row, "NIK" if place == 0 else "32750101"] for place, row in enumerate(table)]
    sheet = data.draw(st.sampled_from(["Pegawai", "PEGAWAI", "staff", " Pegawai_"]))
    found = same(build(write_xlsx(tmp_path / "a.xlsx", {sheet: [*above, *extra]}))[0])
    assert found == same(build(write_csv(tmp_path / "b.csv", ROWS))[0])


@given(st.dates(date(1940, 1, 1), date(2100, 12, 31)))
def test_dates_however_written(value: date) -> None:
    months = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ]
    forms = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d 00:00:00", "'%d-%m-%Y", " %d.%m.%Y "]
    assert {day(value.strftime(form)) for form in forms} == {value}
    assert day(f"{value.day} {months[value.month - 1]} {value.year}") == value
    assert day(f"{value.day:02}-{months[value.month - 1][:3].upper()}-{value.year}") == value


@pytest.mark.parametrize(
    "bad", ["33-03-25", "31-02-2025", "2025", "besok", "25000", 60000.0, True, "13 Foo 2025"]
)
def test_no_dates(bad: Any) -> None:
    with pytest.raises(BadCellError) as caught:
        day(bad)
    assert caught.value.code == "date-bad"


@given(st.text(alphabet="0123456789", min_size=1, max_size=30))
def test_nip_is_eighteen_digits_or_short_or_refused(digits: str) -> None:
    spaced = "'" + " ".join(digits)
    if 10 <= len(digits) <= 25 and len(digits) != 18:
        with pytest.raises(BadCellError, match=str(len(digits))):
            nip(spaced)
    else:
        assert nip(spaced) == digits


def test_single_cells() -> None:
    assert [plain(3.0), plain("a \n b"), plain(2.5), text("'x"), text(" - ")] == ["3", "a b", "2.5", "x", ""]
    assert [is_empty(cell) for cell in ("", " ", "-", "'", "'-", None, 0, "0")] == [True] * 6 + [False] * 2
    assert [share(cell) for cell in (50, "50%", "50 %", 0.5, "0,5", "'50%")] == [Fraction(1, 2)] * 6
    assert [weekday_or_date(cell) for cell in ("Jum'at", "FRI", "5-5-2026")] == [4, 4, date(2026, 5, 5)]
    with pytest.raises(BadCellError) as caught:
        nip(1980010120050110)  # of 16 digits Excel keeps 15
    assert caught.value.code == "nip-numeric"
    assert [nip(cell) for cell in (123.0, "THL 01", "1980 0101")] == ["123", "THL 01", "19800101"]


def test_no_heading_means_two_columns() -> None:
    for spec in SHEETS:
        columns = (*spec.columns, *spec.hidden)
        names = [name for column in columns for name in {normal(column.name), normal(column.english)}]
        assert len(names) == len(set(names)), spec.name


def test_the_staff_are_read_whatever_their_sheet_is_called(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Catatan": [["x"]], "Sheet1": PLAIN})
    assert len(build(path)[0].people) == 3
    path = write_xlsx(tmp_path / "b.xlsx", {"Karyawan": PLAIN})
    assert len(build(path)[0].people) == 3


def test_sources_differ_problems_do_not(tmp_path: Path) -> None:
    one = build(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": ROWS}))[0]
    two = build(write_csv(tmp_path / "b.csv", ROWS))[0]
    assert one.sources != two.sources
    assert replace(one, sources=()).people == replace(two, sources=()).people


def test_a_stray_value_in_the_last_corner_is_told_not_read(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["NIP", "Nama", "Unit"], ["1", "P", "U"]]
    path = write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": rows})
    book = openpyxl.load_workbook(path)
    book["Pegawai"]["XFD1048576"] = "x"
    book.save(path)
    assert problems(path) == [("file-too-large", "", "")]


def test_formats_far_away_do_no_harm(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": [["NIP", "Nama", "Unit"], ["1", "P", "U"]]})
    book = openpyxl.load_workbook(path)
    book["Pegawai"]["XFD1048576"].number_format = "0.00"
    book.save(path)
    assert problems(path) == []


def test_sheets_doubled_empty_or_without_headings(tmp_path: Path) -> None:
    good = [["NIP", "Nama", "Unit"], ["1", "P", "U"]]
    assert problems(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": good, "Staff": good})) == [
        ("sheet-doubled", "Staff", "")
    ]
    assert [code for code, _, _ in problems(write_xlsx(tmp_path / "b.xlsx", {"Pegawai": []}))] == [
        "sheet-empty"
    ]
    assert problems(write_xlsx(tmp_path / "c.xlsx", {"Pegawai": good, "Libur": []})) == []
    path = write_xlsx(
        tmp_path / "d.xlsx",
        {"Pegawai": good, "Libur": [[], ["", "Tangal", "Jeniss"], ["", "1-1-2026", "Libur"]]},
    )
    assert problems(path) == [("column-missing", "Libur", "B2"), ("column-missing", "Libur", "C2")]


def test_units_may_be_paths_and_hang_under_an_unlisted_agency(tmp_path: Path) -> None:
    units = [
        ["Unit", "OPD", "Induk"],
        ["Bidang", "Dinas A", ""],
        ["Dinas A > Bidang > Seksi 1", "", ""],
        ["Seksi 2", "", "Bidang"],
        [" > ", "", ""],
    ]
    path = write_xlsx(
        tmp_path / "a.xlsx", {"Pegawai": [["NIP", "Nama", "Unit"], ["1", "P", "Seksi 2"]], "Unit": units}
    )
    assert [unit.path for unit in build(path)[0].units] == [
        "Dinas A", "Dinas A > Bidang", "Dinas A > Bidang > Seksi 1", "Dinas A > Bidang > Seksi 2",
    ]  # fmt: skip
