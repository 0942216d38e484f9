"""The lists of other systems are read as they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from asnroster.domain.problem import LeftOut
from asnroster.intake.headings import find_header
from asnroster.intake.passes import read_tables
from asnroster.intake.schema import STAFF
from tests.intake_books import BUDI, SITI, build, notices, write_xlsx

SIASN = [
    "PNS ID", "NIP BARU", "NIP LAMA", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "AGAMA NAMA", "NIK", "NOMOR HP", "ALAMAT",
    "JENIS PEGAWAI NAMA", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "GOL AKHIR NAMA", "JENIS JABATAN NAMA", "JABATAN NAMA",
    "TMT JABATAN", "UNOR ID", "UNOR NAMA", "SATUAN KERJA KERJA NAMA", "ESELON NAMA",
]  # fmt: skip
SIASN_ROWS = [
    ["x1", f"'{BUDI}", "", "BUDI", "Dr.", "S.H.", "Agama-uji", "3275010101800001", "08125550001", "Jl. X", "PNS Daerah Kab/Kota", "Aktif", "P", "III/d",
     "Struktural", "Kepala Bidang", "01-02-2024", "U2", "Bidang Data", "Dinas A", "III.b"],
    ["x2", SITI, "", "SITI", "-", "", "Agama-uji", "3276010101800001", "08135550001", "Jl. Y", "PPPK", "Aktif", "P", "IX",
     "Pelaksana", "Pranata", "-", "U1", "Dinas A", "Pemerintah Kota", ""],
    ["x3", "197001012000011003", "", "AGUS", "", "", "Agama-uji", "3277010101800001", "08145550001", "Jl. Z", "PNS Daerah Kab/Kota", "CLTN", "P", "III/a",
     "Pelaksana", "Pranata", "-", "U2", "Bidang Data", "Dinas A", ""],
]  # fmt: skip


def test_siasn_export_works_as_it_is(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "siasn.xlsx", {"Data Pegawai": [SIASN, *SIASN_ROWS]})
    problem, _ = build(path)
    siti, budi = problem.people
    assert (budi.key, budi.name, budi.status, budi.echelon) == (BUDI, "Dr. BUDI, S.H.", "PNS", "III.b")
    assert (budi.position, budi.position_kind, budi.in_post_since) == (
        "Kepala Bidang",
        "Struktural",
        date(2024, 2, 1),
    )
    assert (siti.name, siti.status, siti.in_post_since) == ("SITI", "PPPK", None)
    assert [problem.unit_of(i).path for i in (0, 1)] == ["Dinas A", "Dinas A > Bidang Data"]
    assert problem.left_out == (LeftOut("197001012000011003", "AGUS", "Dinas A > Bidang Data", "CLTN"),)
    tables = read_tables(path)
    assert not any(
        secret in repr(tables.staff) + repr(problem)
        for secret in ("3275010101800001", "08125550001", "Jl. X", "Agama-uji")
    )
    assert tables.mapping["Pegawai"]["NIP BARU"] == "NIP" and "NIK" not in tables.mapping["Pegawai"]


def test_siasn_export_with_its_unit_tree(tmp_path: Path) -> None:
    tree = [
        ["ID", "NAMA_UNOR", "ID_ATASAN"],
        ["U0", "Pemerintah Kota", "TOP"],
        ["U1", "Dinas A", "U0"],
        ["U2", "Bidang Data", "U1"],
    ]
    staff = write_xlsx(tmp_path / "siasn.xlsx", {"Sheet1": [SIASN, *SIASN_ROWS]})
    problem, _ = build(staff, write_xlsx(tmp_path / "units.xlsx", {"UNOR": tree}))
    assert [(unit.path, unit.code) for unit in problem.units] == [
        ("Pemerintah Kota", "U0"), ("Dinas A", "U1"), ("Dinas A > Bidang Data", "U2"),
    ]  # fmt: skip
    assert [(person.key, person.unit) for person in problem.people] == [(SITI, 1), (BUDI, 2)]


def test_unor_levels_may_be_blank(tmp_path: Path) -> None:
    rows = [["NIP", "NAMA", "UNOR (3)", "UNOR (2)", "UNOR (1)"],
            [BUDI, "B", "Seksi", "Bidang", "Dinas A"], [SITI, "S", "-", "", "Dinas A"]]  # fmt: skip
    problem, _ = build(write_xlsx(tmp_path / "a.xlsx", {"Data": rows}))
    assert [problem.unit_of(i).path for i in (0, 1)] == ["Dinas A", "Dinas A > Bidang > Seksi"]


def test_duk_with_name_and_nip_in_one_cell(tmp_path: Path) -> None:
    rows = [
        ["DAFTAR URUT KEPANGKATAN PEGAWAI NEGERI SIPIL"], ["DINAS KOMUNIKASI DAN INFORMATIKA TAHUN 2025"], ["KOTA BEKASI"], [],
        ["NO", "NAMA / NIP", "PANGKAT / GOL. RUANG", "TMT PANGKAT", "JABATAN", "TMT JABATAN", "PENDIDIKAN", "TANGGAL LAHIR"],
        [1, 2, 3, 4, 5, 6, 7, 8],
        [1, "Budi Santoso, S.H.\nNIP. 19800101 200501 1 001", "Penata / III.c", "01-04-2020", "Kepala Seksi", "01-02-2024", "S1", "01-01-1980"],
        [2, f"Siti Aminah\nNIP. {SITI}", "Penata / III.c", "01-04-2020", "Pranata", "-", "S1", "02-02-1985"],
        ["", "", "", "", "Bekasi, 1 Mei 2026"], ["", "", "", "", "KEPALA DINAS"], ["", "", "", "", "NIP. 197001012000011003"],
    ]  # fmt: skip
    path = write_xlsx(tmp_path / "duk.xlsx", {"DUK": rows})
    problem, _ = build(path)
    assert [(person.key, person.name, person.position) for person in problem.people] == [
        (BUDI, "Budi Santoso, S.H.", "Kepala Seksi"), (SITI, "Siti Aminah", "Pranata"),
    ]  # fmt: skip
    assert [unit.path for unit in problem.units] == ["DINAS KOMUNIKASI DAN INFORMATIKA"]
    assert [code for code, _, _ in notices(path)] == [
        "unit-from-title", "columns-personal", "columns-unknown", "column-used-as", "column-used-as", "rows-skipped",
    ]  # fmt: skip


def test_nominatif_with_merged_two_row_header_and_total(tmp_path: Path) -> None:
    rows = [
        ["DAFTAR NOMINATIF"], ["Unit Kerja : Kecamatan Jatiasih"],
        ["NO", "NAMA", "NIP", "PANGKAT", "", "JABATAN", "", "", "KET"],
        ["", "", "", "GOL", "TMT", "NAMA", "ESELON", "TMT", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
        [1, "Budi", "19800101 200501 1 001", "III/c", "01-04-2020", "Camat", "III.a", "01-02-2024", ""],
        [2, "Siti", SITI, "III/a", "01-04-2020", "Pranata", "-", "-", ""],
        ["JUMLAH", "", "", 2, "", "", "", "", ""],
        ["", "", "NIP. 197001012000011003"],
    ]  # fmt: skip
    problem, _ = build(write_xlsx(tmp_path / "nominatif.xlsx", {"Sheet1": rows}))
    assert [(person.key, person.position, person.echelon, person.in_post_since) for person in problem.people] == [
        (BUDI, "Camat", "III.a", date(2024, 2, 1)), (SITI, "Pranata", "", None),
    ]  # fmt: skip
    assert [unit.path for unit in problem.units] == ["Kecamatan Jatiasih"]


def test_a_first_person_is_no_second_header_row() -> None:
    header = find_header([["NIP", "Nama", "Unit", ""], ["THL", "Budi", "Sekretariat", "x"]], STAFF)
    assert header is not None and header.last == 0
