"""The sample: a staff file in the input format, believable, and the same for the same seed."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

import asnroster.cli.sample  # noqa: F401 - registers the command
from asnroster.cli.app import app
from asnroster.domain.calendar import MONDAY_TO_FRIDAY, national_calendar, next_whole_month
from asnroster.domain.problem import normal_echelon
from asnroster.domain.weekdays import parse_weekday, parse_weekdays
from asnroster.intake.build import build_problem
from asnroster.intake.tables import read_tables
from asnroster.resources import resource
from asnroster.sample import Sample, make_sample, write_sample
from asnroster.sample.places import agencies, kelurahan, plans
from asnroster.sample.tree import grow, share_out

START, END = date(2026, 12, 1), date(2026, 12, 31)
SHEETS = ["Pegawai", "Unit", "Ketidakhadiran", "Preferensi", "Penetapan", "Gedung", "Layanan", "Libur"]
SECTORS = {
    "kesehatan", "keamanan", "penanganan bencana", "kedaruratan", "energi", "logistik", "pos", "transportasi",
    "objek vital nasional", "proyek strategis nasional", "konstruksi", "utilitas dasar", "kebersihan",
    "kependudukan", "perizinan", "pendapatan daerah", "pendidikan", "pelayanan publik", "administrasi",
    "dukungan pimpinan",
}  # fmt: skip
Row = dict[str, Any]


def rows(sample: Sample, sheet: str) -> list[Row]:
    header, *body = sample.sheets[sheet]
    return [dict(zip(header, row, strict=True)) for row in body]


@pytest.fixture(scope="module")
def small() -> Sample:
    return make_sample(300, 1, START, END)


@pytest.fixture(scope="module")
def large() -> Sample:
    return make_sample(2000, 7, START, END)


@pytest.fixture(params=["small", "large"])
def sample(request: pytest.FixtureRequest) -> Sample:
    found: Sample = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def staff(sample: Sample) -> dict[str, Row]:
    return {row["NIP"]: row for row in rows(sample, "Pegawai")}


@pytest.fixture
def units(sample: Sample) -> dict[str, Row]:
    return {row["Kode Unit"]: row for row in rows(sample, "Unit")}


def inherited(unit: Row, units: dict[str, Row], column: str) -> Any:
    """A unit's own value or the nearest one above; the code of a unit begins with its parent's."""
    code = unit["Kode Unit"]
    while code:
        if units[code][column] is not None:
            return units[code][column]
        code = code.rpartition(".")[0]
    return None


def workdays(person: Row, units: dict[str, Row]) -> frozenset[int]:
    return parse_weekdays(
        person["Hari Kerja"] or inherited(units[person["Kode Unit"]], units, "Hari Kerja") or "Sen-Jum"
    )


def working_days(person: Row, units: dict[str, Row]) -> list[date]:
    calendar = national_calendar([2026])
    pattern = workdays(person, units)
    dates = [START + timedelta(n) for n in range((END - START).days + 1)]
    return [day for day in dates if calendar.is_working(day, pattern)]


# What is in it


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


def test_absences_take_four_percent_and_never_overlap(
    sample: Sample, staff: dict[str, Row], units: dict[str, Row]
) -> None:
    absences = rows(sample, "Ketidakhadiran")
    assert {row["Kode"] for row in absences} <= {"C", "S", "DL", "TB"}
    assert len({row["NIP"] for row in absences}) == len(absences)
    worked = {nip: working_days(row, units) for nip, row in staff.items() if row["Kedudukan"] == "Aktif"}
    away = 0
    for row in absences:
        days = [day for day in worked[row["NIP"]] if row["Mulai"] <= day <= row["Selesai"]]
        assert days
        away += len(days)
        if row["Kode"] != "TB":
            assert row["Mulai"] in days
            assert row["Selesai"] in days
    assert away / sum(map(len, worked.values())) == pytest.approx(0.04, abs=0.002)


def test_pins_lie_on_days_worked_and_present_and_home_pins_have_a_document(
    sample: Sample, staff: dict[str, Row], units: dict[str, Row]
) -> None:
    away = {row["NIP"]: row for row in rows(sample, "Ketidakhadiran")}
    pins = rows(sample, "Penetapan")
    assert len(pins) == 6 if len(staff) == 300 else 38
    for row in pins:
        days = working_days(staff[row["NIP"]], units)
        for day in (row["Tanggal"], row["Selesai"] or row["Tanggal"]):
            assert day in days
            absence = away.get(row["NIP"])
            assert absence is None or not absence["Mulai"] <= day <= absence["Selesai"]
        assert row["Selesai"] is None or row["Selesai"] == row["Tanggal"] + timedelta(1)
        assert (row["Kode"] == "WFH") == bool(row["Nomor Surat"])
        assert inherited(units[staff[row["NIP"]]["Kode Unit"]], units, "Sektor") in (
            "administrasi",
            "dukungan pimpinan",
        )


def test_wishes_name_days_the_person_works(
    sample: Sample, staff: dict[str, Row], units: dict[str, Row]
) -> None:
    wishes = rows(sample, "Preferensi")
    per_person = Counter(row["NIP"] for row in wishes)
    assert set(per_person.values()) == {1, 2, 3}
    assert len({(row["NIP"], row["Hari"]) for row in wishes}) == len(wishes)
    eligible = [
        row
        for row in staff.values()
        if row["Boleh WFH"] == "Ya"
        and row["Kedudukan"] == "Aktif"
        and row["Disiplin Sampai"] is None
        and inherited(units[row["Kode Unit"]], units, "Sektor") in ("administrasi", "dukungan pimpinan")
    ]
    assert 0.55 <= len(per_person) / len(eligible) <= 0.62
    for row in wishes:
        person = staff[row["NIP"]]
        assert row["Pilihan"] in ("WFO", "WFH")
        assert row["Bobot"] is None or 1 <= row["Bobot"] <= 10
        if isinstance(row["Hari"], date):
            assert row["Hari"] in working_days(person, units)
        else:
            assert parse_weekday(row["Hari"]) in workdays(person, units)


def test_counters_can_be_manned(sample: Sample, staff: dict[str, Row]) -> None:
    by_unit: Counter[str] = Counter()
    for row in staff.values():
        for service in (row["Layanan"] or "").split("; "):
            by_unit[service] += 1
            assert not service or row["Kedudukan"] == "Aktif"
    posts = rows(sample, "Layanan")
    assert {"Loket KTP-el", "Loket Paten"} <= {row["Layanan"] for row in posts}
    for row in posts:
        assert 1 <= row["Min WFO"] <= by_unit[row["Layanan"]]
    assert set(by_unit) - {""} == {row["Layanan"] for row in posts}


def test_alternating_people_come_in_pairs_and_teams_in_groups(staff: dict[str, Row]) -> None:
    assert set(Counter(row["Bergantian"] for row in staff.values() if row["Bergantian"]).values()) == {2}
    teams = Counter(row["Tim"] for row in staff.values() if row["Tim"])
    assert teams
    assert max(teams.values()) <= 5


def test_limits_leave_room(units: dict[str, Row], staff: dict[str, Row]) -> None:
    least = {code: row["Min WFO"] for code, row in units.items() if row["Min WFO"] is not None}
    assert set(least.values()) <= {1, 2, 3}
    for code, number in least.items():
        below = [row for row in staff.values() if (row["Kode Unit"] + ".").startswith(code + ".")]
        assert number <= len(below) / 3
    assert {row["Maks WFH %"] for row in units.values()} == {None, 50}


def located(sample: Sample) -> Counter[str]:
    units = {row["Kode Unit"]: row for row in rows(sample, "Unit")}
    return Counter(
        row["Gedung"] or inherited(units[row["Kode Unit"]], units, "Gedung") or ""
        for row in rows(sample, "Pegawai")
        if row["Kedudukan"] == "Aktif"
    )


def test_two_buildings_are_tight_and_the_others_hold_everybody() -> None:
    made = make_sample(300, 1, date(2025, 11, 1), date(2025, 11, 30))
    people, capacity = located(made), dict(made.sheets["Gedung"][1:])
    assert set(people) - {""} == set(capacity)
    assert len(capacity) == 10
    tight = {name for name in capacity if capacity[name] < people[name]}
    assert tight == {"Gedung Utama Balai Kota", "Gedung A Balai Kota"}
    assert all(capacity[name] >= 0.8 * people[name] for name in tight)


def test_a_short_week_in_which_everybody_comes_fits(small: Sample) -> None:
    """21-23 Dec 2026: three working days are left, so three office days bring everybody in."""
    units = {row["Kode Unit"]: row for row in rows(small, "Unit")}
    away = {row["NIP"]: row for row in rows(small, "Ketidakhadiran")}
    capacity = dict(small.sheets["Gedung"][1:])
    for day in (date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 23)):
        inside: Counter[str] = Counter()
        for row in rows(small, "Pegawai"):
            absence = away.get(row["NIP"])
            absent = absence is not None and absence["Mulai"] <= day <= absence["Selesai"]
            if row["Kedudukan"] == "Aktif" and day in working_days(row, units) and not absent:
                inside[row["Gedung"] or inherited(units[row["Kode Unit"]], units, "Gedung") or ""] += 1
        assert all(inside[name] <= number for name, number in capacity.items())


def test_horizons_without_a_working_day_have_no_days_to_write() -> None:
    made = make_sample(40, 1, date(2026, 12, 26), date(2026, 12, 27))
    dates = [row["Mulai"] for row in rows(made, "Ketidakhadiran")] + [
        row["Tanggal"] for row in rows(made, "Penetapan")
    ]
    six_day = date(2026, 12, 26)  # a Saturday
    assert set(dates) <= {six_day}
    assert not national_calendar([2026]).is_working(six_day, MONDAY_TO_FRIDAY)


# Its sources and its file


def test_sources_agree_with_each_other() -> None:
    owners = set(plans())
    assert len(agencies()) == 44
    for agency in agencies():
        assert agency.short in owners or agency.kind in owners
        assert agency.sector in SECTORS
    wards = kelurahan()
    assert sorted(wards) == sorted(agency.name for agency in agencies() if agency.kind == "kecamatan")
    assert sum(map(len, wards.values())) == 56


def test_share_out_is_exact_and_respects_the_least() -> None:
    assert share_out(10, [1, 1, 2], [0, 0, 0]) == [3, 2, 5]
    assert share_out(10, [1, 99], [3, 2]) == [3, 7]
    assert share_out(0, [1, 2], [0, 0]) == [0, 0]


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.csv"):
        resource("data", "none.csv")


def read(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {
        name: [
            [None if cell == "" else cell for cell in row] for row in book.get_sheet_by_name(name).to_python()
        ]
        for name in book.sheet_names
    }


def test_the_workbook_holds_what_was_made_and_the_same_bytes_again(small: Sample, tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_sample(small, first)
    write_sample(small, second)
    assert first.read_bytes() == second.read_bytes()
    found = read(first)
    assert list(found) == SHEETS
    for name, body in small.sheets.items():
        assert found[name] == [list(row) for row in body]


def test_nips_are_text_cells_and_the_header_stays_in_view(small: Sample, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    write_sample(small, tmp_path / "staff.xlsx")
    book = load_workbook(tmp_path / "staff.xlsx")
    for name in ("Pegawai", "Ketidakhadiran", "Preferensi", "Penetapan"):
        cell = book[name]["A2"]
        assert (cell.data_type, cell.number_format) == ("s", "@")
    assert book["Pegawai"].freeze_panes == "C2"
    assert book["Unit"].freeze_panes == "B2"
    assert book["Pegawai"]["A1"].font.bold
    assert book["Pegawai"]["J2"].number_format == "dd/mm/yyyy"
    assert book["Pegawai"].column_dimensions["B"].width == pytest.approx(34, abs=1)


def test_names_that_look_like_formulas_stay_text(tmp_path: Path) -> None:
    made = Sample({"Pegawai": [("NIP", "Nama"), ("1", "=1+1")]}, START)
    write_sample(made, tmp_path / "staff.xlsx")
    assert read(tmp_path / "staff.xlsx") == {"Pegawai": [["NIP", "Nama"], ["1", "=1+1"]]}


def test_the_reader_finds_nothing_wrong_or_odd(sample: Sample, tmp_path: Path) -> None:
    write_sample(sample, tmp_path / "staff.xlsx")
    problem, notices = build_problem(read_tables(tmp_path / "staff.xlsx"), START, END)
    assert [notice.code for notice in notices] == ["left-out"]
    people = rows(sample, "Pegawai")
    active = [row for row in people if row["Kedudukan"] == "Aktif"]
    assert len(problem.people) == len(active)
    assert len(problem.left_out) == len(people) - len(active)
    assert len(problem.units) == len(rows(sample, "Unit"))
    assert len(problem.posts) == len(rows(sample, "Layanan"))


def test_the_committed_sample_is_the_one_of_seed_1(small: Sample) -> None:
    found = read(resource("data", "staff.xlsx"))
    assert found == {name: [list(row) for row in body] for name, body in small.sheets.items()}


def test_two_thousand_people_are_made_and_written_quickly(tmp_path: Path) -> None:
    begun = time.perf_counter()
    write_sample(make_sample(2000, 2, START, END), tmp_path / "staff.xlsx")
    assert time.perf_counter() - begun < 10


# The command


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["sample", *arguments])


def test_the_command_writes_the_month_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "staff.xlsx"
    result = run("--people", "40", "--seed", "9", "--start", "2025-11-01", "-o", str(out))
    assert result.exit_code == 0, result.output
    assert "40 " in result.output
    assert "2025-11-01" in result.output
    assert "2025-11-30" in result.output
    made = make_sample(40, 9, date(2025, 11, 1), date(2025, 11, 30))
    assert read(out)["Pegawai"] == [list(row) for row in made.sheets["Pegawai"]]


def test_the_command_plans_the_next_whole_month_unless_told(tmp_path: Path) -> None:
    result = run("--people", "5", "-o", str(tmp_path / "staff.xlsx"))
    start, end = next_whole_month(date.today())
    assert start.isoformat() in result.output
    assert end.isoformat() in result.output


def test_the_end_alone_gives_its_month(tmp_path: Path) -> None:
    result = run("--people", "5", "--end", "15-12-2025", "-o", str(tmp_path / "staff.xlsx"))
    assert "2025-12-01" in result.output
    assert "2025-12-15" in result.output


def test_an_existing_file_is_kept_without_force(tmp_path: Path) -> None:
    out = tmp_path / "staff.xlsx"
    out.write_text("mine")
    result = run("--people", "5", "-o", str(out))
    assert result.exit_code == 2
    assert out.read_text() == "mine"
    assert run("--people", "5", "-o", str(out), "--force").exit_code == 0
    assert len(read(out)["Pegawai"]) == 6


@pytest.mark.parametrize(
    "arguments",
    [
        ["--start", "2025-12-10", "--end", "2025-12-09"],
        ["-o", "staff.txt"],
        ["--people", "0"],
        ["--start", "besok"],
        ["-o", "no/such/folder/staff.xlsx"],
    ],
)
def test_bad_usage_ends_with_2(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments).exit_code == 2
    assert not list(tmp_path.iterdir())
