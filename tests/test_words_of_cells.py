"""What officers write into cells beside the words of the template, and what is meant by it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from asnroster.intake.cells import BadCellError, date_range
from asnroster.intake.kinds import count, echelon, holiday, mode, share, yes_no
from asnroster.intake.passes import read_tables
from asnroster.intake.stints import Span
from asnroster.intake.vocabulary import COLLECTIVE, DAY_OFF
from tests.intake_books import BUDI, SITI, STAFF, write_xlsx


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (yes_no, "√", True), (yes_no, "boleh", True), (yes_no, "iya", True), (yes_no, "Tidak boleh", False), (yes_no, "gak", False),
        (echelon, "Eselon 3a", "III.a"), (echelon, "3.a", "III.a"), (echelon, "IV b", "IV.b"), (echelon, "JFT", ""),
        (echelon, "Pelaksana", ""), (count, "3 orang", 3), (count, "40 org", 40), (share, "50 persen", Fraction(1, 2)),
        (yes_no, "tidak setuju", False), (yes_no, "belum memungkinkan", False), (mode, "rumah", 0), (mode, "di kantor", 1), (holiday, "libur daerah", DAY_OFF), (holiday, "Hari Libur Nasional", DAY_OFF),
        (holiday, "SKB Cuti Bersama", COLLECTIVE),
    ],
)  # fmt: skip
def test_what_is_meant(read: Any, cell: str, value: Any) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"), [(yes_no, "x"), (yes_no, "Y/T"), (echelon, "5.a"), (count, "tiga orang"), (count, "1.50"), (mode, "mana saja")]
)  # fmt: skip
def test_what_is_doubtful_is_an_error(read: Any, cell: str) -> None:
    with pytest.raises(BadCellError):
        read(cell)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("7 s.d. 11 Desember 2026", ("7 Desember 2026", "11 Desember 2026")), ("14-15 Des 2026", ("14 Des 2026", "15 Des 2026")),
        ("7 s/d 11-12-2026", ("7-12-2026", "11-12-2026")), ("28 Des s.d. 3 Januari 2027", ("28 Des 2026", "3 Januari 2027")),
        ("1 Des s.d. 3 Des 2026", ("1 Des 2026", "3 Des 2026")),
        ("01-12-2026 sampai dengan 05-12-2026", ("01-12-2026", "05-12-2026")), ("01/12/2026 - 05/12/2026", ("01/12/2026", "05/12/2026")),
        ("7 Desember 2026", None), ("07-12-2026", None), ("2026-12-07", None), ("7-12-2026", None),
    ],
)  # fmt: skip
def test_first_and_last_day_in_one_cell(cell: str, days: tuple[str, str] | None) -> None:
    assert date_range(cell) == days


def test_a_list_of_leave_may_say_both_days_in_one_cell(tmp_path: Path) -> None:
    leave = [["NIP", "Nama", "Jenis Cuti", "Tanggal Cuti"], [BUDI, "Budi", "Cuti Tahunan", "7 s.d. 11 Desember 2026"],
             [SITI, "Siti", "Cuti Sakit", "14-15 Des 2026"]]  # fmt: skip
    tables = read_tables(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": STAFF, "Daftar Cuti": leave}))
    assert [(row.start, row.end, row.code) for row in tables.absences] == [
        (date(2026, 12, 7), date(2026, 12, 11), "C"), (date(2026, 12, 14), date(2026, 12, 15), "S"),
    ]  # fmt: skip
    assert tables.issues == []


@pytest.mark.parametrize(("heading", "column"), [("UNIT KERJA / OPD", "Unit"), ("TMT JAB.", "TMT Jabatan")])
def test_headings_in_short(heading: str, column: str, tmp_path: Path) -> None:
    rows = [["NIP", "Nama", heading, *(["Unit"] if column != "Unit" else [])], ["1", "A", "1-3-2020", "U"]]
    tables = read_tables(write_xlsx(tmp_path / "a.xlsx", {"Pegawai": rows}))
    assert column in tables.grids["Pegawai"].at


def test_digits_kept_by_a_formula_in_a_csv_are_digits(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'NIP;Nama;Unit\n="{BUDI}";Budi;U\n', encoding="utf-8")
    assert [row.nip for row in read_tables(path).staff] == [BUDI]


LONG_AGO, MAY_15, MAY_18 = date(2020, 1, 1), date(2026, 5, 15), date(2026, 5, 18)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Span(MAY_15, MAY_18), Span(MAY_18, None), Span(MAY_18, MAY_18)),  # a single day is a stretch too
        (Span(MAY_15, MAY_15), Span(), Span(MAY_15, MAY_15)),
        (Span(None, MAY_15), Span(MAY_18, None), None),
        (Span(None, MAY_15), Span(LONG_AGO, None), Span(LONG_AGO, MAY_15)),
    ],
)
def test_what_two_stretches_have_in_common(one: Span, other: Span, both: Span | None) -> None:
    assert (one.within(other), other.within(one)) == (both, both)
