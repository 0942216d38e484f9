"""Service, leaders, fairness and buildings: hand-made rosters whose measures are counted on paper here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from asnroster.domain.problem import Building, ServicePost
from asnroster.judge import quality
from asnroster.judge.quality import Peak, PostDays
from asnroster.words import use_language
from tests.build import case, person, problem, roster, rule, unit

MONDAY_TO_SATURDAY = frozenset(range(6))
FIVE = {"days": 5}  # Monday 1 to Friday 5 December 2025


def test_posts_short_of_their_stated_minimum() -> None:
    """Two loket of an agency with a section, Monday to Friday, Thursday is a holiday.

    ::

              Mon Tue Wed Thu Fri
        P0     O   H   O   .   C    loket, in the agency
        P1     O   O   H   .   O    loket and kasir, in the section
        P2     O   O   O   .   O    no service

    Loket of the agency, 2 people: in the office 2, 1, 1, -, 1: open 4 days, short 3.
    Kasir of the section, 1 person, only Mondays and Wednesdays: 1, 0: open 2 days, short 1.
    In all 6 days, 4 short. Absence counts: on Friday P0 is on leave.
    """
    units = [unit("Dinas"), unit("Seksi", parent=0)]
    staff = [person(0, services=("Loket",)), person(1, 1, services=("loket ", "Kasir")), person(2)]
    posts = (ServicePost(0, "Loket", 2), ServicePost(1, "Kasir", 1, frozenset({0, 2})))
    made = problem(
        staff, units=units, absent={(0, 4): "C"}, holidays=[date(2025, 12, 4)], posts=posts, **FIVE
    )
    judged = roster(made, "OHO.C", "OOH.O", "OOO.O")
    assert quality.post_days(made, judged) == PostDays(open=6, short=4)


def test_a_post_of_its_units_working_days() -> None:
    """The post is open when its unit is: also on Saturday, when nobody of it is there (1 of 6 days short)."""
    made = problem(
        [person(0, services=("Loket",))], days=7, units=[unit("RSUD", workdays=MONDAY_TO_SATURDAY)],
        posts=(ServicePost(0, "Loket", 1),),
    )  # fmt: skip
    assert quality.post_days(made, roster(made, "OOOOO..")) == PostDays(open=6, short=1)


def test_no_posts_and_posts_of_units_without_people_have_no_figure() -> None:
    made = problem(1, units=[unit("A"), unit("B", index=1)], posts=(ServicePost(1, "Loket", 1),))
    assert quality.post_days(made, roster(made, "OOOOO")) is None
    assert quality.post_days(problem(1), roster(problem(1), "OOOOO")) is None


def test_leader_gaps() -> None:
    """Two agencies. Dinas: head P0 and section head P1 (in a unit below). RSUD: head P3 alone. P2 leads nothing.

    ::

              Mon Tue Wed Thu Fri Sat
        P0     O   H   H   H   C   .
        P1     H   O   H   O   C   .
        P2     O   O   O   O   O   .
        P3     O   O   O   O   O   H

    Dinas: nobody on Wednesday (both at home) and on Friday (both on leave): 2. RSUD works on Saturday: 1.
    """
    units = [unit("Dinas"), unit("Seksi", parent=0), unit("RSUD", index=2)]
    staff = [
        person(0, 0, echelon="II.b"), person(1, 1, echelon="III.a"), person(2, 0),
        person(3, 2, echelon="III.b", workdays=MONDAY_TO_SATURDAY),
    ]  # fmt: skip
    made = problem(staff, days=6, units=units, absent={(0, 4): "C", (1, 4): "C"})
    assert quality.leader_gaps(made, roster(made, "OHHHC.", "HOHOC.", "OOOOO.", "OOOOOH")) == 3
    assert quality.leader_gaps(problem(1), roster(problem(1), "HHHHH")) is None


def test_fairness_is_among_those_eligible() -> None:
    """P3 may not be at home at all, so 0 days are no unfairness.

    ::

              Mon Tue Wed Thu Fri
        P0     H   H   O   H   H     4 days, 2 on Monday or Friday
        P1     O   H   O   O   O     1 day,  0
        P2     O   O   O   O   H     1 day,  1
        P3     O   O   O   O   O     mandatory office

    Days: spread 4 - 1 = 3. Gini of 4, 1, 1: the pairs differ by 3 + 3 + 0 = 6, over n x sum = 3 x 6: 1/3.
    Mondays and Fridays: 2, 0, 1: spread 2; the pairs differ by 2 + 1 + 1 = 4, over 3 x 3: 4/9.
    """
    made = problem(4)
    judged = case(made, rule("mandatory_office", people=["P3"]))
    rows = roster(made, "HHOHH", "OHOOO", "OOOOH", "OOOOO")
    days = quality.eligible_home_days(judged, rows)
    ends = quality.eligible_home_days(judged, rows, (0, 4))
    assert (days, ends) == ([4, 1, 1], [2, 0, 1])
    assert (quality.spread(days), quality.gini(days)) == (3, Fraction(1, 3))
    assert (quality.spread(ends), quality.gini(ends)) == (2, Fraction(4, 9))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], None),
        ([0, 0], None),  # nothing is shared out
        ([3], Fraction(0)),
        ([2, 2, 2], Fraction(0)),
        ([0, 0, 0, 8], Fraction(3, 4)),  # one has all: (n - 1) / n
        ([1, 2, 3, 4], Fraction(1, 4)),  # the six pairs differ by 1+2+3+1+2+1 = 10, over 4 x 10
        ([4, 2, 3, 1], Fraction(1, 4)),  # whatever the order
    ],
)
def test_gini(days: list[int], expected: Fraction | None) -> None:
    assert quality.gini(days) == expected


def test_reasons_of_those_never_at_home_are_counted() -> None:
    """P0 is at home once; P1 and P2 stay by rule; P3 is away all week; P4 could have been at home."""
    use_language("en")
    made = problem(5, absent={(3, day): "S" for day in range(5)})
    judged = case(made, rule("mandatory_office", title="Counter", people=["P1", "P2"]))
    found = quality.never_home_reasons(judged, roster(made, "OHOOO", "OOOOO", "OOOOO", "SSSSS", "OOOOO"))
    assert found == {"Counter": 2, "may be at home, but got no day": 1, "no available day": 1}
    assert next(iter(found)) == "Counter"  # the commonest first


def test_two_reasons_are_one_whichever_comes_first() -> None:
    """P0 is held by order on Monday and by the counter on Tuesday, P1 the other way round."""
    use_language("en")
    made = problem(2, days=2, pins=[(0, 0, 1), (1, 1, 1)])
    judged = case(made, rule("fixed_days", title="Order"), rule("mandatory_office", title="Counter"))
    assert quality.never_home_reasons(judged, roster(made, "OO", "OO")) == {"Counter; Order": 2}


def test_changes_against_the_roster_in_force() -> None:
    """In force O H H - O, now H H O O C: Monday and Wednesday differ; Thursday is not told, Friday is leave."""
    made = problem(1, absent={(0, 4): "C"})
    assert quality.changed_days(made, roster(made, "HHOOC")) is None
    held = replace(made, base=np.array([[1, 0, 0, -1, 1]], dtype=np.int8))
    assert quality.changed_days(held, roster(held, "HHOOC")) == 2
    assert quality.changed_days(held, roster(held, "OHHOC")) == 0


def test_buildings() -> None:
    """Gedung A holds 4 and has three people, Gedung B holds 1 and has one; Gedung C has nobody; Thursday is a holiday.

    ::

                  Mon Tue Wed Thu Fri
        P0   A     O   H   O   .   H
        P1   A     O   H   O   .   H
        P2   A     H   H   O   .   C
        P3   B     H   H   O   .   O

    A: 2, 0, 3, -, 0 of 4, at most 75 %. B: 0, 0, 1, -, 1 of 1: 100 % on Wednesday, the first such day.
    Empty on ordinary working days: A on Tuesday and Friday, B on Monday and Tuesday: 4.
    """
    staff = [
        person(0, building="Gedung A"), person(1, building="gedung a"), person(2, building="Gedung A"),
        person(3, building="Gedung B"),
    ]  # fmt: skip
    buildings = (Building("Gedung A", 4), Building("GEDUNG B", 1), Building("Gedung C", 1))
    made = problem(staff, absent={(2, 4): "C"}, holidays=[date(2025, 12, 4)], buildings=buildings)
    rows = roster(made, "OHO.H", "OHO.H", "HHO.C", "HHO.O")
    assert quality.building_peak(made, rows) == Peak("GEDUNG B", day=2, people=1, capacity=1)
    assert quality.closed_building_days(made, rows) == 4
    roomy = replace(made, buildings=(Building("Gedung A", 4), Building("Gedung B", 2)))
    peak = quality.building_peak(roomy, rows)
    assert peak == Peak("Gedung A", 2, 3, 4) and peak.share == Fraction(3, 4)


def test_without_buildings_there_is_no_figure() -> None:
    made = problem(1, buildings=(Building("Gedung A", 0),))
    assert quality.building_peak(made, roster(made, "OOOOO")) is None
    assert quality.closed_building_days(made, roster(made, "OOOOO")) is None


def test_ordinary_days_are_monday_to_friday_and_no_holiday() -> None:
    made = problem(1, days=9, holidays=[date(2025, 12, 4)])
    assert quality.ordinary_days(made) == [0, 1, 2, 4, 7, 8]
