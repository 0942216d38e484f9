"""The sample: the people and units of a staff file in the input format, believable, the same for the same seed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from asnroster.domain.problem import normal_echelon
from asnroster.sample import Sample, make_sample
from asnroster.sample.places import agencies
from asnroster.sample.tree import grow
from tests.samples import END, SECTORS, SHEETS, START, Row, rows, workdays


def test_same_arguments_same_content_and_other_seed_other_content() -> None:
    first, again, other = (make_sample(60, seed, START, END) for seed in (4, 4, 5))
    assert first == again
    assert first.sheets["Pegawai"] != other.sheets["Pegawai"]


@pytest.mark.parametrize("people", [1, 2, 7, 19, 36, 40, 100, 300, 1500])
def test_every_size_has_exactly_the_people_asked_for(people: int) -> None:
    made = make_sample(people, 3, START, END)
    assert len(rows(made, "Pegawai")) == people
    used = {row["Kode Unit"] for row in rows(made, "Pegawai")}
    codes = [row["Kode Unit"] for row in rows(made, "Unit")]
    assert used == set(codes)
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(("people", "end"), [(0, END), (5, START - timedelta(1))])
def test_impossible_arguments_are_refused(people: int, end: date) -> None:
    with pytest.raises(ValueError, match=r".+"):
        make_sample(people, 1, START, end)


def test_sheets_and_columns_are_those_of_the_input_format(small: Sample) -> None:
    assert list(small.sheets) == SHEETS
    assert list(small.sheets["Pegawai"][0]) == [
        "NIP", "Nama", "OPD", "Unit", "Kode Unit", "Jabatan", "Jenis Jabatan", "Eselon", "Status", "TMT Jabatan",
        "Kedudukan", "Disiplin Sampai", "Peran", "Layanan", "Tim", "Bergantian", "Hari Kerja", "Boleh WFH", "Gedung",
        "Keterangan",
    ]  # fmt: skip
    assert list(small.sheets["Unit"][0]) == [
        "Unit", "Kode Unit", "Singkatan", "OPD", "Induk", "Sektor", "Gedung", "Min WFO", "Maks WFH %", "Hari Kerja",
    ]  # fmt: skip
    assert all(len(row) == len(body[0]) for body in small.sheets.values() for row in body)


def test_every_nip_is_18_digits_unique_and_tells_birth_appointment_and_sex(staff: dict[str, Row]) -> None:
    for nip, row in staff.items():
        match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(\d{4})(\d\d)([12])\d{3}", nip)
        assert match, nip
        year, month, day, appointed, when, _sex = (int(part) for part in match.groups())
        born = date(year, month, day)
        age = (START - born).days / 365.25
        assert 23 <= age <= 59
        assert appointed - year >= 20
        if row["Status"] in ("PPPK", "PPPK Paruh Waktu"):
            assert when == 21
            assert row["TMT Jabatan"].year == appointed
        else:
            assert 1 <= when <= 12
            assert date(appointed, when, 1) <= row["TMT Jabatan"] < START
    assert len(set(staff)) == len(staff)


def test_no_column_holds_personal_data(small: Sample) -> None:
    titles = {str(title).casefold() for body in small.sheets.values() for title in body[0]}
    assert not titles & {"nik", "agama", "nomor hp", "alamat", "email", "npwp", "tanggal lahir"}


def test_units_people_and_agencies_refer_to_each_other(
    sample: Sample, staff: dict[str, Row], units: dict[str, Row]
) -> None:
    roots = {row["Unit"]: code for code, row in units.items() if row["Induk"] is None}
    assert all(units[code]["OPD"] == name for name, code in roots.items())
    for code, row in units.items():
        parent = code.rpartition(".")[0]
        if parent:
            assert row["Induk"].rpartition(" > ")[2] == units[parent]["Unit"]
            assert row["OPD"] == units[parent]["OPD"]
    for row in staff.values():
        unit = units[row["Kode Unit"]]
        assert (row["Unit"], row["OPD"]) == (unit["Unit"], unit["OPD"])
    names = Counter(row["Unit"] for row in units.values())
    paths = {row["Induk"] for row in units.values() if row["Induk"]} | {
        row["Unit"] for row in rows(sample, "Layanan")
    }
    assert all(names[name] == 1 for name in paths if " > " not in name)


def test_people_of_the_sheets_are_on_the_staff_and_active(sample: Sample, staff: dict[str, Row]) -> None:
    for sheet in ("Ketidakhadiran", "Preferensi", "Penetapan"):
        for row in rows(sample, sheet):
            assert staff[row["NIP"]]["Kedudukan"] == "Aktif"


def test_every_agency_has_a_sector_of_the_list(units: dict[str, Row]) -> None:
    sectors = {row["Singkatan"]: row["Sektor"] for code, row in units.items() if "." not in code}
    assert set(sectors.values()) <= SECTORS
    expected = {"Setda": "dukungan pimpinan", "BKPSDM": "administrasi", "Dinkes": "kesehatan"}
    assert expected.items() <= sectors.items()
    assert {"keamanan", "transportasi", "kependudukan", "perizinan", "pelayanan publik"} <= set(
        sectors.values()
    )


def test_the_small_sample_has_a_handful_of_agencies_and_the_large_one_all(
    small: Sample, large: Sample
) -> None:
    assert len({row["OPD"] for row in rows(small, "Unit")}) == 16
    assert len({row["OPD"] for row in rows(large, "Unit")}) == 44
    assert {row["OPD"] for row in rows(large, "Unit")} == {agency.name for agency in agencies()}


def test_units_are_neither_empty_nor_crowded(sample: Sample) -> None:
    sizes = Counter(row["Kode Unit"] for row in rows(sample, "Pegawai"))
    leaves = {row["Kode Unit"] for row in rows(sample, "Unit")}
    leaves -= {code.rpartition(".")[0] for code in leaves}
    assert min(sizes[code] for code in leaves) >= 3
    assert max(sizes.values()) <= 40


def test_a_regency_of_20000_is_split_down_to_teams_of_at_most_40() -> None:
    nodes = [node for root in grow(20_000, Random(1)) for node in root.walk()]
    assert sum(node.staff for node in nodes) == 20_000
    assert max(node.staff for node in nodes) <= 40
    assert {"Regu 1", "Ruang 1", "Kelompok Kerja 1"} <= {node.name for node in nodes}
    schools = [node for node in nodes if node.name.startswith(("SDN", "SMPN"))]
    assert len({node.name for node in schools}) == len(schools) > 100


def test_leaders_have_the_echelon_of_their_office(staff: dict[str, Row]) -> None:
    echelons = {row["Jabatan"]: row["Eselon"] for row in staff.values() if row["Eselon"]}
    assert echelons["Sekretaris Daerah"] == "II.a"
    assert echelons["Kepala Dinas Kesehatan"] == "II.b"
    assert echelons["Sekretaris Dinas Kesehatan"] == "III.a"
    assert echelons["Kepala Bidang Mutasi dan Promosi"] == "III.b"
    assert echelons["Camat Bekasi Timur"] == "III.a"
    assert echelons["Sekretaris Kecamatan Bekasi Timur"] == "III.b"
    assert echelons["Lurah Aren Jaya"] == "IV.a"
    assert echelons["Kepala Seksi Pelayanan Umum"] == "IV.a"
    for row in staff.values():
        assert (row["Jenis Jabatan"] == "Struktural") == bool(row["Eselon"])
        if row["Eselon"]:
            assert normal_echelon(row["Eselon"]) == row["Eselon"]
            assert (row["Status"], row["Kedudukan"]) == ("PNS", "Aktif")


def test_shares_are_believable(large: Sample) -> None:
    people = rows(large, "Pegawai")
    status = Counter(row["Status"] for row in people)
    assert 0.38 <= status["PNS"] / 2000 <= 0.50
    assert 0.38 <= status["PPPK"] / 2000 <= 0.52
    assert 0.08 <= status["PPPK Paruh Waktu"] / 2000 <= 0.15
    assert 5 <= status["CPNS"] <= 30
    kind = Counter(row["Jenis Jabatan"] for row in people)
    assert 0.35 <= kind["Fungsional"] / 2000 <= 0.65
    assert kind["Struktural"] / 2000 <= 0.20
    legal = Counter(row["Kedudukan"] for row in people)
    assert set(legal) == {"Aktif", "CLTN", "Tugas Belajar", "Pemberhentian Sementara"}
    assert legal["Aktif"] == 2000 - 13
    assert sum(row["Disiplin Sampai"] == "proses" for row in people) == 4
    assert sum(isinstance(row["Disiplin Sampai"], date) for row in people) == 9
    agency = Counter(row["OPD"] for row in people)
    assert agency.most_common(1)[0][0] == "Dinas Pendidikan"


def test_part_time_weeks_belong_to_part_timers_and_wards_work_six_days(
    large: Sample,
) -> None:
    units = {row["Kode Unit"]: row for row in rows(large, "Unit")}
    own = [row for row in rows(large, "Pegawai") if row["Hari Kerja"]]
    assert {row["Status"] for row in own} == {"PPPK Paruh Waktu"}
    six = [row for row in rows(large, "Pegawai") if len(workdays(row, units)) == 6]
    assert {"Dinas Kesehatan", "RSUD dr. Chasbullah Abdulmadjid"} <= {row["OPD"] for row in six}
