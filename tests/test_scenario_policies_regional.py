"""The circulars of Jawa Barat and Kota Bekasi of 2025 against their text, on rosters written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from asnroster.domain.problem import Building, Problem
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.idle import idle_rules
from asnroster.scenario.load import load_scenario
from asnroster.scenario.windows import lifted
from tests.build import person, problem, roster, rule, unit
from tests.policies import all_office, broken, case_of, cost, data_of, judged, office, own_cost

# -- SE Jabar 150/KPG.03/BKD


def test_jabar_1_home_is_on_thursdays_only() -> None:
    people, units = office()
    data = data_of("jabar-tahap-1", people, units)
    free = case_of("jabar-tahap-1", data).free[0]
    assert [day.day for day, is_free in zip(data.horizon.dates, free, strict=True) if is_free] == [
        6,
        13,
        20,
        27,
    ]


def test_jabar_1_everybody_at_home_on_thursdays_costs_nothing() -> None:
    people, units = office(people=2)
    data = data_of("jabar-tahap-1", people, units)
    thursdays = [date(2025, 11, day) for day in (6, 13, 20, 27)]
    found = judged("jabar-tahap-1", data, [(who, day) for who in (0, 1) for day in thursdays])
    assert (found.hard_violations, own_cost(found)) == (0, 0)
    missed = judged("jabar-tahap-1", data, [(0, day) for day in thursdays])
    assert (missed.hard_violations, cost(missed, "home_weekdays")) == (0, 4 * 2000)


def test_jabar_1_another_weekday_at_home_breaks_one_rule() -> None:
    people, units = office()
    data = data_of("jabar-tahap-1", people, units)
    friday = date(2025, 11, 7)
    assert broken(judged("jabar-tahap-1", data, [(0, friday)]), data) == [
        ("office_weekdays", 0, friday, 0, 1)
    ]


def test_jabar_1_a_small_building_is_reported_but_stops_nothing() -> None:
    people = [person(n, building="Gedung A") for n in range(2)]
    buildings = (Building("Gedung A", 1),)
    data = data_of("jabar-tahap-1", people, [unit("Dinas", sector="administrasi")], buildings=buildings)
    thursdays = [date(2025, 11, day) for day in (6, 13, 20, 27)]
    found = judged("jabar-tahap-1", data, [(who, day) for who in (0, 1) for day in thursdays])
    assert found.hard_violations == 0
    assert cost(found, "building_capacity") == 16  # the other working days of November 2025


def test_jabar_1_the_weekday_is_a_parameter() -> None:
    people, units = office()
    data = data_of("jabar-tahap-1", people, units)
    case = Case(data, load_scenario("jabar-tahap-1", parameters={"hari": "Jumat"}).rules)
    assert [data.horizon.dates[day].day for day in case.free[0].nonzero()[0]] == [7, 14, 21, 28]


def test_jabar_1_sections_and_teams_in_direct_service_stay() -> None:
    """A section has a sector of its own in sheet Unit; a team is named in a scenario that extends this one."""
    units = [
        unit("Dinas", sector="administrasi"),
        unit("Seksi Loket", parent=0, path="Dinas > Seksi Loket", sector="pelayanan publik"),
    ]
    people = [person(0), person(1, 1), person(2, team="Reaksi Cepat"), person(3)]
    data = data_of("jabar-tahap-1", people, units)
    thursday = date(2025, 11, 6)
    everybody = [(who, thursday) for who in range(4)]
    assert broken(judged("jabar-tahap-1", data, everybody), data) == [("layanan langsung", 1, thursday, 0, 1)]
    rules = (
        *load_scenario("jabar-tahap-1").rules,
        rule("mandatory_office", name="tim", teams=["Reaksi Cepat"]),
    )
    found = audit(Case(data, rules), roster(data, *all_office(data, everybody)))
    assert [(name, who) for name, who, *_rest in broken(found, data)] == [("layanan langsung", 1), ("tim", 2)]


def test_jabar_2_half_of_every_agency_by_itself() -> None:
    """Half of the government is at home, but all of one agency: over there, short here."""
    units = [unit("Dinas", sector="administrasi"), unit("Badan", index=1, sector="administrasi")]
    data = problem([person(n, n // 2) for n in range(4)], units=units, days=1)
    found = audit(case_of("jabar-tahap-2", data), roster(data, "H", "H", "O", "O"))
    assert broken(found, data) == [("paling banyak", "Dinas", date(2025, 12, 1), 2, 1)]
    assert cost(found, "use the home days") == 200


@pytest.mark.parametrize(("at_home", "fits"), [(2, False), (3, True), (4, True), (5, False)])
def test_jabar_2_exactly_half_in_the_words_of_its_own_comment(
    tmp_path: Path, at_home: int, fits: bool
) -> None:
    """Half of seven is three or four, where "paling banyak" is replaced as the file itself proposes."""
    child = tmp_path / "separuh.toml"
    child.write_text(
        'extends = "jabar-tahap-2"\n[[rules]]\nrule = "home_share"\nname = "paling banyak"\nexactly = "50 %"\n',
        encoding="utf-8",
    )
    data = problem(7, units=[unit("Dinas", sector="administrasi")], days=1)
    rows = ["H" if who < at_home else "O" for who in range(7)]
    found = audit(Case(data, load_scenario(str(child)).rules), roster(data, *rows))
    assert [name for name, *_rest in broken(found, data)] == ([] if fits else ["paling banyak"])


def test_jabar_2_christmas_and_collective_leave_are_nobodys_days() -> None:
    people, units = office(people=2)
    data = data_of("jabar-tahap-2", people, units)
    case = case_of("jabar-tahap-2", data)
    assert case.free.sum() == 2 * 21
    assert not case.free[:, [24, 25]].any()


def test_jabar_2_half_and_half_by_turns_costs_nothing() -> None:
    people, units = office(people=2)
    data = problem(people, units=units, days=7)
    found = audit(case_of("jabar-tahap-2", data), roster(data, "HOHOH", "OHOHO"))
    assert (found.hard_violations, own_cost(found)) == (0, 0)
    unfair = audit(case_of("jabar-tahap-2", data), roster(data, "HHHHH", "OOOOO"))
    assert (unfair.hard_violations, cost(unfair, "bergantian")) == (0, 2 * 100)


def test_jabar_2_both_readings_can_be_said() -> None:
    people, units = office(people=2)
    data = problem(people, units=units, days=7)
    at_most_alone = load_scenario("jabar-tahap-2", parameters={"porsi_sasaran": "0 %", "hari_wfh": "0"})
    assert own_cost(audit(Case(data, lifted(at_most_alone).rules), roster(data, "OOOOO", "OOOOO"))) == 0
    assert own_cost(judged("jabar-tahap-2", data)) == 5 * 200 + 2 * 2 * 100


# -- SE Kota Bekasi 800.1.5/1446/BKPSDM.PKA

EXEMPT = [
    ("Dinas Perhubungan", "Dishub"),
    ("Satuan Polisi Pamong Praja", "Satpol PP"),
    ("Dinas Kesehatan", "Dinkes"),
    ("RSUD dr. Chasbullah Abdulmadjid", "RSUD CAM"),
    ("RSUD Tipe D Jatisampurna", ""),
    ("UPTD Puskesmas Karang Kitri", ""),
    ("Dinas Kependudukan dan Pencatatan Sipil", "Disdukcapil"),
    ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPMPTSP"),
    ("Dinas Pemadam Kebakaran dan Penyelamatan", "Disdamkarmat"),
    ("Badan Penanggulangan Bencana Daerah", "BPBD"),
    ("Kecamatan Bekasi Timur", "Bekasi Timur"),
    ("Kelurahan Aren Jaya", ""),
]
NOT_EXEMPT = [
    ("Dinas Pendidikan", "Disdik"),
    ("Dinas Lingkungan Hidup", "DLH"),
    ("Dinas Bina Marga dan Sumber Daya Air", "DBMSDA"),
    ("Badan Pendapatan Daerah", "Bapenda"),
    ("Sekretariat Daerah", "Setda"),
    ("Dinas Perumahan, Kawasan Permukiman dan Pertanahan", "Disperkimtan"),
]


def bekasi(names: Sequence[tuple[str, str]]) -> Problem:
    units = [
        unit(name, index=n, short_name=short, sector="kesehatan") for n, (name, short) in enumerate(names)
    ]
    people = [person(n, n // 2) for n in range(2 * len(units))]
    return data_of("kota-bekasi-maret-2025", people, units)


def test_kota_bekasi_the_named_agencies_stay_whatever_their_sector() -> None:
    data = bekasi([*EXEMPT, *NOT_EXEMPT])
    fixed = case_of("kota-bekasi-maret-2025", data).fixed_office
    assert data.available.all()
    assert [bool(row.all()) for row in fixed] == [True] * 2 * len(EXEMPT) + [False] * 2 * len(NOT_EXEMPT)
    assert not fixed[2 * len(EXEMPT) :].any()


@pytest.mark.parametrize("exempt", EXEMPT)
def test_kota_bekasi_one_wfa_day_there_is_one_violation(exempt: tuple[str, str]) -> None:
    data = bekasi([exempt])
    tuesday = date(2025, 3, 25)
    assert broken(judged("kota-bekasi-maret-2025", data, [(1, tuesday)]), data) == [
        ("layanan langsung", 1, tuesday, 0, 1)
    ]


# A kecamatan's short name is a place's.
@pytest.mark.parametrize(
    "short", [short for name, short in EXEMPT if short and not name.startswith("Kecamatan")]
)
def test_kota_bekasi_short_names_do_as_well(short: str) -> None:
    assert case_of("kota-bekasi-maret-2025", bekasi([(short, "")])).fixed_office.all()


def test_kota_bekasi_units_below_stay_too() -> None:
    units = [
        unit("Dinas Kesehatan", sector="administrasi"),
        unit("Seksi Gizi", parent=0, path="Dinas Kesehatan > Seksi Gizi", sector="administrasi"),
        unit("Kecamatan Jatiasih", index=2),
        unit("Jatikramat", parent=2, agency=2, path="Kecamatan Jatiasih > Jatikramat"),
    ]
    data = data_of("kota-bekasi-maret-2025", [person(0, 1), person(1, 3)], units)
    assert case_of("kota-bekasi-maret-2025", data).fixed_office.all()


def test_kota_bekasi_half_at_home_each_day_costs_nothing() -> None:
    data = bekasi(NOT_EXEMPT[:1])
    days = data.horizon.dates
    assert len(days) == 4
    found = judged("kota-bekasi-maret-2025", data, [(n % 2, day) for n, day in enumerate(days)])
    assert (found.hard_violations, own_cost(found)) == (0, 0)
    assert own_cost(judged("kota-bekasi-maret-2025", data)) == 4 * 200


def test_kota_bekasi_another_citys_names_are_a_notice_and_none_at_all_is_an_error() -> None:
    some = case_of("kota-bekasi-maret-2025", bekasi([("Dinas Kesehatan", ""), ("Dinas Sosial", "")]))
    assert [(idle.issue.code, idle.unsafe) for idle in idle_rules(some)] == [("rule-idle-value", False)] * 2
    none = case_of("kota-bekasi-maret-2025", bekasi([("Dinas Sosial", "")]))
    assert [(idle.issue.code, idle.unsafe) for idle in idle_rules(none)] == [
        ("rule-idle-value", True),
        ("rule-idle-value", False),
    ]
