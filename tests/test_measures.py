"""Measures against figures counted on paper from the roster in report_samples."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from asnroster.domain.modes import HOME, OFFICE
from asnroster.judge import measures
from asnroster.judge.measures import DayMeasures, Extreme, PersonMeasures
from asnroster.judge.why import FREE, Cause, Causes, NeverHome
from asnroster.output.report import Report
from asnroster.words import use_language
from tests.build import case, person, problem, roster, rule, unit
from tests.report_samples import sample_report


@pytest.fixture
def report() -> Report:
    use_language("en")
    return sample_report()


def test_person_days(report: Report) -> None:
    office = measures.at_office(report.problem, report.roster)
    home = measures.at_home(report.problem, report.roster)
    assert measures.per_person(office).tolist() == [3, 3, 1, 7, 4]
    assert measures.per_person(home).tolist() == [2, 2, 2, 0, 0]
    assert measures.per_person(measures.absent(report.problem)).tolist() == [0, 0, 2, 0, 3]
    assert measures.per_day(home).tolist() == [1, 1, 0, 0, 3, 1, 0, 0, 0, 0, 0]
    assert measures.home_share(report.problem, report.roster) == Fraction(6, 24)


def test_a_mode_on_an_unavailable_day_is_counted_nowhere() -> None:
    made = problem(1, days=2, absent={(0, 0): "C"})
    typed = roster(made, "HH")
    assert measures.per_person(measures.at_home(made, typed)).tolist() == [1]
    assert measures.home_share(problem(1, days=1, absent={(0, 0): "C"}), roster(made, "HH")) is None


def test_people(report: Report) -> None:
    assert measures.people_measures(report.case, report.roster) == [
        PersonMeasures(0, 3, 2, 0, 1, 0, wishes=2, wishes_met=1, most_home=5, reason=""),
        PersonMeasures(1, 3, 2, 0, 1, 1, wishes=0, wishes_met=0, most_home=5, reason=""),
        PersonMeasures(2, 1, 2, 2, 1, 0, wishes=0, wishes_met=0, most_home=3, reason=""),
        PersonMeasures(3, 7, 0, 0, 0, 0, wishes=0, wishes_met=0, most_home=0, reason="Layanan langsung"),
        PersonMeasures(4, 4, 0, 3, 0, 0, wishes=0, wishes_met=0, most_home=0, reason="Layanan langsung"),
    ]


def test_a_wish_that_an_order_grants_is_none_that_was_met() -> None:
    made = problem(1, days=2, pins=[(0, 0, OFFICE)], wishes=[(0, 0, OFFICE, 1), (0, 1, HOME, 1)])
    (who,) = measures.people_measures(case(made, rule("fixed_days"), rule("preferences")), roster(made, "OO"))
    assert (who.wishes, who.wishes_met) == (1, 0)


def test_half_of_three_people_are_one() -> None:
    made = problem(3, days=1, units=[unit("Dinas", max_home_share=Fraction(1, 2))])
    (row,) = measures.unit_measures(case(made), roster(made, "O", "O", "H"))
    assert (row.people, row.max_home) == (3, 1)


def test_units(report: Report) -> None:
    agency, section, hospital = measures.unit_measures(report.case, report.roster)
    assert (agency.unit, agency.placed, agency.people, agency.office, agency.home) == (0, 1, 3, 7, 6)
    assert agency.home_share == Fraction(6, 13)
    # Office people of the Dinas: Thu 1, Fri 1, Mon 0, Tue 2, Wed 3.
    assert (agency.lowest_office, agency.highest_office) == (Extreme(0, 4), Extreme(3, 6))
    assert (agency.highest_home, agency.min_office, agency.max_home) == (Extreme(3, 4), 3, None)
    assert (section.unit, section.placed, section.people, section.max_home) == (1, 2, 2, 1)
    assert (section.lowest_office, section.highest_home) == (Extreme(0, 1), Extreme(2, 4))
    # The hospital works on Saturdays too; one of its two people is sick from Monday to Wednesday.
    assert (hospital.office, hospital.home, hospital.lowest_office) == (11, 0, Extreme(1, 4))
    total = measures.total_measures(report.case, report.roster)
    assert (total.unit, total.people, total.office, total.home) == (None, 5, 18, 6)
    assert (total.lowest_office, total.highest_office) == (Extreme(1, 4), Extreme(4, 6))


def test_units_without_the_units_below(report: Report) -> None:
    office = measures.at_office(report.problem, report.roster)
    placed = measures.per_unit_day(report.problem, office, below=False)
    assert placed.sum(axis=1).tolist() == [3, 4, 11]
    assert measures.per_unit_day(report.problem, office).sum(axis=1).tolist() == [7, 4, 11]


def test_days(report: Report) -> None:
    days = measures.day_measures(report.case, report.roster)
    assert list(measures.building_people(report.problem)) == ["Gedung A"]
    assert days[0] == DayMeasures(0, office=3, home=1, absent=1, buildings=((1, 1),))
    assert days[4] == DayMeasures(4, office=1, home=3, absent=1, buildings=((0, 3),))
    assert days[9] == DayMeasures(9, office=2, home=0, absent=0, buildings=((0, 0),))
    assert days[3].home_share is None and days[0].home_share == Fraction(1, 4)


def test_days_without_buildings() -> None:
    made = problem(2, days=1)
    assert measures.day_measures(case(made), roster(made, "O", "H")) == [DayMeasures(0, 1, 1, 0, ())]


@pytest.mark.parametrize(
    ("rules", "row", "reason"),
    [
        ([], "CCCCC", "no available day"),
        ([], "OOOOO", "may be at home, but got no day"),
        ([rule("office_days_per_week", at_least=5)], "OOOOO", "Office days per week: only WFO is left"),
        ([rule("eligible_for_home")], "OOOOO", "Eligible for home: the task cannot be done from home"),
        ([], "OHOOO", ""),
    ],
)
def test_why_somebody_is_never_at_home(rules: list, row: str, reason: str) -> None:
    use_language("en")
    absent = {(0, day): "C" for day, letter in enumerate(row) if letter == "C"}
    made = problem(
        [person(0, remote_capable=not rules or rules[0].key != "eligible_for_home")], absent=absent
    )
    assert NeverHome(Causes(case(made, *rules)), roster(made, row)).why(0) == reason


def test_what_decided_each_day_is_told_by_rule_and_reason() -> None:
    since = date.fromordinal(problem(1, days=5).horizon.start.toordinal() + 2)
    made = problem([person(0, disciplined_until=since)], days=5, pins=[(0, 4, 1)], absent={(0, 1): "C"})
    asked = case(made, rule("fixed_days"), rule("eligible_for_home"))
    assert Causes(asked).days(0) == {Cause(1, "disciplined"): [0, 2], FREE: [3], Cause(0): [4]}
    assert Causes(case(made)).days(0) == {FREE: [0, 2, 3, 4]}
    nobody = problem(1, days=1, absent={(0, 0): "C"})
    assert Causes(case(nobody)).days(0) == {}


def test_two_reasons_are_both_told() -> None:
    use_language("en")
    made = problem([person(0)], days=2, pins=[(0, 0, 1)])
    rules = [rule("fixed_days"), rule("mandatory_office", title="Counter", people=["P0"])]
    assert NeverHome(Causes(case(made, *rules)), roster(made, "OO")).why(0) == "Fixed days; Counter"


def test_units_come_in_the_order_of_the_tree() -> None:
    from tests.build import unit

    units = [
        unit("A", index=0),
        unit("B", index=1),
        unit("B1", parent=1, agency=1),
        unit("A1", parent=0, agency=0),
    ]
    made = problem([person(0, 3), person(1, 2)], units=units)
    assert measures.tree_order(made) == [0, 3, 1, 2]
    assert [row.unit for row in measures.unit_measures(case(made), roster(made, "O", "O"))] == [0, 3, 1, 2]
