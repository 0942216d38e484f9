"""The policies of 2026, sentence by sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asnroster.domain.modes import HOME
from asnroster.domain.problem import Problem
from asnroster.judge.audit import audit
from asnroster.rules.kit.idle import idle_rules
from asnroster.scenario.load import load_scenario
from tests.build import person, problem, roster, unit
from tests.policies import (
    CIMAHI,
    DAYS,
    DKI,
    FRIDAYS,
    THURSDAYS,
    Said,
    broken,
    case_of,
    check,
    cost,
    data_of,
    direct,
    judged,
    office,
    sentences,
)

# -- SE MenPANRB 3/2026 and SE Mendagri 800.1.5/3349/SJ

STAYS = {
    "kedaruratan": ("kedaruratan", "penanganan bencana"),
    "ketertiban umum": ("keamanan",),
    "kebersihan": ("kebersihan",),
    "kependudukan": ("kependudukan",),
    "perizinan": ("perizinan",),
    "kesehatan": ("kesehatan",),
    "pendidikan": ("pendidikan",),
    "pendapatan daerah": ("pendapatan daerah",),
    "layanan langsung lain": ("pelayanan publik", "transportasi", "utilitas dasar"),
}
LEADERS = "pejabat eselon II dan III tetap WFO"
SOME_TEXTS = "sebagian naskah: eselon IV juga"
CAMAT = "camat dan lurah tetap WFO"
FRIDAY = "WFH pada hari Jumat"
OTHER_DAYS = "Senin sampai Kamis WFO"
ONE_FRIDAY_AT_HOME = "OOOOH"


@sentences(
    [
        Said(FRIDAY, ONE_FRIDAY_AT_HOME, cost=0),
        Said(FRIDAY, "OOOOO", cost=2200),
        *(
            Said(OTHER_DAYS, "O" * n + "H" + "O" * (4 - n), [("hari lain WFO", DAYS[n])])
            for n in range(4)
        ),
        *(
            direct(f"{name} tetap di kantor", sector, ONE_FRIDAY_AT_HOME, "Jum")
            for name, members in STAYS.items()
            for sector in members
        ),
        *(
            Said(LEADERS, ONE_FRIDAY_AT_HOME, [("pimpinan", "Jum")], who={"echelon": echelon})
            for echelon in ("II.a", "II.b", "III.a", "III.b")
        ),
        Said(LEADERS, "OOOOO", cost=0, who={"echelon": "III.a"}),
        Said("pengawas (eselon IV) boleh WFH", ONE_FRIDAY_AT_HOME, cost=0, who={"echelon": "IV.a"}),
        Said(
            SOME_TEXTS,
            ONE_FRIDAY_AT_HOME,
            [("pimpinan", "Jum")],
            who={"echelon": "IV.a"},
            parameters={"eselon": "II, III, IV"},
        ),
        Said(CAMAT, ONE_FRIDAY_AT_HOME, [("camat dan lurah", "Jum")], who={"position": "CAMAT JATIASIH"}),
        Said(
            CAMAT,
            ONE_FRIDAY_AT_HOME,
            [("camat dan lurah", "Jum")],
            who={"position": "Lurah Aren Jaya", "echelon": "IV.a"},
        ),
        Said("sekretaris camat bukan camat", ONE_FRIDAY_AT_HOME, who={"position": "Sekretaris Camat"}),
        Said("penetapan dengan surat mendahului", "OHOOH", cost=0, pins=[1]),
        Said("penetapan dengan surat mendahului", "OHOOO", who={"echelon": "III.a"}, pins=[1]),
        Said("harinya parameter", "OOHOO", cost=0, parameters={"hari": "Rabu"}),
    ]
)  # fmt: skip
def test_jumat_wfh_2026(said: Said) -> None:
    check(FRIDAYS, said)


@pytest.mark.parametrize("name", [FRIDAYS, CIMAHI, DKI])
def test_fridays_that_are_holidays_are_nobodys(name: str) -> None:
    """April 2026: the 3rd is a public holiday; nothing moves to another day."""
    data = problem(
        [person(0), person(1), person(2)],
        start=date(2026, 4, 1),
        days=30,
        units=[unit("Dinas", sector="administrasi")],
        holidays=[date(2026, 4, 3)],
    )
    free = case_of(name, data).free
    assert [[data.horizon.dates[day].day for day in row.nonzero()[0]] for row in free] == [[10, 17, 24]] * 3


def test_jumat_wfh_2026_an_agency_without_camat_runs_without_a_word_more() -> None:
    """The agency's own file holds neither camat nor lurah: a notice, not a stop."""
    units = [unit("Dinas", sector="administrasi"), unit("RSUD", index=1, sector="kesehatan")]
    people = [
        person(0, echelon="II.b", position="Kepala Dinas"),
        person(1, echelon="III.a", position="Sekretaris"),
        person(2, 1),
    ]
    idle = idle_rules(case_of(FRIDAYS, data_of(FRIDAYS, people, units)))
    assert [(found.issue.found, found.unsafe) for found in idle] == [("Camat*", False)]


def test_jumat_wfh_2026_without_echelons_it_stops() -> None:
    people, units = office(people=2)
    data = data_of(FRIDAYS, people, units)
    unsafe = [found.issue.found for found in idle_rules(case_of(FRIDAYS, data)) if found.unsafe]
    assert "Pejabat eselon yang disebut tetap WFO" in unsafe


# -- Cimahi: at most 75 % at home


@pytest.mark.parametrize(
    ("staff", "at_home", "wrong"),
    [
        (8, 6, []),
        (8, 7, [("paling banyak", "Dinas", 7, 6)]),
        (7, 5, []),  # 75 % of 7 is 5.25 people
        (7, 6, [("paling banyak", "Dinas", 6, 5)]),
        (20, 15, []),
        (20, 16, [("paling banyak", "Dinas", 16, 15)]),
    ],
)
def test_cimahi_at_most_75_percent(staff: int, at_home: int, wrong: list[tuple[Any, ...]]) -> None:
    people, units = office(people=staff)
    data = data_of(CIMAHI, people, units)
    friday = date(2025, 12, 5)
    found = judged(CIMAHI, data, [(who, friday) for who in range(at_home)])
    assert [(rule, who, *figures) for rule, who, _day, *figures in broken(found, data)] == wrong


def test_cimahi_those_who_must_stay_count_among_the_25_percent() -> None:
    people = [person(0, echelon="II.b"), *(person(n) for n in range(1, 4))]
    data = data_of(CIMAHI, people, [unit("Dinas", sector="administrasi")])
    friday = date(2025, 12, 5)
    assert broken(judged(CIMAHI, data, [(who, friday) for who in (1, 2, 3)]), data) == []


@pytest.mark.parametrize("name", [CIMAHI, DKI])
def test_what_the_ministers_say_holds_in_the_local_versions_too(name: str) -> None:
    assert load_scenario(name).lineage == (FRIDAYS, "layanan-langsung")
    for said in (
        Said(OTHER_DAYS, "OOOHO", [("hari lain WFO", "Kam")]),
        direct("kesehatan", "kesehatan", ONE_FRIDAY_AT_HOME, "Jum"),
        Said(LEADERS, ONE_FRIDAY_AT_HOME, [("pimpinan", "Jum")], who={"echelon": "III.b"}),
        Said(CAMAT, ONE_FRIDAY_AT_HOME, [("camat dan lurah", "Jum")], who={"position": "Lurah Cibeber"}),
    ):
        check(name, said)


@pytest.mark.parametrize("name", [CIMAHI, DKI])
def test_who_stays_under_the_cap_is_decided_by_wishes(name: str) -> None:
    people, units = office(people=4)
    data = problem(people, units=units, wishes=[(0, 4, HOME, 5)])
    case = case_of(name, data)
    granted = audit(case, roster(data, "OOOOH", "OOOOH", "OOOOO", "OOOOO"))
    refused = audit(case, roster(data, "OOOOO", "OOOOO", "OOOOH", "OOOOH"))
    assert (cost(granted, "preferences"), cost(refused, "preferences")) == (0, 5)
    assert refused.cost - granted.cost == 5


# -- DKI: 50 % of administrative staff


def jakarta() -> Problem:
    """Five administrative people, two in a field unit, a leadership-support unit of one."""
    units = [
        unit("Dinas", sector="administrasi"),
        unit("Kebun", parent=0, path="Dinas > Kebun", sector="pertanian"),
        unit("Protokol", parent=0, path="Dinas > Protokol", sector="dukungan pimpinan"),
    ]
    return problem([person(n, u) for n, u in enumerate((0, 0, 0, 0, 0, 1, 1, 2))], units=units)


@pytest.mark.parametrize(
    ("at_home", "wrong"),
    [
        ((0, 1, 2), []),  # half of the six administrative people, not of all eight
        ((0, 1, 7), []),
        ((0, 1, 2, 7), [("paling banyak", "Dinas", 4, 3)]),
        ((0, 5), [("layanan langsung", 5, 0, 1)]),
    ],
)
def test_dki_half_of_the_administrative_staff(at_home: tuple[int, ...], wrong: list[tuple[Any, ...]]) -> None:
    data = jakarta()
    friday = date(2025, 12, 5)
    found = judged(DKI, data, [(who, friday) for who in at_home])
    assert [(rule, who, *figures) for rule, who, _day, *figures in broken(found, data)] == wrong


# -- Jawa Barat 2026

THURSDAY = "setiap Kamis seluruh pegawai WFH"
EXCEPT = "kecuali unit layanan publik (rumah sakit, sekolah)"


@sentences(
    [
        Said(THURSDAY, "OOOHO", cost=0),
        Said(THURSDAY, "OOOOO", cost=2200),
        Said(THURSDAY, "OOOHO", cost=0, who={"echelon": "III.a"}),
        Said("hari lain WFO", "OOOOH", [("office_weekdays", "Jum")]),
        Said("hari lain WFO", "HOOHO", [("office_weekdays", "Sen")]),
        *(
            direct(EXCEPT, sector, "OOOHO", "Kam")
            for sector in ("kesehatan", "pendidikan", "pelayanan publik", "kependudukan", "perizinan")
        ),
        Said("unit lain tidak dikecualikan", "OOOHO", cost=0, sector="pendapatan daerah"),
        Said("harinya parameter", "OOHOO", cost=0, parameters={"hari": "Rabu"}),
    ]
)
def test_jabar_188_2026(said: Said) -> None:
    check(THURSDAYS, said)


def test_jabar_188_2026_the_exception_names_its_own_policy() -> None:
    rules = {rule.name: rule.instrument for rule in load_scenario(THURSDAYS).rules}
    assert rules["layanan langsung"] == "SE Jabar 188/KPG.03/BKD (Januari 2026)"
