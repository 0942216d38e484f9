"""The guides' scenarios for a new circular mean what the circulars' words say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asnroster.domain.calendar import Window
from asnroster.domain.modes import HOME
from asnroster.domain.problem import Person, Problem, Unit
from asnroster.judge.audit import Audit, audit
from asnroster.rules.kit.case import Case
from asnroster.scenario import Scenario
from asnroster.scenario.load import load_scenario
from tests.build import person, problem, roster, unit
from tests.circulars import GUIDES, MAYOR, REGENT, TURNS, written
from tests.policies import broken, cost, own_cost

OFFICE = "OOOOO"


@pytest.fixture(params=GUIDES)
def scenarios(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Scenario]:
    files = written(request.param, tmp_path)
    return {name: load_scenario(str(path)) for name, path in files.items()}


def week(
    people: Sequence[Person] | int = 1, units: Sequence[Unit] | None = None, start: int = 7, **more: Any
) -> Problem:
    """Monday to Friday of December 2026."""
    units = units or [unit("Dinas", sector="administrasi")]
    return problem(people, start=date(2026, 12, start), units=units, **more)


def judge(scenario: Scenario, data: Problem, *rows: str) -> tuple[list[tuple[Any, ...]], Audit]:
    """Hard violations (rule, who, day of the month or number of the week), and the audit."""
    found = audit(Case(data, scenario.rules), roster(data, *rows))
    return [(rule, who, getattr(when, "day", when)) for rule, who, when, *_ in broken(found, data)], found


# -- the Regent's circular


def test_regent_dates_and_words(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios[REGENT]
    assert (scenario.start, scenario.end, scenario.home_code) == (
        date(2026, 12, 7),
        date(2026, 12, 18),
        "WFH",
    )
    assert scenario.lineage == ("bkn-3-2", "hari-merata", "layanan-langsung")
    assert scenario.signature.place == "Contoh"


@pytest.mark.parametrize(
    ("row", "wrong", "paid"),
    [
        ("OHOOO", [], 0),
        ("OOOOH", [], 0),
        ("OOOOO", [], 200),
        ("OHOOH", [("office_days_per_week", 0, 0), ("home_days_per_week", 0, 0)], 0),  # (1)
        ("HOOOO", [("apel Senin", 0, 7)], 0),  # (2)
    ],
)
def test_regent_1_and_2_one_day_at_home_never_a_monday(
    scenarios: dict[str, Scenario], row: str, wrong: list[tuple[Any, ...]], paid: int
) -> None:
    found, seen = judge(scenarios[REGENT], week(4), row, OFFICE, OFFICE, OFFICE)
    assert found == wrong
    assert own_cost(seen) == paid + 3 * 200


@pytest.mark.parametrize(("at_home", "fits"), [(2, True), (3, False)])
def test_regent_3_forty_percent_of_all_staff(
    scenarios: dict[str, Scenario], at_home: int, fits: bool
) -> None:
    data = week(5, absent={(4, 3): "C"})
    rows = ["OOOHO" if who < at_home else "OOO.O" if who == 4 else OFFICE for who in range(5)]
    found, _seen = judge(scenarios[REGENT], data, *rows)
    assert found == ([] if fits else [("paling banyak 40 %", "Dinas", 10)])


@pytest.mark.parametrize(
    ("who", "wrong"),
    [
        ({"disciplined_until": "proses"}, True),
        ({"disciplined_until": date(2026, 12, 8)}, True),
        ({"disciplined_until": date(2026, 12, 7)}, False),
        ({"in_post_since": date(2026, 9, 9)}, True),  # three months on 9 December
        ({"in_post_since": date(2026, 9, 8)}, False),
    ],
)
def test_regent_4_discipline_and_newcomers(
    scenarios: dict[str, Scenario], who: dict[str, Any], wrong: bool
) -> None:
    data = week([person(0, **who), *(person(n) for n in range(1, 4))])
    found, _seen = judge(scenarios[REGENT], data, "OHOOO", OFFICE, OFFICE, OFFICE)
    assert found == ([("eligible_for_home", 0, 8)] if wrong else [])


def test_regent_5_bagian_umum_of_the_secretariat_alone(scenarios: dict[str, Scenario]) -> None:
    units = [
        unit("Sekretariat Daerah", sector="dukungan pimpinan"),
        unit("Bagian Umum", parent=0, path="Sekretariat Daerah > Bagian Umum", sector="dukungan pimpinan"),
        unit("Bagian Hukum", parent=0, path="Sekretariat Daerah > Bagian Hukum", sector="dukungan pimpinan"),
        unit("RSUD", index=3, sector="administrasi"),
        unit("Bagian Umum", parent=3, agency=3, path="RSUD > Bagian Umum", sector="administrasi"),
    ]
    people = [person(n, u) for n, u in enumerate((1, 2, 2, 4, 4, 4))]
    found, _seen = judge(
        scenarios[REGENT], week(people, units), "OHOOO", "OOHOO", OFFICE, "OHOOO", OFFICE, OFFICE
    )
    assert found == [("Bagian Umum", 0, 8)]


def test_regent_6_wishes_count_nothing_and_direct_service_stays(scenarios: dict[str, Scenario]) -> None:
    assert "preferences" not in {rule.key for rule in scenarios[REGENT].rules}
    data = week(3, [unit("RSUD", sector="kesehatan")])
    found, _seen = judge(scenarios[REGENT], data, "OHOOO", OFFICE, OFFICE)
    assert found == [("layanan langsung", 0, 8)]


# -- the Mayor's circular


def test_mayor_has_no_dates_of_its_own(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios[MAYOR]
    assert (scenario.start, scenario.end, scenario.home_code) == (None, None, "WFH")
    assert scenario.lineage == ("jumat-wfh-2026", "layanan-langsung")


@pytest.mark.parametrize(
    ("row", "wrong", "paid"),
    [
        ("OOHOO", [], 0),
        ("OOOOO", [], 2200),
        ("OOOOH", [("hari lain WFO", 0, 11)], 2000),
        ("HOOOO", [("hari lain WFO", 0, 7)], 2000),
    ],
)
def test_mayor_1_wednesdays(
    scenarios: dict[str, Scenario], row: str, wrong: list[tuple[Any, ...]], paid: int
) -> None:
    data = week(4)
    found, seen = judge(scenarios[MAYOR], data, row, OFFICE, OFFICE, OFFICE)
    assert found == wrong
    assert own_cost(seen) == paid + 3 * 2200


@pytest.mark.parametrize(("at_home", "wrong"), [(6, []), (7, [("paling banyak 60 %", "Dinas", 9)])])
def test_mayor_2_sixty_percent_of_those_working_that_day(
    scenarios: dict[str, Scenario], at_home: int, wrong: list[tuple[Any, ...]]
) -> None:
    """Twelve people, two on leave: six of ten may be at home, though seven of twelve would be under 60 %."""
    data = week(12, absent={(10, 2): "C", (11, 2): "S"})
    rows = ["OOHOO" if who < at_home else OFFICE if who < 10 else "OO.OO" for who in range(12)]
    assert judge(scenarios[MAYOR], data, *rows)[0] == wrong


@pytest.mark.parametrize(
    ("who", "rule"),
    [
        ({"echelon": "II.b"}, "pimpinan"),
        ({"echelon": "III.a"}, "pimpinan"),
        ({"echelon": "IV.b"}, "pimpinan"),
        ({"position": "Camat Contoh Utara"}, "camat dan lurah"),
        ({"position": "Lurah Contoh"}, "camat dan lurah"),
    ],
)
def test_mayor_3_leaders_stay(scenarios: dict[str, Scenario], who: dict[str, Any], rule: str) -> None:
    data = week([person(0, **who), *(person(n, echelon="II.b") for n in range(1, 4))])
    found, _seen = judge(scenarios[MAYOR], data, "OOHOO", OFFICE, OFFICE, OFFICE)
    assert found == [(rule, 0, 9)]


@pytest.mark.parametrize(
    ("sector", "stays"),
    [
        ("kesehatan", True),
        ("pendidikan", True),
        ("keamanan", True),
        ("perizinan", True),
        ("pendapatan daerah", False),
        ("administrasi", False),
    ],
)
def test_mayor_4_direct_service_stays_but_revenue_may_go(
    scenarios: dict[str, Scenario], sector: str, stays: bool
) -> None:
    data = week(4, [unit("Dinas", sector=sector)])
    found, _seen = judge(scenarios[MAYOR], data, "OOHOO", OFFICE, OFFICE, OFFICE)
    assert found == ([("layanan langsung", 0, 9)] if stays else [])


def test_mayor_4_all_that_the_ministers_keep_but_revenue(scenarios: dict[str, Scenario]) -> None:
    kept = load_scenario("jumat-wfh-2026").parameters["wajib_wfo"]
    assert isinstance(kept, list)
    assert scenarios[MAYOR].parameters["wajib_wfo"] == [word for word in kept if word != "pendapatan daerah"]


def test_mayor_5_the_stocktaking_is_one_wednesday(scenarios: dict[str, Scenario]) -> None:
    data = week(4, start=21)
    found, seen = judge(scenarios[MAYOR], data, "OOHOO", OFFICE, OFFICE, OFFICE)
    assert found == [("inventarisasi", 0, 23)]
    assert cost(seen, "home_weekdays") == 0
    before = week(4, start=16, days=1)
    assert judge(scenarios[MAYOR], before, "H", "O", "O", "O")[0] == []


@pytest.mark.parametrize(
    ("at_home", "wrong"),
    [(2, []), (3, [("tiga orang", "Dinas", 9)])],
)
def test_mayor_6_three_of_each_agency(
    scenarios: dict[str, Scenario], at_home: int, wrong: list[tuple[Any, ...]]
) -> None:
    data = week(5)
    rows = ["OOHOO" if who < at_home else OFFICE for who in range(5)]
    assert judge(scenarios[MAYOR], data, *rows)[0] == wrong


def test_mayor_an_order_still_comes_first(scenarios: dict[str, Scenario]) -> None:
    data = week(4, pins=[(0, 1, HOME)])
    assert judge(scenarios[MAYOR], data, "OHOOO", OFFICE, OFFICE, OFFICE)[0] == []


# -- the Regent's second circular: turns, a counter, people by order


def test_turns_dates_and_relative(scenarios: dict[str, Scenario]) -> None:
    scenario = scenarios[TURNS]
    assert scenario.in_force == (Window(date(2026, 12, 7), date(2026, 12, 23)),)
    assert scenario.lineage == ("jabar-tahap-2-bergilir", "jabar-tahap-2", "hari-merata", "layanan-langsung")


@pytest.mark.parametrize(
    ("rows", "paid"),
    [
        (("HOHOH", "OHOHO", "HOHOH", "OHOHO"), 0),
        (("HHHHH", "OOOOO", "HOHOH", "OHOHO"), 4 * 600),
        (("HOHOH", "HOHOH", "HOHOH", "OHOHO"), 600),
    ],
)
def test_turns_1_two_halves_from_day_to_day(
    scenarios: dict[str, Scenario], rows: tuple[str, ...], paid: int
) -> None:
    found, seen = judge(scenarios[TURNS], week(4), *rows)
    assert found == []
    assert cost(seen, "bergantian") == paid


def test_turns_2_heads_of_agencies_stay(scenarios: dict[str, Scenario]) -> None:
    data = week([person(0, echelon="II.b"), person(1, echelon="III.a"), person(2)])
    assert judge(scenarios[TURNS], data, "OOHOO", "OHOHO", OFFICE)[0] == [("kepala OPD", 0, 9)]


@pytest.mark.parametrize(("at_home", "wrong"), [(1, []), (2, [("tiga perempat", "Dinas", 23)])])
def test_turns_5_three_quarters_on_the_last_day(
    scenarios: dict[str, Scenario], at_home: int, wrong: list[tuple[Any, ...]]
) -> None:
    data = week(4, start=22, days=2)
    rows = ["HH" if who < at_home else "HO" if who < 2 else "OO" for who in range(4)]
    assert judge(scenarios[TURNS], data, *rows)[0] == wrong


def test_turns_direct_services_stay(scenarios: dict[str, Scenario]) -> None:
    data = week(2, [unit("RSUD", sector="kesehatan")])
    assert judge(scenarios[TURNS], data, "OHOOO", OFFICE)[0] == [("layanan langsung", 0, 8)]
