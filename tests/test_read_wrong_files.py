"""Files as offices bring them by mistake, or with lines that are nobody's: what is read and what is said, once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asnroster.errors import InputError
from asnroster.intake.passes import read_tables
from tests.intake_books import STAFF, problems, write_xlsx
from tests.sheet_books import HEADINGS, NIPS, book, people

Rows = list[list[Any]]


def keys(path: Path) -> list[str]:
    """Whom a file names; it must have nothing wrong."""
    tables = read_tables(path)
    assert tables.issues == []
    return [row.nip for row in tables.staff]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Kode Rekening", "Uraian", "Pagu"], ["5.1.02", "Belanja ATK", 1000000]], "table-missing"),
        (
            [["PEMERINTAH KOTA CONTOH"], ["DAFTAR NOMINATIF PEGAWAI"], ["BULAN DESEMBER 2026"]],
            "table-missing",
        ),
        ([], "sheet-empty"),
        ([["PEMERINTAH KOTA CONTOH"], HEADINGS], "staff-empty"),
    ],
)
def test_a_wrong_or_empty_file_is_told_in_one_line(rows: Rows, code: str, tmp_path: Path) -> None:
    assert [found for found, _sheet, _cell in problems(book(tmp_path / "a.xlsx", {"Pegawai": rows}))] == [
        code
    ]


def test_totals_between_people_are_nobody(tmp_path: Path) -> None:
    rows = [["No", *HEADINGS], *([at, *row] for at, row in enumerate(people(), 1))]
    rows.insert(3, ["Jumlah Bidang Satu", None, None, None, "2", None, None, None])
    rows.append(["Sub Total Bidang Dua", None, None, None, "4", None, None, None])
    rows.append(["Total Keseluruhan", None, None, None, "6", None, None, None])
    assert keys(book(tmp_path / "a.xlsx", {"Pegawai": rows})) == NIPS[:6]


def test_somebody_without_a_nip_below_a_subtotal_is_not_passed_over(tmp_path: Path) -> None:
    rows = [HEADINGS, *people()]
    rows.insert(3, ["Jumlah Bidang Satu", None, None, None, None, None, None])
    rows[5][0] = None
    assert sorted(keys(book(tmp_path / "a.xlsx", {"Pegawai": rows}))) == sorted(
        [*NIPS[:3], *NIPS[4:6], "Pegawai 4"]
    )


def test_rows_left_out_below_the_total_are_told_by_number(tmp_path: Path) -> None:
    rows = [HEADINGS, *people(), ["JUMLAH", None, None, 6, None, None, None]]
    rows.append([None, "Orang Tanpa Nomor", "Dinas Uji", "Bidang Satu", "Analis", "Ya", None])
    tables = read_tables(book(tmp_path / "a.xlsx", {"Pegawai": rows}))
    told = [(notice.code, notice.cell) for notice in tables.notices if notice.code == "rows-below"]
    assert (len(tables.staff), told) == (6, [("rows-below", "A9")])


def test_a_second_line_of_headings_is_no_person(tmp_path: Path) -> None:
    rows = [
        ["No", "NIP", "Nama", "Jabatan", None, "Unit Kerja"],
        [None, None, None, "Nama Jabatan", "TMT", None],
        *([at, NIPS[at], f"Pegawai {at}", "Analis", "02-01-2024", "Bidang Satu"] for at in range(1, 5)),
    ]
    tables = read_tables(book(tmp_path / "a.xlsx", {"Pegawai": rows}))
    assert tables.issues == []
    assert [(row.nip, row.position, str(row.in_post_since)) for row in tables.staff] == [
        (NIPS[at], "Analis", "2024-01-02") for at in range(1, 5)
    ]


def test_a_group_row_below_the_headings_is_no_second_line_of_them(tmp_path: Path) -> None:
    rows = [["No", "NIP", "Nama", "Jabatan", "OPD"], ["Bidang Satu"]]
    rows += [[at, NIPS[at], f"Pegawai {at}", "Analis", "Dinas Uji"] for at in range(1, 5)]
    tables = read_tables(book(tmp_path / "a.xlsx", {"Pegawai": rows}))
    assert tables.issues == []
    assert {row.unit for row in tables.staff} == {"Bidang Satu"}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoted", [False, True])
def test_a_csv_is_read_with_any_separator_and_with_whole_lines_in_quotes(
    separator: str, *, quoted: bool, tmp_path: Path
) -> None:
    lines = [
        separator.join("" if cell is None else str(cell) for cell in row) for row in [HEADINGS, *people()]
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(f'"{line}"' if quoted else line for line in lines), encoding="utf-8")
    assert keys(path) == NIPS[:6]


@pytest.mark.parametrize("name", ["~$staff.xlsx", ".~lock.staff.xlsx#"])
def test_the_mark_of_an_open_workbook_is_no_list(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x06Budi  " + bytes(158))
    with pytest.raises(InputError) as told:
        read_tables(tmp_path / name)
    assert [(issue.code, issue.message, issue.needed) for issue in told.value.issues] == [(
        "file-lock",
        "Berkas ini bukan daftar: ia hanya menandai bahwa “staff.xlsx” sedang terbuka di Excel atau LibreOffice.",
        "Berikan “staff.xlsx” itu sendiri, setelah disimpan dan ditutup.",
    )]  # fmt: skip


def test_a_folder_is_told_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        read_tables(tmp_path)
    assert [(issue.message, issue.needed) for issue in told.value.issues] == [
        ("Ini folder, bukan berkas.", "Sebutkan buku kerja di dalamnya.")
    ]


@pytest.mark.parametrize("lock", ["~$staff.xlsx", ".~lock.staff.xlsx#"])
def test_a_workbook_that_is_open_elsewhere_is_read_and_told(lock: str, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF})
    assert [one.code for one in read_tables(path).notices] == []
    (tmp_path / lock).write_bytes(b"")
    assert [(one.code, one.file) for one in read_tables(path).notices] == [("file-open", "staff.xlsx")]
