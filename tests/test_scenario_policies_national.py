"""The circulars of the national government against their text, on rosters written by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asnroster.domain.modes import HOME
from asnroster.domain.problem import Building
from asnroster.engine.solve import Options, solve
from asnroster.judge.audit import audit
from asnroster.rules.kit.case import Case
from asnroster.scenario.load import load_scenario
from tests.build import person, problem, roster, unit
from tests.policies import (
    DIRECT_SERVICE,
    HEADS,
    PERMEN,
    WEEK,
    Said,
    all_office,
    broken,
    case_of,
    check,
    cost,
    data_of,
    direct,
    judged,
    office,
    own_cost,
    sentences,
)

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
    assert own_cost(found) == 200 * max(0, 2 - week.count("H"))


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
    assert (found.hard_violations, own_cost(found)) == (0, 0)


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
    assert own_cost(audit(case_of("bkn-3-2", data), roster(data, "HHOOO"))) == 3
    assert own_cost(audit(case_of("bkn-3-2", data), roster(data, "HOHOO"))) == 0


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


# -- PermenPANRB 4/2025

ALLOWED = "paling banyak dua hari dalam seminggu"
ARTICLE_11 = "Pasal 11: tugas dapat dilaksanakan di luar kantor"
DISCIPLINE = "Pasal 25: tidak sedang dalam hukuman disiplin atau prosesnya"
NEWCOMER = "Pasal 25: tidak baru ditempatkan dalam jabatan"


@sentences(
    [
        Said(ALLOWED, "HHOOO", cost=0),
        Said(ALLOWED, "HOHOH", [("paling banyak", "minggu")], cost=0),
        Said("fleksibilitas dimanfaatkan", "OHOOO", cost=200),
        Said("fleksibilitas dimanfaatkan", "OOOOO", cost=400),
        Said("jumlah harinya diatur", "HHOOO", [("paling banyak", "minggu")], parameters={"hari_fleksibel": "1"}),
        Said(ARTICLE_11, "OOHOO", [("eligible_for_home", "Rab")], who={"remote_capable": False}),
        Said(ARTICLE_11, "OOOOO", cost=0, who={"remote_capable": False}),
        Said(DISCIPLINE, "OOOOH", [("eligible_for_home", "Jum")], who={"disciplined_until": "proses"}),
        Said(
            DISCIPLINE,
            "OHHOO",
            [("eligible_for_home", "Sel")],
            who={"disciplined_until": date(2026, 4, 7)},
        ),
        # Six calendar months after 8 October are over on 8 April, a Wednesday.
        Said(NEWCOMER, "OHHOO", [("eligible_for_home", "Sel")], who={"in_post_since": date(2025, 10, 8)}),
        Said(NEWCOMER, "HHOOO", who={"in_post_since": None}),
        Said(
            "jangka waktunya parameter",
            "HHOOO",
            who={"in_post_since": date(2026, 4, 1)},
            parameters={"bulan_dalam_jabatan": "0"},
        ),
        Said(
            "jangka waktunya parameter",
            "OHOOO",
            [("eligible_for_home", "Sel")],
            who={"in_post_since": date(2025, 10, 1)},
            parameters={"bulan_dalam_jabatan": "12"},
        ),
        direct("layanan langsung tetap di kantor", "kesehatan", "OHOOO", "Sel"),
        Said("penetapan dengan surat mendahului", "HOOOO", who={"remote_capable": False}, pins=[0]),
    ]
)  # fmt: skip
def test_permenpanrb_4_2025(said: Said) -> None:
    check(PERMEN, said)


def test_permenpanrb_4_2025_is_in_force_without_an_end() -> None:
    scenario = load_scenario(PERMEN)
    assert (scenario.start, scenario.end) == (None, None)
    assert [rule.name for rule in scenario.rules if rule.from_ or rule.until] == []


@pytest.mark.parametrize(
    ("start", "days", "at_home"),
    [
        (WEEK, 5, 2 * 5),  # two of five may be at home each day: the three places are enough
        (date(2026, 10, 1), 2, None),  # Thursday and Friday alone: no whole day of two in five is left
    ],
)
def test_permenpanrb_4_2025_buildings_are_kept(start: date, days: int, at_home: int | None) -> None:
    people = [person(n, building="Gedung A") for n in range(5)]
    units = [unit("Dinas", sector="administrasi")]
    case = case_of(
        PERMEN, problem(people, start=start, days=days, units=units, buildings=(Building("Gedung A", 3),))
    )
    found = solve(case, Options())
    if at_home is None:
        assert [sorted(case.rules[index].name for index in clash.rules) for clash in found.clashes] == [
            ["building_capacity", "paling banyak"]
        ]
        return
    assert found.roster is not None
    assert int((found.roster.modes == HOME).sum()) == at_home


# -- SE MenPANRB 2/2025: the sentences about a share need a whole agency


@pytest.mark.parametrize(
    ("porsi", "at_home", "wrong", "short"),
    [
        ("50 %", 2, [], 0),
        ("50 %", 3, [(3, 2)], 0),
        ("50 %", 1, [], 1),  # "kombinasi WFO dan WFA": what is set is used
        ("25 %", 1, [], 0),  # "pembagiannya diatur oleh pimpinan instansi masing-masing"
        ("25 %", 2, [(2, 1)], 0),
        ("100 %", 4, [], 0),
        ("0 %", 0, [], 0),
        ("0 %", 1, [(1, 0)], 0),
    ],
)
def test_menpanrb_2_2025_each_head_sets_the_share(
    porsi: str, at_home: int, wrong: list[tuple[int, int]], short: int
) -> None:
    people, units = office(people=4)
    data = data_of(HEADS, people, units)
    assert list(data.horizon.dates) == [date(2025, 3, day) for day in (24, 25, 26, 27)]
    rows = ["HHHH" if who < at_home else "OOOO" for who in range(4)]
    case = Case(data, load_scenario(HEADS, parameters={"porsi": porsi}).rules)
    found = audit(case, roster(data, *rows))
    assert broken(found, data) == [
        ("paling banyak", "Dinas", day, *figures) for day in data.horizon.dates for figures in wrong
    ]
    assert own_cost(found) == 4 * 200 * short


@sentences([direct("layanan langsung", sector, "HOOOO", "Sen") for sector in ("kesehatan", "perizinan")])
def test_menpanrb_2_2025_direct_service_stays(said: Said) -> None:
    check(HEADS, said)


def test_menpanrb_2_2025_the_head_of_one_agency_may_set_less() -> None:
    units = [
        unit("Dinas", sector="administrasi", max_home_share=Fraction(1, 4)),
        unit("Badan", index=1, sector="administrasi"),
    ]
    data = data_of(HEADS, [person(n, n // 4) for n in range(8)], units)
    monday = date(2025, 3, 24)
    assert broken(judged(HEADS, data, [(who, monday) for who in (0, 4, 5)]), data) == []
    assert broken(judged(HEADS, data, [(who, monday) for who in (0, 1, 4, 5)]), data) == [
        ("Maks WFH unit", "Dinas", monday, 2, 1)
    ]
