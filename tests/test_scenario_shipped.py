"""Every shipped scenario: its words, dates and sources, and what holds under all of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from asnroster.domain.modes import HOME
from asnroster.domain.problem import Building
from asnroster.judge.audit import audit
from asnroster.scenario.find import scenario_names
from asnroster.scenario.load import load_scenario
from asnroster.words import use_language
from tests.build import person, roster, unit
from tests.policies import (
    DIRECT_SERVICE,
    all_office,
    broken,
    case_of,
    cost,
    data_of,
    dates_of,
    judged,
    office,
)

SHIPPED = (
    "baseline-wfo", "bkn-3-2", "jabar-tahap-1", "jabar-tahap-2", "jabar-tahap-2-bergilir", "jumat-wfh-2026",
    "jumat-wfh-cimahi-2026", "jumat-wfh-dki-2026", "jabar-188-2026", "akhir-tahun-2025", "bengkulu-2026",
    "bkn-tahap-1", "hari-merata", "menpanrb-2-2026", "kota-bekasi-maret-2025",
    "layanan-langsung", "menpanrb-1-2024", "menpanrb-2-2025", "permenpanrb-4-2025", "kesiapan",
)  # fmt: skip
BASES = ("layanan-langsung", "hari-merata")
AT_HOME = [name for name in SHIPPED if name not in ("baseline-wfo", *BASES)]
HALF = ["menpanrb-1-2024", "menpanrb-2-2025", "jabar-tahap-2", "kota-bekasi-maret-2025"]


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
    ("name", "windows", "home_code"),
    [
        ("baseline-wfo", "", "WFH"),
        ("bkn-3-2", "", "WFA"),
        ("menpanrb-1-2024", "2024-04-16..2024-04-18", "WFH"),
        ("jabar-tahap-1", "2025-11-01..2025-11-30", "WFH"),
        ("jabar-tahap-2", "2025-12-01..2025-12-31", "WFH"),
        ("jabar-tahap-2-bergilir", "2025-12-01..2025-12-31", "WFH"),
        ("kota-bekasi-maret-2025", "2025-03-24..2025-03-27", "WFA"),
        ("menpanrb-2-2025", "2025-03-24..2025-03-27", "WFA"),
        ("permenpanrb-4-2025", "2025-04-21..", "WFA"),
        ("jumat-wfh-2026", "2026-04-01..", "WFH"),
        ("jumat-wfh-cimahi-2026", "2026-04-01..", "WFH"),
        ("jumat-wfh-dki-2026", "2026-04-01..", "WFH"),
        ("jabar-188-2026", "2026-01-01..", "WFH"),
        ("menpanrb-2-2026", "2026-03-16..2026-03-17 2026-03-25..2026-03-27", "WFA"),
        ("akhir-tahun-2025", "2025-12-29..2025-12-31", "WFA"),
        ("bengkulu-2026", "2026-01-01..", "WFA"),
        ("bkn-tahap-1", "2025-02-24..", "WFA"),
        ("kesiapan", "", "WFH"),
    ],
)
def test_windows_and_word_for_home(name: str, windows: str, home_code: str) -> None:
    scenario = load_scenario(name)
    told = [f"{window.first}..{window.last or ''}" for window in scenario.in_force]
    assert (" ".join(told), scenario.home_code) == (windows, home_code)
    assert (scenario.start, scenario.end) == (None, None)


def test_sources_are_the_instruments() -> None:
    assert {name: load_scenario(name).source for name in SHIPPED if name not in BASES} == {
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
        "jabar-188-2026": "SE Jabar 188/KPG.03/BKD (Januari 2026)",
        "menpanrb-2-2026": "SE MenPANRB 2/2026 (9 Februari 2026)",
        "akhir-tahun-2025": "Imbauan MenPANRB Desember 2025 menurut PermenPANRB 4/2025",
        "bengkulu-2026": "Ketentuan Pemerintah Provinsi Bengkulu, Januari 2026",
        "bkn-tahap-1": "BKN, 24 Februari 2025; Inpres 1/2025",
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
           "menpanrb-2-2025": date(2025, 3, 27), "jabar-tahap-1": date(2025, 11, 6), "menpanrb-2-2026": date(2026, 3, 16),
           "akhir-tahun-2025": date(2025, 12, 29)}  # fmt: skip
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
    day = dates_of(name)[0]
    found = broken(judged(name, data, [(who, day) for who in range(at_home)]), data)
    assert [(rule, who, *figures) for rule, who, _day, *figures in found] == expected


@pytest.mark.parametrize("name", HALF)
def test_half_is_of_all_staff_also_of_those_on_leave(name: str) -> None:
    people, units = office(people=4)
    data = data_of(name, people, units, absent={(2, 0): "C", (3, 0): "C"})
    day = data.horizon.start
    assert broken(judged(name, data, [(0, day), (1, day)]), data) == []
