"""Which sheet is which input, which heading which column, and what is said of the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asnroster.intake.columns import SheetSpec
from asnroster.intake.passes import read_tables
from asnroster.intake.schema import ABSENCE, BUILDINGS, FIXED, STAFF, UNITS
from asnroster.intake.tables import Tables
from asnroster.words import use_language
from tests.cli import run_in_process
from tests.intake_books import build, problems, write_csv
from tests.sheet_books import HEADINGS, NIPS, book, people
from tests.sheet_books import UNITS as UNIT_ROWS

LEAVE = ["NIP", "Mulai", "Selesai", "Kode"]
MAY = [NIPS[0], "2026-05-04", "2026-05-05", "C"]


def read(path: Path) -> tuple[Tables, list[tuple[str, str]]]:
    """The tables, and code and sheet of all that was said, wrong or odd."""
    tables = read_tables(path)
    return tables, sorted((issue.code, issue.sheet) for issue in [*tables.issues, *tables.notices])


@pytest.mark.parametrize("kind", ["Tahunan", "Melahirkan", "Bersalin", "Alasan Penting"])
def test_a_kind_of_leave_needs_no_word_cuti(tmp_path: Path, kind: str) -> None:
    """A column Jenis Cuti says the word itself."""
    rows = [["NIP", "Mulai", "Selesai", "Jenis Cuti"], [*MAY[:3], kind]]
    tables, _said = read(book(tmp_path / "a.xlsx", {"Pegawai": [HEADINGS, *people()], "Cuti": rows}))
    assert [row.code for row in tables.absences] == ["C"] and tables.issues == []


@pytest.mark.parametrize("name", ["Data", "BKPSDM", "Data Pegawai 2026", "Sheet1", "PNS"])
def test_a_workbook_of_one_table_is_read_whatever_its_sheet_is_called(name: str, tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", {name: [["No", *HEADINGS], *([at, *row] for at, row in enumerate(people(), 1))]}
    )
    problem, _found = build(path)
    assert sorted(person.key for person in problem.people) == NIPS[:6]


def test_a_single_table_without_a_known_heading_is_told_once(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Data": [["Nomor", "Orang"], ["1", "Budi"]]})
    assert [(code, sheet) for code, sheet, _cell in problems(path)] == [("table-missing", "Data")]


@pytest.mark.parametrize(
    ("sheet", "rows", "spec", "where"),
    [
        ("Cuti", [LEAVE, MAY], ABSENCE, "absences"),
        ("Data Cuti", [["NIP", "Nama", "Tgl Mulai", "Tgl Selesai", "Jenis Cuti"], [*MAY[:1], "x", *MAY[1:3], "Cuti Tahunan"]],
         ABSENCE, "absences"),
        ("Izin Mei", [["NIP", "Tanggal", "Jenis Cuti"], [NIPS[0], "2026-05-04", "S"]], ABSENCE, "absences"),
        ("Sheet2", [["NIP", "Nama", "Dari Tanggal", "Sampai Tanggal", "Kode"], [*MAY[:1], "x", *MAY[1:]]], ABSENCE, "absences"),
        ("Perintah", [["NIP", "Tanggal", "Kode", "Nomor Surat"], [NIPS[0], "2026-05-04", "WFH", "800/1"]], FIXED, "pins"),
        ("Keinginan", [["NIP", "Hari", "Pilihan"], [NIPS[0], "Jumat", "WFH"]], None, "preferences"),
        ("Kantor", [["Gedung", "Kapasitas"], ["A", 5]], BUILDINGS, "buildings"),
        ("Loket", [["Unit", "Layanan", "Min WFO"], ["Bidang Satu", "Loket 1", 1]], None, "services"),
        ("Tanggal Merah", [["Tanggal", "Jenis", "Keterangan"], ["2026-05-04", "Libur", "Lokal"]], None, "holidays"),
    ],
)  # fmt: skip
def test_a_sheet_is_known_by_its_headings_and_said(
    sheet: str, rows: list[list[Any]], spec: SheetSpec | None, where: str, tmp_path: Path
) -> None:
    path = book(tmp_path / "a.xlsx", {"Pegawai": [HEADINGS, *people()], sheet: rows})
    tables, said = read(path)
    assert len(getattr(tables, where)) == 1 and len(tables.staff) == 6
    assert [code for code in said if code[1] == sheet and code[0] != "column-used-as"] == [
        ("sheet-by-headings", sheet)
    ]
    assert spec is None or tables.origins()[spec.name] == [(sheet, 1)]
    assert build(path)[0].people


def test_a_list_of_single_days_of_leave_ends_on_the_day_itself(tmp_path: Path) -> None:
    rows = [["NIP", "Tanggal", "Jenis Cuti"], [NIPS[0], "04-05-2026", "Cuti Sakit"]]
    tables, _said = read(book(tmp_path / "a.xlsx", {"Pegawai": [HEADINGS, *people()], "Izin": rows}))
    assert [(row.start, row.end, row.code) for row in tables.absences] == [
        (date(2026, 5, 4), date(2026, 5, 4), "S")
    ]


def test_absences_of_several_sheets_count_together(tmp_path: Path) -> None:
    sheets = {
        "Pegawai": [HEADINGS, *people()],
        "Ketidakhadiran": [LEAVE, MAY],
        "Cuti": [LEAVE, [NIPS[1], *MAY[1:]]],
    }
    problem, found = build(book(tmp_path / "a.xlsx", sheets))
    away = {person.key for p, person in enumerate(problem.people) if (problem.absence[p] >= 0).any()}
    assert away == set(NIPS[:2])
    assert [(notice.code, notice.sheet) for notice in found] == [("sheet-by-headings", "Cuti")]


def test_a_stranger_in_a_sheet_known_by_its_headings_stops_nothing(tmp_path: Path) -> None:
    strange = [NIPS[9], *MAY[1:]]
    for name, code in (("Cuti", []), ("Ketidakhadiran", [("person-unknown", "Ketidakhadiran", "A2")])):
        path = book(tmp_path / f"{name}.xlsx", {"Pegawai": [HEADINGS, *people()], name: [LEAVE, strange]})
        assert problems(path) == code
    assert ("person-unknown", "A2") in [
        (notice.code, notice.cell) for notice in build(tmp_path / "Cuti.xlsx")[1]
    ]


def test_a_second_sheet_of_people_beside_pegawai_is_not_read_but_asked(tmp_path: Path) -> None:
    use_language("en")
    sheets = {"Pegawai": [HEADINGS, *people(3)], "Pegawai (2)": [HEADINGS, *people(2, 3)]}
    tables, said = read(book(tmp_path / "a.xlsx", sheets))
    assert [row.nip for row in tables.staff] == NIPS[:3]
    assert said == [("people-unread", "Pegawai (2)")]
    assert [(row.kind, row.subject, row.people) for row in tables.assumptions] == [
        ("sheet", "Sheet Pegawai (2)", 2)
    ]
    assert tables.notices[0].message == (
        "The sheet “Pegawai (2)” (2 rows) has people too, but only “Pegawai” is read."
    )


def test_sheets_of_people_without_a_common_nip_are_read_together(tmp_path: Path) -> None:
    sheets = {"Bidang A": [HEADINGS, *people(3)], "Bidang B": [HEADINGS, *people(2, 3)]}
    tables, said = read(book(tmp_path / "a.xlsx", sheets))
    assert [row.nip for row in tables.staff] == NIPS[:5]
    assert said == [("sheets-joined", "")] and tables.assumptions == []
    assert tables.origins()["Pegawai"] == [("Bidang A", 3), ("Bidang B", 2)]


def test_of_sheets_with_a_common_nip_the_first_is_read(tmp_path: Path) -> None:
    sheets = {"Januari": [HEADINGS, *people(3)], "Februari": [HEADINGS, *people(3, 2)]}
    tables, said = read(book(tmp_path / "a.xlsx", sheets))
    assert [row.nip for row in tables.staff] == NIPS[:3]
    assert said == [("people-unread", "Februari")]
    assert [row.subject for row in tables.assumptions] == ["Sheet Februari"]


def test_other_sheets_with_data_are_said_by_name_and_rows(tmp_path: Path) -> None:
    use_language("en")
    sheets = {
        "Pegawai": [HEADINGS, *people()],
        "Catatan": [["x"], ["y"], ["z"]],
        "Kosong": [],
        "Rekap": [["Unit", "Jumlah"], ["A", 1]],
    }
    tables, said = read(book(tmp_path / "a.xlsx", sheets))
    assert said == [("sheets-unread", "")]
    assert tables.notices[0].message.endswith("were not read: Catatan (2 rows), Rekap (1 row).")


def test_a_hidden_sheet_and_a_roster_are_no_input(tmp_path: Path) -> None:
    roster = [
        ["NIP", "Nama", "Unit", *(date(2026, 5, number) for number in range(4, 9))],
        [NIPS[8], "X", "U", *["WFO"] * 5],
    ]

    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Cuti"].sheet_state = "hidden"

    sheets = {"Pegawai": [HEADINGS, *people()], "Cuti": [LEAVE, MAY], "Mei": roster}
    tables, said = read(book(tmp_path / "a.xlsx", sheets, change))
    assert tables.absences == [] and len(tables.staff) == 6 and said == [("sheets-unread", "")]


def test_a_sheet_of_some_units_is_laid_over_those_of_the_staff(tmp_path: Path) -> None:
    sheets = {
        "Pegawai": [HEADINGS, *people()],
        "Unit Kerja": [["Unit", "Sektor", "Min WFO"], ["Bidang Satu", "kesehatan", 2]],
    }
    problem, _found = build(book(tmp_path / "a.xlsx", sheets))
    assert [(unit.path, unit.min_office) for unit in problem.units] == [
        ("Dinas Uji", None), ("Dinas Uji > Bidang Satu", 2), ("Dinas Uji > Bidang Dua", None),
    ]  # fmt: skip
    assert problem.units[1].sector == "kesehatan"


@pytest.mark.parametrize(
    ("heading", "spec", "column"),
    [
        ("NIP *", STAFF, "NIP"),
        ("No. NIP", STAFF, "NIP"),
        ("Nama Lengkap (beserta gelar)", STAFF, "Nama"),
        ("Nama Unit Kerja", STAFF, "Unit"),
        ("Jabatan Terakhir", STAFF, "Jabatan"),
        ("Jabatan saat ini", STAFF, "Jabatan"),
        ("TMT Jabatan (tgl/bln/thn)", STAFF, "TMT Jabatan"),
        ("Tanggal TMT Jabatan", STAFF, "TMT Jabatan"),
        ("Boleh WFH? (Ya/Tidak)", STAFF, "Boleh WFH"),
        ("Kapasitas (orang)", BUILDINGS, "Kapasitas"),
        ("Min. WFO (orang)", UNITS, "Min WFO"),
        ("Unit Kerja Lama", STAFF, None),
        ("Unit Kerja (lama)", STAFF, None),
        ("Jabatan Atasan", STAFF, None),
        ("Tanggal Jabatan", STAFF, None),
        ("TMT Pangkat", STAFF, None),
        ("UNOR (7)", STAFF, None),
        ("Nama Ayah", STAFF, None),
        ("Tanggal Lahir", STAFF, None),
    ],
)  # fmt: skip
def test_a_heading_may_say_more_than_its_name(heading: str, spec: SheetSpec, column: str | None) -> None:
    hit = spec.column_of(heading)
    assert (hit and hit[0]) == column


def test_the_plain_name_goes_before_one_that_says_more(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Unit", "Jabatan Terakhir", "Jabatan"], [NIPS[0], "Budi", "U", "lama", "baru"]]
    assert build(write_csv(tmp_path / "a.csv", rows))[0].people[0].position == "baru"


def test_columns_that_hold_data_and_are_not_read_are_said_once(tmp_path: Path) -> None:
    use_language("en")
    rows = [["No", "NIP", "Nama", "Unit", "Ruang", "Kosong", "", "NIK", "Agama"],
            [1, NIPS[0], "Budi", "U", "R1", "", "x", "3275", "I"]]  # fmt: skip
    tables, _said = read(write_csv(tmp_path / "a.csv", rows))
    assert [notice.message for notice in tables.notices] == [
        "2 columns of personal data were not read.",
        "2 columns that have no use here were not read: Ruang, column G without a heading.",
    ]


def grouped(*, rank: bool, units: list[str]) -> list[list[Any]]:
    """Two groups of people, with or without a column of ranks; a unit for each person."""
    head = ["NO", "NAMA", "NIP", *(["PANGKAT/GOL"] if rank else []), "JABATAN", "UNIT KERJA"]
    rows: list[list[Any]] = [["DAFTAR PEGAWAI DINAS UJI"], [], head]
    for at, unit in enumerate(units):
        if at % 2 == 0:
            rows.append(["I" * (at // 2 + 1), f"BIDANG {'SATU' if at else 'DUA'}"])
        rows.append([at + 1, f"P{at}", NIPS[at], *(["Penata"] if rank else []), "Analis", unit])
    return rows


@pytest.mark.parametrize("rank", [True, False])
@pytest.mark.parametrize(
    ("units", "paths"),
    [
        (["Dinas Uji"] * 4, ["Dinas Uji > BIDANG DUA"] * 2 + ["Dinas Uji > BIDANG SATU"] * 2),
        (["Seksi A", "Seksi B", "Seksi A", "BIDANG SATU"],
         ["DINAS UJI > BIDANG DUA > Seksi A", "DINAS UJI > BIDANG DUA > Seksi B", "DINAS UJI > BIDANG SATU > Seksi A",
          "DINAS UJI > BIDANG SATU"]),
    ],
)  # fmt: skip
def test_the_group_stands_above_the_unit(
    rank: bool, units: list[str], paths: list[str], tmp_path: Path
) -> None:
    path = book(tmp_path / "a.xlsx", {"Sheet1": grouped(rank=rank, units=units)})
    problem, found = build(path)
    if not rank:
        paths = [place.removeprefix("DINAS UJI > ") if "DINAS" in place else place for place in paths]
    where = {person.key: problem.unit_of(p).path for p, person in enumerate(problem.people)}
    assert [where[key].removeprefix("" if rank else "DINAS UJI > ") for key in NIPS[:4]] == paths
    assert "unit-from-headings" in [notice.code for notice in found]


def test_check_says_what_is_read_from_where(tmp_path: Path) -> None:
    sheets = {
        "Pegawai": [HEADINGS, *people()],
        "Unit": UNIT_ROWS,
        "Cuti": [LEAVE, MAY],
        "Data Cuti": [LEAVE, [NIPS[1], *MAY[1:]]],
    }
    done = run_in_process("check", book(tmp_path / "a.xlsx", sheets))
    assert done.code == 0
    assert done.stdout.splitlines()[:4] == [
        "Berkas sudah benar.", "Pegawai dibaca dari: Pegawai (6 baris)", "Unit dibaca dari: Unit (3 baris)",
        "Ketidakhadiran dibaca dari: Cuti (1 baris), Data Cuti (1 baris)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "head", "code"),
    [
        ("Surat Tugas", ["NIP", "Nama", "Tanggal", "Nomor Surat", "Tempat"], "DL"),
        ("Dinas Luar Mei", ["NIP", "Nama", "Mulai", "Selesai", "Tujuan"], "DL"),
        ("Daftar Cuti Sakit", ["NIP", "Tgl Mulai", "Tgl Selesai"], "S"),
        ("CUTI", ["NIP", "Nama", "Dari Tanggal", "Sampai Tanggal"], "C"),
    ],
)  # fmt: skip
def test_a_list_of_one_kind_of_absence_is_called_after_it(
    sheet: str, head: list[str], code: str, tmp_path: Path
) -> None:
    told = {"NIP": NIPS[0], "Nama": "x", "Tanggal": "2026-05-04", "Nomor Surat": "800/1"}
    row = [
        told.get(name, "2026-05-04" if "Tempat" not in name and "Tujuan" not in name else "Jakarta")
        for name in head
    ]
    tables, said = read(book(tmp_path / "a.xlsx", {"Pegawai": [HEADINGS, *people()], sheet: [head, row]}))
    assert [(one.nip, one.start, one.end, one.code) for one in tables.absences] == [
        (NIPS[0], date(2026, 5, 4), date(2026, 5, 4), code)
    ]
    assert ("absence-by-name", sheet) in said and ("people-unread", sheet) not in said
