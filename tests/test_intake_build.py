"""From a workbook to the problem: units, inheritance, requests, calendar, order."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.domain.problem import Building, LeftOut, Problem, ServicePost
from asnroster.errors import InputError
from asnroster.intake.passes import build_problem, check_tables, read_tables
from tests.intake_books import AGUS, BUDI, MAY, SITI, STAFF, build, write_xlsx

UNITS = [
    [
        "Unit",
        "Kode Unit",
        "Singkatan",
        "OPD",
        "Induk",
        "Sektor",
        "Gedung",
        "Min WFO",
        "Maks WFH %",
        "Hari Kerja",
    ],
    ["Seksi Data", "A21", "", "", "Bidang Informatika", "", "", "", "", ""],
    ["Dinas A", "A", "Disa", "", "", "administrasi", "Gedung A", 2, "50%", ""],
    ["Bidang Informatika", "A2", "", "Disa", "", "", "", "", "50 %", "Sen-Sab"],
    ["Sekretariat", "A1", "", "Dinas A", "", "", "", "", 50, ""],
    ["Sekretariat", "B1", "", "Dinas B", "", "Kesehatan", "Gedung B", "", 0.5, "Sen,Rab"],
]


def built(tmp_path: Path, **sheets: Any) -> Problem:
    return build(write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF, **sheets}))[0]


def places(problem: Problem) -> dict[str, str]:
    return {person.name: problem.unit_of(index).path for index, person in enumerate(problem.people)}


def test_units_inherit_and_stand_in_tree_order(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Unit"], ["1", "P", "A21"]]
    problem = built(tmp_path, Pegawai=rows, Unit=UNITS)
    assert [(unit.path, unit.parent, unit.agency) for unit in problem.units] == [
        ("Dinas A", None, 0),
        ("Dinas A > Bidang Informatika", 0, 0),
        ("Dinas A > Bidang Informatika > Seksi Data", 1, 0),
        ("Dinas A > Sekretariat", 0, 0),
        ("Dinas B", None, 4),
        ("Dinas B > Sekretariat", 4, 4),
    ]
    assert [(unit.sector, unit.building, sorted(unit.workdays)) for unit in problem.units] == [
        ("administrasi", "Gedung A", [0, 1, 2, 3, 4]),
        ("administrasi", "Gedung A", [0, 1, 2, 3, 4, 5]),
        ("administrasi", "Gedung A", [0, 1, 2, 3, 4, 5]),
        ("administrasi", "Gedung A", [0, 1, 2, 3, 4]),
        ("", "", [0, 1, 2, 3, 4]),
        ("kesehatan", "Gedung B", [0, 2]),
    ]
    half = Fraction(1, 2)
    assert [unit.max_home_share for unit in problem.units] == [half, half, None, half, None, half]
    assert [unit.min_office for unit in problem.units] == [2, None, None, None, None, None]
    assert (problem.people[0].building, sorted(problem.people[0].workdays)) == (
        "Gedung A",
        [0, 1, 2, 3, 4, 5],
    )


@pytest.mark.parametrize(
    ("unit", "agency", "code", "path"),
    [
        ("Seksi Data", "", "", "Dinas A > Bidang Informatika > Seksi Data"),
        ("disa", "", "", "Dinas A"),
        ("Dinas A", "Dinas A", "", "Dinas A"),
        ("Sekretariat", "DISA", "", "Dinas A > Sekretariat"),
        ("sekretariat ", "Dinas  B", "", "Dinas B > Sekretariat"),
        ("Dinas B > Sekretariat", "", "", "Dinas B > Sekretariat"),
        ("Disa>Bidang Informatika>Seksi Data", "", "", "Dinas A > Bidang Informatika > Seksi Data"),
        ("Bidang Informatika > Seksi Data", "", "", "Dinas A > Bidang Informatika > Seksi Data"),
        ("Sekretariat", "", "B1", "Dinas B > Sekretariat"),
        ("B1", "", "", "Dinas B > Sekretariat"),
    ],
)
def test_every_way_to_name_a_unit(unit: str, agency: str, code: str, path: str, tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Unit", "OPD", "Kode Unit"], ["1", "P", unit, agency, code]]
    assert places(built(tmp_path, Pegawai=rows, Unit=UNITS)) == {"P": path}


def test_without_unit_sheet_units_come_from_the_staff(tmp_path: Path) -> None:
    rows = [
        ["NIP", "Nama", "Unit", "OPD"],
        ["1", "P1", "Sekretariat", "Dinas A"],
        ["2", "P2", "dinas a", "Dinas A"],
        ["3", "P3", "Bidang > Seksi", "Dinas A"],
        ["4", "P4", "Dinas B > Sekretariat", ""],
        ["5", "P5", "Seksi", ""],
        ["6", "P6", "Kecamatan C", ""],
    ]
    assert places(built(tmp_path, Pegawai=rows)) == {
        "P1": "Dinas A > Sekretariat", "P2": "Dinas A", "P3": "Dinas A > Bidang > Seksi",
        "P4": "Dinas B > Sekretariat", "P5": "Dinas A > Bidang > Seksi", "P6": "Kecamatan C",
    }  # fmt: skip


def test_people_stand_by_agency_unit_and_sheet_order(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Unit", "OPD"]] + [
        [str(n), f"P{n}", unit, agency]
        for n, (unit, agency) in enumerate(
            [("U2", "B"), ("U1", "A"), ("U2", "B"), ("B", "B"), ("U9", "A"), ("U1", "A")]
        )
    ]
    problem = built(tmp_path, Pegawai=rows)
    assert [person.name for person in problem.people] == ["P3", "P0", "P2", "P1", "P5", "P4"]


NIK = "3275010101800001"  # longer than any chance finds in a checksum


def test_a_person_in_every_column(tmp_path: Path) -> None:
    header = ["NIP", "Nama", "Unit", "Jabatan", "Jenis Jabatan", "Eselon", "Status", "TMT Jabatan", "Kedudukan",
              "Disiplin Sampai", "Peran", "Layanan", "Tim", "Bergantian", "Hari Kerja", "Boleh WFH", "Gedung", "Keterangan",
              "NIK"]  # fmt: skip
    rows = [
        header,
        [f"'{BUDI[:8]} {BUDI[8:14]} {BUDI[14:]}", "=Budi", "Dinas", "Kepala Seksi", "Struktural", "IVa", "pns", "3 Maret 2025",
         "PNS Aktif", "proses", "ajudan; piket ;", "loket a;Loket B", "Tim 1", "x", "Sen,Rab", "tidak", "gedung a", "-", NIK],
        [SITI, "Siti", "Dinas", "", "", "Non Eselon", "", date(2024, 2, 29), "", "2026-05-10", "", "", "TIM 1", "X", "",
         True, "Gedung A", 7, ""],
    ]  # fmt: skip
    services = [["Unit", "Layanan", "Min WFO", "Hari"], ["Dinas", "Loket A", 1, "Sen-Kam"]]
    problem = built(
        tmp_path, Pegawai=rows, Layanan=services, Gedung=[["Gedung", "Kapasitas"], ["Gedung A", "5"]]
    )
    budi, siti = problem.people
    assert (budi.key, budi.name, budi.position, budi.position_kind) == (
        BUDI,
        "=Budi",
        "Kepala Seksi",
        "Struktural",
    )
    assert (budi.echelon, budi.status, budi.in_post_since) == ("IV.a", "PNS", date(2025, 3, 3))
    assert (budi.disciplined_until, budi.roles, budi.services) == (
        "proses",
        ("ajudan", "piket"),
        ("Loket A", "Loket B"),
    )
    assert (budi.teams, budi.alternates, sorted(budi.workdays)) == (("Tim 1",), ("x",), [0, 2])
    assert (budi.remote_capable, budi.building, budi.note) == (False, "Gedung A", "")
    assert (siti.teams, siti.alternates, siti.disciplined_until) == (("Tim 1",), ("x",), date(2026, 5, 10))
    assert (siti.echelon, siti.remote_capable, siti.note, siti.in_post_since) == (
        "",
        True,
        "7",
        date(2024, 2, 29),
    )
    assert problem.posts == (ServicePost(0, "Loket A", 1, frozenset(range(4))),)
    assert problem.buildings == (Building("Gedung A", 5),)
    assert ("Pegawai", "NIK") not in problem.columns and NIK not in repr(problem)
    assert {
        ("Pegawai", "Eselon"),
        ("Gedung", ""),
        ("Gedung", "Kapasitas"),
        ("Layanan", ""),
    } <= problem.columns
    assert ("Pegawai", "OPD") not in problem.columns


@pytest.mark.parametrize(
    ("status", "kept"),
    [
        ("", True),
        ("Aktif", True),
        ("PNS AKTIF", True),
        ("Tidak Aktif", False),
        ("Nonaktif", False),
        ("CLTN", False),
    ],
)
def test_only_active_people_are_rostered(status: str, kept: bool, tmp_path: Path) -> None:
    rows = [[*STAFF[0], "Kedudukan"], [*STAFF[1], status], [*STAFF[2], ""]]
    problem = built(tmp_path, Pegawai=rows)
    assert [person.key for person in problem.people] == ([BUDI, SITI] if kept else [SITI])
    left_out = () if kept else (LeftOut(BUDI, "Budi Santoso", "Dinas A > Sekretariat", status),)
    assert problem.left_out == left_out


def test_absences_day_by_day_first_row_wins(tmp_path: Path) -> None:
    header = ["NIP", "Mulai", "Selesai", "Kode"]
    rows = [
        header,
        [BUDI, "28-04-2026", "04-05-2026", "c"],
        [BUDI, "04-05-2026", "06-05-2026", "DIKLAT"],
        [SITI, "01-06-2026", "02-06-2026", "S"],
    ]
    problem = built(tmp_path, Ketidakhadiran=rows)
    assert problem.absence_codes == ("C", "DIKLAT")
    assert problem.absence[0, :7].tolist() == [0, 0, 0, 0, 1, 1, -1]
    assert not problem.available[0, 3] and problem.available[0, 6]
    assert (problem.absence[1:] == -1).all()


def test_an_absence_that_touches_the_period_by_a_day_counts_on_that_day(tmp_path: Path) -> None:
    rows = [["NIP", "Mulai", "Selesai", "Kode"], [BUDI, "27-04-2026", "01-05-2026", "S"],
            [SITI, "31-05-2026", "03-06-2026", "C"], [SITI, "01-06-2026", "03-06-2026", "TB"]]  # fmt: skip
    problem = built(tmp_path, Ketidakhadiran=rows)
    assert problem.absence_codes == ("C", "S")
    assert np.argwhere(problem.absence >= 0).tolist() == [[0, 0], [1, 30]]


def test_wishes_on_available_days_a_date_replaces_its_weekday(tmp_path: Path) -> None:
    header = ["NIP", "Hari", "Pilihan", "Bobot"]
    rows = [
        header,
        [BUDI, "Kamis", "WFH", 3],
        [BUDI, date(2026, 5, 7), "WFO", ""],
        [BUDI, "09-05-2026", "WFA", 2],
        [SITI, "Jum'at", "wfa", "10"],
    ]
    problem = built(tmp_path, Preferensi=rows)
    found = [
        (wish.person, problem.horizon.dates[wish.day].day, wish.mode, wish.strength)
        for wish in problem.wishes
    ]
    # 14 May is Ascension Day, 1 May Labour Day, 15 May collective leave, 9 May a Saturday, 28 May collective leave.
    assert found == [
        (0, 7, OFFICE, 1),
        (0, 21, HOME, 3),
        (1, 8, HOME, 10),
        (1, 22, HOME, 10),
        (1, 29, HOME, 10),
    ]


def test_a_date_goes_before_its_weekday_and_the_stronger_before_the_weaker_whatever_the_order(
    tmp_path: Path,
) -> None:
    header = ["NIP", "Hari", "Pilihan", "Bobot"]
    rows = [
        [BUDI, date(2026, 5, 7), "WFO", 1],
        [BUDI, "Kamis", "WFH", 3],
        [SITI, "Jumat", "WFH", 2],
        [SITI, "Jumat", "WFH", 5],
    ]
    for number, said in enumerate((rows, rows[::-1])):
        (folder := tmp_path / str(number)).mkdir()
        wishes = built(folder, Preferensi=[header, *said]).wishes
        assert [(wish.person, wish.day + 1, wish.mode, wish.strength) for wish in wishes] == [
            (0, 7, OFFICE, 1), (0, 21, HOME, 3), (1, 8, HOME, 5), (1, 22, HOME, 5), (1, 29, HOME, 5),
        ]  # fmt: skip


def test_pins_on_the_working_days_of_their_range(tmp_path: Path) -> None:
    header = ["NIP", "Tanggal", "Selesai", "Kode", "Nomor Surat"]
    rows = [header, [BUDI, "28-04-2026", "05-05-2026", "WFA", "SP-1"], [SITI, "14-04-2026", "", "WFO", ""],
            [SITI, "08-05-2026", "11-05-2026", "WFO", ""], [SITI, "11-05-2026", "", "WFO", ""]]  # fmt: skip
    absences = [["NIP", "Mulai", "Selesai", "Kode"], [BUDI, "04-05-2026", "04-05-2026", "S"]]
    problem = built(tmp_path, Penetapan=rows, Ketidakhadiran=absences)
    found = [
        (pin.person, problem.horizon.dates[pin.day].day, pin.mode, pin.document, pin.ref.cell)
        for pin in problem.pins
    ]
    assert found == [(0, 5, HOME, "SP-1", "E2"), (1, 8, OFFICE, "", "E4"), (1, 11, OFFICE, "", "E4")]


def test_the_users_own_holidays(tmp_path: Path) -> None:
    rows = [
        ["Tanggal", "Jenis", "Keterangan"],
        ["04-05-2026", "libur", "HUT Kota"],
        ["15-05-2026", "Masuk", ""],
        ["05-05-2026", "cuti bersama", ""],
    ]
    problem = built(tmp_path, Libur=rows)
    holidays = problem.calendar.holidays
    assert (holidays[date(2026, 5, 4)].name, holidays[date(2026, 5, 4)].collective) == ("HUT Kota", False)
    assert holidays[date(2026, 5, 5)].collective and date(2026, 5, 15) not in holidays
    assert problem.available[0, [3, 4, 14]].tolist() == [False, False, True]
    assert int(problem.working[0].sum()) == 16 - 2 + 1


def test_the_dates_beside_the_horizon_are_known_too(tmp_path: Path) -> None:
    """A roster of December ends next to New Year's Day; that year's own dates raise no notice."""
    staff = write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF})
    december = build_problem(read_tables(staff), date(2025, 12, 1), date(2025, 12, 31))[0].calendar
    assert not december.is_working(date(2026, 1, 1), frozenset(range(5)))
    assert (december.estimated_years, december.years_without_collective_leave) == ((), ())


def test_units_from_a_second_file(tmp_path: Path) -> None:
    staff = write_xlsx(
        tmp_path / "staff.xlsx",
        {"Pegawai": [["NIP", "Nama", "Unit", "OPD"], ["1", "P", "Sekretariat", "Dinas B"]]},
    )
    units = write_xlsx(tmp_path / "units.xlsx", {"Sheet1": UNITS})
    problem, _ = build(staff, units)
    assert places(problem) == {"P": "Dinas B > Sekretariat"}
    assert [source.file for source in problem.sources] == ["staff.xlsx", "units.xlsx"]
    assert all(len(source.sha256) == 64 for source in problem.sources)


def test_scenario_sheet_comes_as_it_stands(tmp_path: Path) -> None:
    rows = [
        ["Aturan", "Nama", "Isian", "Nilai"],
        ["home_share", "", "at_most", 0.5],
        ["", "", "", ""],
        ["", "", "title", " Uji "],
    ]
    tables = read_tables(write_xlsx(tmp_path / "staff.xlsx", {"Pegawai": STAFF, "Skenario": rows}))
    found = [(row.rule, row.name, row.field, row.value, row.ref.cell) for row in tables.scenario_rows]
    assert found == [("home_share", "", "at_most", 0.5, "D2"), ("", "", "title", "Uji", "D4")]


def test_a_check_looks_at_the_dates_that_the_rows_name(tmp_path: Path) -> None:
    header = ["NIP", "Tanggal", "Selesai", "Kode", "Nomor Surat"]
    path = write_xlsx(
        tmp_path / "staff.xlsx",
        {
            "Pegawai": STAFF,
            "Penetapan": [header, [AGUS, "24-03-2026", "", "WFH", ""], [AGUS, "14-03-2020", "", "WFH", ""]],
        },
    )
    tables = read_tables(path)
    with pytest.raises(InputError, match="2026-03-24") as caught:
        check_tables(tables, date(2026, 4, 10))
    assert [issue.cell for issue in caught.value.issues] == ["B2"]
    problem, _ = build_problem(tables, *MAY)
    assert problem.pins == ()


def test_tables_serve_many_horizons(tmp_path: Path) -> None:
    tables = read_tables(
        write_xlsx(
            tmp_path / "staff.xlsx", {"Pegawai": [["NIP", "Nama", "Unit"], ["1", "P", "U"]], "Gedng": [["x"]]}
        )
    )
    first = build_problem(tables, *MAY)
    assert build_problem(tables, *MAY)[1] == first[1]
    assert [notice.code for notice in first[1]] == ["sheet-near"]
