"""The curve over caps: its figures worked out on paper, and what is left of it when the user stops."""

from __future__ import annotations

import threading
from fractions import Fraction
from pathlib import Path

import openpyxl

from asnroster.domain.problem import Building, ServicePost
from asnroster.judge.coverage import overfull, reached
from asnroster.output.savings import rupiah_text
from asnroster.output.study_book import write_study
from asnroster.output.study_json import study_json
from asnroster.output.terminal import study_tables
from asnroster.readiness import Watch
from asnroster.words import use_language
from tests.build import case, person, problem, roster, rule, unit
from tests.studies import studied


def test_a_rosters_service_and_presence_by_hand() -> None:
    """Two at the counter. Monday both in, Tuesday one, Wednesday none: 2 of 3 at the minimum of 1, 1 of 3 above."""
    people = [
        person(0, services=("Loket",), building="A"),
        person(1, services=("loket ",), building="A"),
        person(2),
    ]
    data = problem(
        people, days=3, posts=(ServicePost(0, "Loket", 1),), buildings=(Building("A", 1),),
        wishes=[(0, 1, 0, 1), (1, 2, 1, 1), (2, 0, 1, 5)],
    )  # fmt: skip
    asked = case(data)
    made = roster(data, "OHH", "OOH", "OOO")
    found = reached(asked, made)[None]
    assert (found.service, found.spare) == (Fraction(2, 3), Fraction(1, 3))
    assert (found.home_share, found.lowest) == (Fraction(3, 9), Fraction(1, 3))
    assert found.wishes == Fraction(
        2, 3
    )  # P0's Tuesday at home, P2's Monday in the office; P1's Wednesday not
    assert overfull(asked, made) == 1
    assert reached(asked, made)[0] == found


def test_each_cap_is_a_proved_roster_and_shares_grow_to_the_most() -> None:
    """4 people, 5 days, one must be in: 0, 5, 10, 15 home days at 0, 25, 50 and 75 %; 100 % gives no more."""
    asked = case(problem(4), rule("office_headcount", at_least=1))
    points = studied(asked, "0", "1/4", "1/2", "3/4", "1").points
    assert [point.reached[None].home_share for point in points] == [
        Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(3, 4),
    ]  # fmt: skip
    assert [point.reached[0].lowest for point in points] == [
        Fraction(1), Fraction(3, 4), Fraction(1, 2), Fraction(1, 4), Fraction(1, 4),
    ]  # fmt: skip
    assert all(point.outcome.status == "optimal" and point.outcome.gap == 0 for point in points)


def test_a_home_day_outweighs_the_strongest_wish_and_among_equals_wishes_count() -> None:
    """Half of two people: one is at home each day; P0 wishes home on Monday, both wish the office on Tuesday."""
    data = problem(2, days=2, wishes=[(0, 0, 0, 3), (0, 1, 1, 10), (1, 1, 1, 4)])
    (point,) = studied(case(data), "1/2").points
    assert point.reached[None].home_share == Fraction(1, 2)
    assert point.reached[None].wishes == Fraction(2, 3)


def test_a_low_cap_overfills_a_small_building_and_says_so() -> None:
    data = problem([person(n, building="A") for n in range(4)], buildings=(Building("A", 3),))
    points = studied(case(data, rule("building_capacity")), "0", "1/4").points
    assert [(point.outcome.status, point.overfull) for point in points] == [("optimal", 5), ("optimal", 0)]


def test_stopped_it_says_what_is_missing() -> None:
    use_language("en")
    stop = threading.Event()
    stop.set()
    found = studied(case(problem(2), rule("office_headcount", at_least=1)), "0", watch=Watch(stop=stop))
    assert found.whole.home == 5
    assert found.unfinished == ("what rules cost, from rule “office_headcount” on", "the curve from 0% on")
    assert (found.prices, found.points) == ((), ())
    assert study_json(found)["interrupted"] is True


def test_stopped_in_the_curve_it_keeps_the_proved_points_only() -> None:
    """Stopped as the second cap begins: half of two people needs a search, which ends at once."""
    use_language("en")
    stop = threading.Event()

    def stage(text: str) -> None:
        if "50%" in text:
            stop.set()

    asked = case(problem(4, days=10), rule("fair_home_days", at_most=1, per="agency"))
    found = studied(asked, "0", "1/2", "3/4", watch=Watch(stage, stop=stop))
    assert [point.cap for point in found.points] == [0]
    assert found.unfinished == ("the curve from 50% on",)


# Each person-day at home: 1 kWh at 1,000 rupiah, 100 to 300 rupiah of allowance; a closed building-day 10 kWh; 1 kg CO2 a kWh.
FIGURES = {
    "kwh_per_office_day": 1, "kwh_per_building_day": 10, "rupiah_per_kwh": 1000, "allowance_per_office_day": [100, 200, 300],
    "water_m3_per_office_day": 0, "rupiah_per_litre": 0, "kg_co2_per_kwh": 1, "kg_co2_per_litre": 0,
}  # fmt: skip


def test_each_point_says_what_it_saves_in_all_and_in_each_agency() -> None:
    """Five days. At 50 % one of the Dinas's two and none of the Badan's one are at home; at 100 % all three.

    P0 and P1 share building A, P2 has B: both are closed only when nobody may be in.
    """
    units = [unit("Dinas"), unit("Badan", index=1)]
    people = [person(0, building="A"), person(1, building="A"), person(2, 1, building="B")]
    found = studied(case(problem(people, units=units)), "0", "1/2", "1", savings=FIGURES).points
    counted = [(p.reached[None].saved.home_days, p.reached[None].saved.closed_building_days) for p in found]
    assert counted == [(0, 0), (5, 0), (15, 10)]
    ends = [
        [(unit, *(int(end) for end in (line.low, line.middle, line.high))) for unit, one in point.reached.items()
         for line in (one.saved.rupiah,)]
        for point in found
    ]  # fmt: skip
    assert ends == [
        [(None, 0, 0, 0), (0, 0, 0, 0), (1, 0, 0, 0)],
        [(None, 5500, 6000, 6500), (0, 5500, 6000, 6500), (1, 0, 0, 0)],
        # 15 x (1000 + 100 …) + 10 x 10,000; the Dinas 10 person-days and 5 building-days, the Badan 5 and 5.
        [(None, 116500, 118000, 119500), (0, 61000, 62000, 63000), (1, 55500, 56000, 56500)],
    ]
    assert [int(point.reached[None].saved.co2.middle) for point in found] == [0, 5, 115]


def test_terminal_and_json_hold_the_savings() -> None:
    use_language("en")
    found = studied(case(problem(2)), "0", "1/2", "1", savings=FIGURES | {"allowance_per_office_day": 5e6})
    told = study_json(found)["curve"][2]
    assert (told["all"]["rupiah"], told["all"]["co2_kg"]) == (
        dict.fromkeys(("low", "middle", "high"), 50010000.0), dict.fromkeys(("low", "middle", "high"), 10.0),
    )  # fmt: skip
    assert (told["all"]["home_days"], told["all"]["closed_building_days"]) == (10, 0)
    assert told["agencies"]["Dinas"] == told["all"]
    (allowance,) = (
        one for one in study_json(found)["savings_assumptions"] if one["key"] == "allowance_per_office_day"
    )
    assert (allowance["low"], allowance["source"]) == (5e6, "Given by the scenario, which names no source.")
    table = list(study_tables(found, units=False))[-1]
    heading = "Savings in the period, million rupiah (low - high)"
    cells = next(list(map(str, column.cells)) for column in table.columns if column.header == heading)
    assert cells == ["0.0 (0.0 - 0.0)", "25.0 (25.0 - 25.0)", "50.0 (50.0 - 50.0)"]


def test_the_workbook_shows_savings_with_their_basis(tmp_path: Path) -> None:
    use_language("en")
    units = [unit("Dinas"), unit("Badan", index=1)]
    found = studied(case(problem([person(0), person(1, 1)], units=units)), "0", "1", savings=FIGURES)
    write_study(found, tmp_path / "study.xlsx")
    book = openpyxl.load_workbook(tmp_path / "study.xlsx")
    rows = [[cell.value for cell in row] for row in book["Curve"].iter_rows()]
    at = next(n for n, row in enumerate(rows) if row[0] == "Savings in the period by cap, all agencies")
    assert rows[at + 1][:7] == [
        "Cap", "Person-days at home", "Closed building-days", "Low, rupiah", "Middle, rupiah", "High, rupiah", "CO2 saved, kg",
    ]  # fmt: skip
    assert rows[at + 2][:7] == [0, 0, 0, 0, 0, 0, 0]
    assert rows[at + 3][:7] == [1, 10, 0, 11000, 12000, 13000, 10]
    by_agency = next(
        n
        for n, row in enumerate(rows)
        if row[0] == "Savings in all, middle figure (rupiah), by agency and cap"
    )
    assert [row[:3] for row in rows[by_agency + 2 : by_agency + 4]] == [
        ["Dinas", 0, 6000],
        ["Badan", 0, 6000],
    ]
    basis = {row[0].value: [cell.value for cell in row][1:] for row in book["Assumptions"].iter_rows()}
    assert basis["Electricity saved"][:2] == [
        "person-days at home × electricity of a person-day in the office + closed building-days × fixed electricity of"
        " an open building-day",
        "kWh",
    ]
    assert basis["Allowance paid on office days only"] == [
        "Given by the scenario, which names no source.", "rupiah/person-day", 100, 200, 300,
    ]  # fmt: skip


def test_rupiah_are_millions_where_they_are_large() -> None:
    use_language("en")
    assert [rupiah_text(Fraction(n)) for n in (0, 999_999, 1_250_000)] == [
        "Rp0",
        "Rp999,999",
        "Rp1.2\u00a0million",
    ]
    use_language("id")
    assert rupiah_text(Fraction(12_345_678)) == "Rp12,3\u00a0juta"
