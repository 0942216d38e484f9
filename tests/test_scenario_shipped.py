"""The shipped scenarios against the text of their circulars, on rosters written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from asnroster.domain.problem import HOME, Building, Problem
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from asnroster.rules.kit.idle import idle_rules
from asnroster.scenario.find import scenario_names
from asnroster.scenario.load import load_scenario
from asnroster.words import use_language
from tests.build import person, problem, roster, rule, unit
from tests.policies import all_office, broken, case_of, cost, data_of, judged, office

SHIPPED = (
    "baseline-wfo", "bkn-3-2", "jabar-tahap-1", "jabar-tahap-2", "jabar-tahap-2-bergilir", "jumat-wfh-2026",
    "jumat-wfh-cimahi-2026", "jumat-wfh-dki-2026", "kamis-wfh-jabar-2026", "kota-bekasi-maret-2025",
    "layanan-langsung", "menpanrb-1-2024", "menpanrb-2-2025", "permenpanrb-4-2025", "kesiapan",
)  # fmt: skip
AT_HOME = [name for name in SHIPPED if name not in ("baseline-wfo", "layanan-langsung")]
HALF = ["menpanrb-1-2024", "menpanrb-2-2025", "jabar-tahap-2", "kota-bekasi-maret-2025"]
DIRECT_SERVICE = (
    "kesehatan", "keamanan", "penanganan bencana", "kedaruratan", "energi", "logistik", "pos", "transportasi",
    "objek vital nasional", "proyek strategis nasional", "konstruksi", "utilitas dasar",
)  # fmt: skip


# -- all of them


def test_the_shipped_scenarios_are_these() -> None:
    assert scenario_names() == sorted(SHIPPED)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_rule_speaks_both_languages(name: str, language: str) -> None:
    use_language(language)
    scenario = load_scenario(name)
    assert scenario.name == name
    assert scenario.title
    assert scenario.source
    assert scenario.description
    for each in scenario.rules:
        sentence = each.sentence()
        assert sentence[0].isupper()
        assert "{" not in each.full_sentence()
        assert each.title
        assert each.instrument


@pytest.mark.parametrize(
    ("name", "start", "end", "home_code"),
    [
        ("baseline-wfo", None, None, "WFH"),
        ("bkn-3-2", None, None, "WFA"),
        ("menpanrb-1-2024", date(2024, 4, 16), date(2024, 4, 18), "WFH"),
        ("jabar-tahap-1", date(2025, 11, 1), date(2025, 11, 30), "WFH"),
        ("jabar-tahap-2", date(2025, 12, 1), date(2025, 12, 31), "WFH"),
        ("jabar-tahap-2-bergilir", date(2025, 12, 1), date(2025, 12, 31), "WFH"),
        ("kota-bekasi-maret-2025", date(2025, 3, 24), date(2025, 3, 27), "WFA"),
        ("menpanrb-2-2025", date(2025, 3, 24), date(2025, 3, 27), "WFA"),
        ("permenpanrb-4-2025", None, None, "WFA"),
        ("jumat-wfh-2026", None, None, "WFH"),
        ("jumat-wfh-cimahi-2026", None, None, "WFH"),
        ("jumat-wfh-dki-2026", None, None, "WFH"),
        ("kamis-wfh-jabar-2026", None, None, "WFH"),
        ("kesiapan", None, None, "WFH"),
    ],
)
def test_dates_and_word_for_home(name: str, start: date | None, end: date | None, home_code: str) -> None:
    scenario = load_scenario(name)
    assert (scenario.start, scenario.end, scenario.home_code) == (start, end, home_code)


def test_sources_are_the_instruments() -> None:
    assert {name: load_scenario(name).source for name in SHIPPED if name != "layanan-langsung"} == {
        "baseline-wfo": "Perpres 21/2023",
        "bkn-3-2": "BKN, Februari 2025; Inpres 1/2025",
        "menpanrb-1-2024": "SE MenPANRB 1/2024",
        "jabar-tahap-1": "SE Jabar 150/KPG.03/BKD (22 Oktober 2025)",
        "jabar-tahap-2": "SE Jabar 150/KPG.03/BKD (22 Oktober 2025)",
        "jabar-tahap-2-bergilir": "SE Jabar 150/KPG.03/BKD (22 Oktober 2025)",
        "kota-bekasi-maret-2025": "SE Kota Bekasi 800.1.5/1446/BKPSDM.PKA",
        "menpanrb-2-2025": "SE MenPANRB 2/2025",
        "permenpanrb-4-2025": "PermenPANRB 4/2025",
        "jumat-wfh-2026": "SE MenPANRB 3/2026; SE Mendagri 800.1.5/3349/SJ (31 Maret 2026)",
        "jumat-wfh-cimahi-2026": "Ketentuan Kota Cimahi 2026 menurut SE MenPANRB 3/2026 dan "
        "SE Mendagri 800.1.5/3349/SJ",
        "jumat-wfh-dki-2026": "Ketentuan DKI Jakarta 2026 menurut SE MenPANRB 3/2026 dan "
        "SE Mendagri 800.1.5/3349/SJ",
        "kamis-wfh-jabar-2026": "Kebijakan Pemerintah Provinsi Jawa Barat, 2026",
        "kesiapan": "PermenPANRB 4/2025; SE MenPANRB 3/2026",
    }


@pytest.mark.parametrize("name", AT_HOME)
def test_a_soft_push_makes_home_days_worth_having(name: str) -> None:
    pushes = [
        rule
        for rule in load_scenario(name).rules
        if rule.key in ("home_days_per_week", "home_share")
        and not rule.hard
        and getattr(rule, "at_least", None)
    ]
    assert "use the home days" in [rule.name for rule in pushes]
    people, units = office(people=6)
    data = data_of(name, people, units)
    assert cost(judged(name, data), "use the home days") > 0


@pytest.mark.parametrize("name", AT_HOME)
def test_the_sheets_minimums_and_caps_hold(name: str) -> None:
    """Min WFO 3 of 4 and Maks WFH 25 %: two at home on a day break both, one breaks neither."""
    own = {"menpanrb-1-2024": date(2024, 4, 17), "kota-bekasi-maret-2025": date(2025, 3, 27),
           "menpanrb-2-2025": date(2025, 3, 27), "jabar-tahap-1": date(2025, 11, 6)}  # fmt: skip
    friday = name.startswith("jumat-")
    day = own.get(name, date(2025, 12, 5) if friday else date(2025, 12, 4))
    people, units = office(people=4, min_office=3, max_home_share=Fraction(1, 4))
    data = data_of(name, people, units)
    assert broken(judged(name, data, [(0, day)]), data) == []
    assert broken(judged(name, data, [(0, day), (1, day)]), data) == [
        ("Min WFO unit", "Dinas", day, 2, 3),
        ("Maks WFH unit", "Dinas", day, 2, 1),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "bkn-3-2",
        "jabar-tahap-2",
        "jabar-tahap-2-bergilir",
        "kesiapan",
        "kota-bekasi-maret-2025",
        "layanan-langsung",
        "menpanrb-2-2025",
        "permenpanrb-4-2025",
    ],
)
def test_buildings_are_not_overfilled(name: str) -> None:
    people = [person(n, building="Gedung A") for n in range(4)]
    data = data_of(name, people, [unit("Dinas", sector="administrasi")], buildings=(Building("Gedung A", 3),))
    working = [day for place, day in enumerate(data.horizon.dates) if data.available[:, place].any()]
    assert broken(judged(name, data), data) == [
        ("building_capacity", "Gedung A", day, 4, 3) for day in working
    ]


# Kota Bekasi goes by agencies, see below.
@pytest.mark.parametrize(
    "name", [name for name in SHIPPED if name not in ("baseline-wfo", "kota-bekasi-maret-2025")]
)
def test_direct_service_stays_in_the_office(name: str) -> None:
    for sector in DIRECT_SERVICE:
        people, units = office(sector)
        data = data_of(name, people, units)
        assert (case_of(name, data).fixed_office == data.available).all(), sector


@pytest.mark.parametrize("name", SHIPPED)
def test_common_rosters_are_possible(name: str) -> None:
    """Everybody in the office (and the pinned at home) is legal, whoever works there and however little."""
    units = [
        unit("Dinas", sector="administrasi", min_office=50, max_home_share=Fraction(0)),
        unit("Seksi", parent=0, path="Dinas > Seksi", sector="administrasi"),
        unit("Dinas Kesehatan", index=2, sector="kesehatan"),
        unit("Dinas Perhubungan", index=3, sector="transportasi"),
        unit("Sekretariat Daerah", index=4, sector="dukungan pimpinan"),
    ]
    people = [
        person(0, 0, echelon="II.b"),  # the only leader
        person(1, 1, workdays=frozenset({0, 1, 2})),
        person(2, 1, workdays=frozenset({1, 3})),
        person(3, 1, workdays=frozenset(range(6))),
        person(4, 2),  # alone in an agency, pinned at home by order
        person(5, 3),
        person(6, 4, echelon="II.a"),
        person(7, 4),  # on leave all the time
    ]
    days = data_of(name, people, units).days
    data = data_of(
        name,
        people,
        units,
        absent={(7, day): "C" for day in range(days)},
        pins=[(who, day, HOME) for who in (4, 6) for day in range(days)],
    )
    rows = all_office(data)
    rows[4], rows[6] = (rows[who].replace("O", "H") for who in (4, 6))
    found = audit(case_of(name, data), roster(data, *rows))
    assert found.hard_violations == 0


@pytest.mark.parametrize("name", HALF)
@pytest.mark.parametrize(("at_home", "expected"), [(3, []), (4, [("paling banyak", "Dinas", 4, 3)])])
def test_half_of_seven_is_three(name: str, at_home: int, expected: list[tuple[Any, ...]]) -> None:
    people, units = office(people=7)
    data = data_of(name, people, units)
    day = load_scenario(name).start or date(2025, 12, 1)
    found = broken(judged(name, data, [(who, day) for who in range(at_home)]), data)
    assert [(rule, who, *figures) for rule, who, _day, *figures in found] == expected


@pytest.mark.parametrize("name", HALF)
def test_half_is_of_all_staff_also_of_those_on_leave(name: str) -> None:
    people, units = office(people=4)
    data = data_of(name, people, units, absent={(2, 0): "C", (3, 0): "C"})
    day = data.horizon.start
    assert broken(judged(name, data, [(0, day), (1, day)]), data) == []


# -- Perpres 21/2023


def test_baseline_everybody_is_in_the_office() -> None:
    people, units = office(people=2)
    data = data_of("baseline-wfo", people, units)
    wednesday = date(2025, 12, 3)
    assert case_of("baseline-wfo", data).fixed_office.sum() == 10
    assert broken(judged("baseline-wfo", data), data) == []
    assert broken(judged("baseline-wfo", data, [(1, wednesday)]), data) == [
        ("mandatory_office", 1, wednesday, 0, 1)
    ]


def test_baseline_keeps_an_order_and_ignores_capacity() -> None:
    people = [person(n, building="Gedung A") for n in range(3)]
    data = data_of(
        "baseline-wfo",
        people,
        [unit("Dinas", sector="administrasi")],
        pins=[(0, 2, HOME)],
        buildings=(Building("Gedung A", 1),),
    )
    assert broken(judged("baseline-wfo", data, [(0, date(2025, 12, 3))]), data) == []


def test_baseline_units_in_direct_service_have_their_own_days() -> None:
    """A six-day week and a shift of three days: in the office on those days, and on no other."""
    staff = [person(0, workdays=frozenset(range(6))), person(1, workdays=frozenset({1, 3, 6}))]
    data = data_of("baseline-wfo", staff, [unit("RSUD", sector="kesehatan")])
    data = problem(staff, units=data.units, days=7)
    assert all_office(data) == ["OOOOOO.", ".O.O..O"]
    assert (case_of("baseline-wfo", data).fixed_office == data.available).all()


# -- BKN: three days WFO, two days WFA


@pytest.mark.parametrize(
    ("week", "rules"),
    [
        ("OOHHO", []),
        ("HOHOO", []),
        ("OOOOO", []),
        ("OHHHO", ["office_days_per_week", "home_days_per_week", "consecutive_home_days"]),
        ("HOHOH", ["office_days_per_week", "home_days_per_week"]),
    ],
)
def test_bkn_three_days_in_the_office_two_at_home(week: str, rules: list[str]) -> None:
    people, units = office()
    data = data_of("bkn-3-2", people, units)
    found = audit(case_of("bkn-3-2", data), roster(data, week))
    assert [rule for rule, *_rest in broken(found, data)] == rules
    assert found.cost == 10 * max(0, 2 - week.count("H"))


def test_bkn_no_long_stay_at_home_around_a_weekend() -> None:
    people, units = office()
    data = problem(people, units=units, days=14)
    found = audit(case_of("bkn-3-2", data), roster(data, "OOOHH..HHOOO"))
    assert [(rule, when) for rule, _who, when, *_figures in broken(found, data)] == [
        ("consecutive_home_days", date(2025, 12, 8)),
        ("consecutive_home_days", date(2025, 12, 9)),
    ]


def test_bkn_part_timers_spend_their_days_in_the_office() -> None:
    units = [unit("Dinas", sector="administrasi")]
    data = data_of("bkn-3-2", [person(0, workdays=frozenset({1, 3}))], units)
    found = audit(case_of("bkn-3-2", data), roster(data, ".O.O."))
    assert (found.hard_violations, found.cost) == (0, 0)


def test_bkn_a_hospital_has_no_home_day() -> None:
    people, units = office("kesehatan", people=2)
    data = data_of("bkn-3-2", people, units)
    friday = date(2025, 12, 5)
    assert broken(judged("bkn-3-2", data, [(1, friday)]), data) == [("layanan langsung", 1, friday, 0, 1)]
    assert judged("bkn-3-2", data).cost == 0


def test_bkn_the_only_leader_is_never_at_home() -> None:
    data = data_of("bkn-3-2", [person(0, echelon="II.b"), person(1)], [unit("Dinas", sector="administrasi")])
    monday = date(2025, 12, 1)
    assert broken(judged("bkn-3-2", data, [(0, monday)]), data) == [
        ("leader_presence", "Dinas", monday, 0, 1)
    ]
    assert broken(judged("bkn-3-2", data, [(1, monday)]), data) == []


def test_bkn_wishes_count_less_than_home_days() -> None:
    people, units = office()
    data = data_of("bkn-3-2", people, units, wishes=[(0, 2, HOME, 3)])
    assert audit(case_of("bkn-3-2", data), roster(data, "HHOOO")).cost == 3
    assert audit(case_of("bkn-3-2", data), roster(data, "HOHOO")).cost == 0


# -- SE MenPANRB 1/2024


@pytest.mark.parametrize("sector", ["administrasi", "dukungan pimpinan"])
def test_menpanrb_administration_and_leadership_support_may_be_home_on_two_days(sector: str) -> None:
    people, units = office(sector, people=2)
    data = data_of("menpanrb-1-2024", people, units)
    free = case_of("menpanrb-1-2024", data).free
    assert [[bool(cell) for cell in row] for row in free] == [[True, True, False]] * 2


@pytest.mark.parametrize("sector", [*DIRECT_SERVICE, "pendidikan", "kebersihan", "pelayanan publik", ""])
def test_menpanrb_all_others_stay_in_the_office(sector: str) -> None:
    people, units = office(sector)
    data = data_of("menpanrb-1-2024", people, units)
    tuesday = date(2024, 4, 16)
    assert broken(judged("menpanrb-1-2024", data, [(0, tuesday)]), data) == [
        ("layanan langsung", 0, tuesday, 0, 1)
    ]


def test_menpanrb_18_april_brings_everybody_in() -> None:
    people, units = office(people=2)
    data = data_of("menpanrb-1-2024", people, units)
    thursday = date(2024, 4, 18)
    assert broken(judged("menpanrb-1-2024", data, [(0, thursday)]), data) == [
        ("semua WFO 18 April", 0, thursday, 0, 1)
    ]


def test_menpanrb_capacity_does_not_contradict_18_april() -> None:
    people = [person(n, building="Gedung A") for n in range(2)]
    buildings = (Building("Gedung A", 1),)
    data = data_of("menpanrb-1-2024", people, [unit("Dinas", sector="administrasi")], buildings=buildings)
    assert broken(judged("menpanrb-1-2024", data), data) == [
        ("building_capacity", "Gedung A", date(2024, 4, 16), 2, 1),
        ("building_capacity", "Gedung A", date(2024, 4, 17), 2, 1),
    ]
    assert cost(judged("menpanrb-1-2024", data), "kapasitas 18 April") == 1


def test_menpanrb_half_is_of_the_administrative_staff_alone() -> None:
    units = [
        unit("Dinas", sector="kesehatan"),
        unit("Sekretariat", parent=0, path="Dinas > Sekretariat", sector="administrasi"),
    ]
    data = data_of("menpanrb-1-2024", [person(0), person(1), *(person(n, 1) for n in (2, 3, 4))], units)
    tuesday = date(2024, 4, 16)
    assert broken(judged("menpanrb-1-2024", data, [(2, tuesday)]), data) == []
    assert broken(judged("menpanrb-1-2024", data, [(2, tuesday), (3, tuesday)]), data) == [
        ("paling banyak", "Dinas", tuesday, 2, 1)
    ]


def test_menpanrb_the_head_may_set_a_smaller_share() -> None:
    people, units = office(people=8)
    data = data_of("menpanrb-1-2024", people, units)
    case = Case(data, load_scenario("menpanrb-1-2024", parameters={"porsi": "25 %"}).rules)
    tuesday = date(2024, 4, 16)
    found = audit(case, roster(data, *all_office(data, [(who, tuesday) for who in range(3)])))
    assert broken(found, data) == [("paling banyak", "Dinas", tuesday, 3, 2)]


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
    assert (found.hard_violations, found.cost) == (0, 0)
    missed = judged("jabar-tahap-1", data, [(0, day) for day in thursdays])
    assert (missed.hard_violations, cost(missed, "home_weekdays")) == (0, 400)


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
    assert cost(found, "use the home days") == 10


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
    assert (found.hard_violations, found.cost) == (0, 0)
    unfair = audit(case_of("jabar-tahap-2", data), roster(data, "HHHHH", "OOOOO"))
    assert (unfair.hard_violations, cost(unfair, "bergantian")) == (0, 10)


def test_jabar_2_both_readings_can_be_said() -> None:
    people, units = office(people=2)
    data = problem(people, units=units, days=7)
    at_most_alone = load_scenario("jabar-tahap-2", parameters={"porsi_sasaran": "0 %", "hari_wfh": "0"})
    assert audit(Case(data, at_most_alone.rules), roster(data, "OOOOO", "OOOOO")).cost == 0
    assert judged("jabar-tahap-2", data).cost == 5 * 10 + 2 * 2 * 5


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
    assert (found.hard_violations, found.cost) == (0, 0)
    assert judged("kota-bekasi-maret-2025", data).cost == 4 * 100


def test_kota_bekasi_another_citys_names_are_a_notice_and_none_at_all_is_an_error() -> None:
    some = case_of("kota-bekasi-maret-2025", bekasi([("Dinas Kesehatan", ""), ("Dinas Sosial", "")]))
    assert [(idle.issue.code, idle.unsafe) for idle in idle_rules(some)] == [("rule-idle-value", False)]
    none = case_of("kota-bekasi-maret-2025", bekasi([("Dinas Sosial", "")]))
    assert [(idle.issue.code, idle.unsafe) for idle in idle_rules(none)] == [("rule-idle-value", True)]
