"""Fair home days and fair weekdays, by hand: the same share of what each person's own days leave possible."""

from __future__ import annotations

import pytest

from tests.build import person, rule, unit
from tests.hand import Hand, check, hand

FAIR, FRIDAYS = "fair_home_days", "fair_weekdays"
FRIDAY = {"weekdays": ["Jumat"]}
ALL = "from 1 to 5"
TWO_UNITS = [unit("Dinas"), unit("Bidang", parent=0, index=1, path="Dinas > Bidang")]

SHARES = [
    hand("two each", FAIR, {}, ["HHOOO", "HOOHO"]),
    hand("three and one are two apart", FAIR, {}, ["HHHOO", "HOOOO"], [("Dinas", ALL, 2, 0, 2)]),
    hand("three and two, one apart is allowed", FAIR, {"at_most": 1}, ["HHHOO", "HHOOO"]),
    hand("three and one, one apart is allowed", FAIR, {"at_most": 1}, ["HHHOO", "HOOOO"], [("Dinas", ALL, 2, 1, 1)]),
    # P1 could have 2 of M = 5 days: for T = 3 the fair share is round(6/5) = 1.
    hand("three days of leave: three and one are fair", FAIR, {}, ["HHHOO", "CCCHO"]),
    hand("three days of leave: three and two are not", FAIR, {}, ["HHHOO", "CCCHH"], [("Dinas", ALL, 1, 0, 1)]),
    # P1 could have 2 of M = 4 days: for T = 1 the share 0.5 is rounded up to 1.
    hand("halves are rounded up", FAIR, {}, ["HOOO", "CCHO"]),
    hand("a cap of two days a week is everybody's possible", FAIR, {}, ["HHOOO", "OOOOO"], [("Dinas", ALL, 2, 0, 2)],
         others=[rule("home_days_per_week", at_most=2)]),
    hand("who must be in the office does not count", FAIR, {}, ["HHOOO", "OOOOO"], others=[rule("mandatory_office", people=["P1"])]),
    hand("home days by order count", FAIR, {}, ["hhOOO", "OOOOO"], [("Dinas", ALL, 2, 0, 2)]),
    hand("each unit by itself", FAIR, {}, ["HHHOO", "OOOOO"], people=[person(0), person(1, 1)], units=TWO_UNITS),
    hand("the whole agency", FAIR, {"per": "agency"}, ["HHHOO", "OOOOO"], [("Dinas", ALL, 3, 0, 3)],
         people=[person(0), person(1, 1)], units=TWO_UNITS),
    hand("as a wish of weight 10", FAIR, {"weight": 10}, ["HHHOO", "HOOOO"], [("Dinas", ALL, 2, 0, 2)]),
]  # fmt: skip
WEEKDAYS = [
    hand("a Friday each", FRIDAYS, FRIDAY, ["OOOOH..OOOOO", "OOOOO..OOOOH"]),
    hand("one owns the Fridays", FRIDAYS, FRIDAY, ["OOOOH..OOOOH", "OOOOO..OOOOO"], [("Dinas", "from 1 to 12", 2, 0, 2)]),
    # P1 has one free Friday of M = 2: for T = 2 the fair share is 1.
    hand("away on one Friday: two and one are fair", FRIDAYS, FRIDAY, ["OOOOH..OOOOH", "OOOOC..OOOOH"]),
    hand("away on one Friday: one and none are not", FRIDAYS, FRIDAY, ["OOOOH..OOOOO", "OOOOC..OOOOO"], [("Dinas", "from 1 to 12", 1, 0, 1)]),
    hand("Fridays by order are home days, but none that could be shared", FRIDAYS, FRIDAY, ["OOOOh..OOOOh", "OOOOO..OOOOO"],
         [("Dinas", "from 1 to 12", 2, 0, 2)]),
    hand("other weekdays do not matter", FRIDAYS, FRIDAY, ["HHHHO..HHHHO", "OOOOO..OOOOO"]),
    hand("no Friday at all", FRIDAYS, FRIDAY, ["HHHH", "OOOO"]),
    hand("Mondays and Fridays together", FRIDAYS, {"weekdays": ["Senin", "Jumat"]}, ["HOOOO", "OOOOH"]),
    hand("one apart is allowed", FRIDAYS, {**FRIDAY, "at_most": 1}, ["OOOOH", "OOOOO"]),
    hand("who must be in the office does not count", FRIDAYS, FRIDAY, ["OOOOH", "OOOOO"], others=[rule("mandatory_office", people=["P1"])]),
    hand("as a wish of weight 5", FRIDAYS, {**FRIDAY, "weight": 5}, ["OOOOH", "OOOOO"], [("Dinas", ALL, 1, 0, 1)]),
]  # fmt: skip
CASES: list[Hand] = [*SHARES, *WEEKDAYS]


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)
