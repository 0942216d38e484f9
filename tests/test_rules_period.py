"""Bounds over the whole period, by hand: home days in all, and home days next to days off."""

from __future__ import annotations

import pytest

from tests.build import person, rule, unit
from tests.hand import Hand, check, days_of, hand

PERIOD, LONG = "home_days_per_period", "long_weekend"
# 1 December 2025 is a Monday.
ONE_WEEK, TWO_WEEKS = "from 1 to 5", "from 1 to 12"

PERIODS = [
    hand("four of at most five", PERIOD, {"at_most": 5}, "HHOOO..HHOOO"),
    hand("six of at most five, whatever the weeks", PERIOD, {"at_most": 5}, "HHHHH..HOOOO", [("P0", TWO_WEEKS, 6, 5, 1)]),
    hand("three of at least five", PERIOD, {"at_least": 5}, "HHHOO..OOOOO", [("P0", TWO_WEEKS, 3, 5, 2)]),
    hand("five of at least five, all in one week", PERIOD, {"at_least": 5}, "HHHHH..OOOOO"),
    hand("between two and three: each person by themselves", PERIOD, {"at_least": 2, "at_most": 3}, ["HOOOO", "HHOOO", "HHHOO", "HHHHO"],
         [("P0", ONE_WEEK, 1, 2, 1), ("P3", ONE_WEEK, 4, 3, 1)]),
    hand("at least never asks for more than there are days", PERIOD, {"at_least": 9}, "HHHCC"),
    hand("at least, leave leaves three", PERIOD, {"at_least": 9}, "HHOCC", [("P0", ONE_WEEK, 2, 3, 1)]),
    hand("three office days a week leave two home days in each", PERIOD, {"at_least": 9}, "HHOOO..HOOOO",
         [("P0", TWO_WEEKS, 3, 4, 1)], others=[rule("office_days_per_week", at_least=3)]),
    hand("a soft rule takes nothing away", PERIOD, {"at_least": 4}, "HHOOO", [("P0", ONE_WEEK, 2, 4, 2)],
         others=[rule("office_days_per_week", at_least=3, weight=50)]),
    hand("a hospital owes no home days", PERIOD, {"at_least": 2}, "OOOOO", others=[rule("mandatory_office")]),
    hand("a harder cap of another rule lowers the minimum", PERIOD, {"at_least": 4}, "HOOOO", others=[rule(PERIOD, name="cap", at_most=1)]),
    hand("a cap for others does not", PERIOD, {"at_least": 2}, ["HOOOO", "HOOOO"], [("P1", ONE_WEEK, 1, 2, 1)],
         others=[rule(PERIOD, name="cap", at_most=1, people=["P0"])]),
    hand("at most gives way to orders", PERIOD, {"at_most": 2}, "hhhOO", moved=[("P0", ONE_WEEK, 2, 3)]),
    hand("at most, gone beyond the orders", PERIOD, {"at_most": 2}, "hhhHO", [("P0", ONE_WEEK, 4, 3, 1)],
         moved=[("P0", ONE_WEEK, 2, 3)]),
    hand("two by order count towards at most three", PERIOD, {"at_most": 3}, "hhHHO", [("P0", ONE_WEEK, 4, 3, 1)]),
    hand("orders to the office take from what can be reached", PERIOD, {"at_least": 4}, "oooHH"),
    hand("a whole period of leave", PERIOD, {"at_least": 1}, "CCCCC"),
    hand("days in force only", PERIOD, {"at_most": 1, "from": days_of(3), "until": days_of(4)}, "HHHHH", [("P0", ONE_WEEK, 2, 1, 1)]),
    hand("at least, of the days in force", PERIOD, {"at_least": 3, "from": days_of(4)}, "HHHOH", [("P0", ONE_WEEK, 1, 2, 1)]),
    hand("part-time: what their days leave", PERIOD, {"at_least": 3}, "HO...", [("P0", ONE_WEEK, 1, 2, 1)],
         people=[person(0, workdays=frozenset({0, 1}))]),
    hand("soft: each day costs the weight", PERIOD, {"at_most": 0, "weight": 3}, "HHOOO", [("P0", ONE_WEEK, 2, 0, 2)]),
]  # fmt: skip

SIX_DAYS = [unit("RSUD", workdays=frozenset(range(6)))]
LONGS = [
    hand("Tuesday to Thursday are next to no weekend", LONG, {"at_most": 0}, "OHHHO"),
    hand("Monday is: the Sunday before lies outside", LONG, {"at_most": 0}, "HOOOO", [("P0", ONE_WEEK, 1, 0, 1)]),
    hand("Friday is: the Saturday after lies outside", LONG, {"at_most": 0}, "OOOOH", [("P0", ONE_WEEK, 1, 0, 1)]),
    hand("one of at most one", LONG, {"at_most": 1}, "OHHOH"),
    hand("over the whole period, not by the week", LONG, {"at_most": 1}, "OOOOH..OOOOH", [("P0", TWO_WEEKS, 2, 1, 1)]),
    hand("both sides of a weekend", LONG, {"at_most": 1}, "OOOOH..HOOOO", [("P0", TWO_WEEKS, 2, 1, 1)]),
    hand("each person by themselves", LONG, {"at_most": 1}, ["HOOOH", "HHHHO"], [("P0", ONE_WEEK, 2, 1, 1)]),
    hand("around a holiday", LONG, {"at_most": 0}, "OH.HO", [("P0", ONE_WEEK, 2, 0, 2)], holidays=[days_of(3)]),
    hand("two days from a holiday", LONG, {"at_most": 0}, "OHO.O", holidays=[days_of(4)]),
    hand("a holiday right after the last day", LONG, {"at_most": 0}, "OOH", [("P0", "from 1 to 3", 1, 0, 1)], holidays=[days_of(4)]),
    hand("a holiday right before the first day", LONG, {"at_most": 0}, "HHO", [("P0", "from 3 to 5", 1, 0, 1)], start=days_of(3),
         holidays=[days_of(2)]),
    hand("between a holiday and the weekend: one day", LONG, {"at_most": 0}, "OOO.H", [("P0", ONE_WEEK, 1, 0, 1)], holidays=[days_of(4)]),
    hand("leave is no day off of the unit", LONG, {"at_most": 0}, "OHCHO"),
    hand("nor are a part-timer's own free days", LONG, {"at_most": 0}, "O.H.O", people=[person(0, workdays=frozenset({0, 2, 4}))]),
    hand("a unit of six days: Friday is in the midst, Saturday at the end", LONG, {"at_most": 0}, ["OOOOHO", "OOOOOH"],
         [("P1", "from 1 to 6", 1, 0, 1)], units=SIX_DAYS, people=[person(n, workdays=frozenset(range(6))) for n in (0, 1)]),
    hand("the unit's week counts, not the person's: Friday in a hospital", LONG, {"at_most": 0}, "OOOOH", units=SIX_DAYS),
    hand("days at home by order do not count", LONG, {"at_most": 0}, "hOOOh"),
    hand("but they make no room either", LONG, {"at_most": 1}, "hOOOH..HOOOO", [("P0", TWO_WEEKS, 2, 1, 1)]),
    hand("in force from Tuesday", LONG, {"at_most": 0, "from": days_of(2)}, "HOOOH", [("P0", ONE_WEEK, 1, 0, 1)]),
    hand("soft: each day over costs the weight", LONG, {"at_most": 0, "weight": 4}, "HOOOH", [("P0", ONE_WEEK, 2, 0, 2)]),
]  # fmt: skip

CASES = PERIODS + LONGS


@pytest.mark.parametrize("one", CASES, ids=str)
def test_hand_case(one: Hand) -> None:
    check(one)
